import type { WriteStream } from 'node:tty'
import type { Failure, Progress } from '../kernel/rerun.js'

/** Where a command speaks. */
export type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/**
 * Show how notebooks run: on a terminal one line that is written anew at each cell, elsewhere a line at the start, at each
 * quarter and at the end of each notebook.
 *
 * @param err gets what failed: notebook, cell, its source and the kernel's message
 */
export function showProgress(out: Output, err: Output): Progress {
  const running = new Map<string, string>()
  const failures = new Map<string, string>()
  const clear = () => out.isTTY && out.write('\r\x1b[K')
  const status = () => out.isTTY && out.write(`\r\x1b[K${[...running].map((pair) => pair.join(' ')).join('   ')}`)
  return {
    started(name) {
      running.set(name, 'starts')
      if (out.isTTY) status()
      else out.write(`${name}: starts\n`)
    },
    cell(name, cell, cells) {
      running.set(name, `${cell}/${cells}`)
      if (out.isTTY) status()
      else if (cell > 1 && quarter(cell, cells) > quarter(cell - 1, cells))
        out.write(`${name}: cell ${cell}/${cells}\n`)
    },
    ended(name, seconds, failure) {
      running.delete(name)
      clear()
      if (failure) err.write(told(failure, failures))
      else out.write(`${name}: done in ${seconds.toFixed(1)} s\n`)
      status()
    },
  }
}

const quarter = (cell: number, cells: number): number => Math.floor((4 * (cell - 1)) / cells)

/** A fault of the data fails every notebook: it is told once, the others name the first. */
function told(failure: Failure, failures: Map<string, string>): string {
  const fault = failure.message.split('\n    at ')[0]
  const first = failures.get(fault)
  if (first) return `${failure.name}.ipynb failed like ${first}.ipynb.\n`
  failures.set(fault, failure.name)
  return failureText(failure)
}

function failureText({ name, cell, source, message }: Failure): string {
  const indented = source?.trimEnd().replace(/^/gm, '    ')
  const where = cell ? `, cell ${cell}` : ''
  return `${name}.ipynb failed${where}:\n${indented ? `\n${indented}\n\n` : ''}${message}\n`
}
