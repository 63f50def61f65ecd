import type { WriteStream } from 'node:tty'
import { isCode, joined } from '../kernel/notebook.js'
import type { Failure, Job, Progress } from '../kernel/rerun.js'
import { leftWords, secondsLeft, weightOf } from './time-left.js'

/** A stream that a command writes to. */
export type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/**
 * Show the progress of notebooks and about how long they will still take: on a terminal as one line that is overwritten
 * at each cell, elsewhere as a line at the start, at each quarter and at the end of each notebook.
 *
 * @param jobs the notebooks to run
 * @param err receives the progress and every failure: notebook, cell, its source and the kernel's message
 * @param clock returns milliseconds
 */
export function showProgress(
  jobs: readonly Job[],
  err: Output,
  clock: () => number = () => performance.now(),
): Progress {
  const weights = new Map(
    jobs.map(({ name, notebook }) => [
      name,
      notebook.cells.filter(isCode).map((cell) => weightOf(joined(cell.source))),
    ]),
  )
  const started = clock()
  const running = new Map<string, { cell: number; cells: number }>()
  const ended = new Set<string>()
  const failures = new Map<string, string>()
  const left = (): string => {
    let [done, all] = [0, 0]
    for (const [name, own] of weights) {
      all += sum(own)
      done += ended.has(name) ? sum(own) : sum(own.slice(0, Math.max(0, (running.get(name)?.cell ?? 0) - 1)))
    }
    return leftWords(secondsLeft(done, all, (clock() - started) / 1000))
  }
  const clear = () => err.isTTY && err.write('\r\x1b[K')
  const status = () => {
    if (!err.isTTY) return
    const notebooks = [...running].map(([name, { cell, cells }]) => `${name} ${cell ? `${cell}/${cells}` : 'starts'}`)
    err.write(`\r\x1b[K${[...notebooks, running.size ? left() : ''].filter(Boolean).join('   ')}`)
  }
  const line = (text: string) => {
    const time = left()
    err.write(`${text}${time && `, ${time}`}\n`)
  }
  return {
    started(name) {
      running.set(name, { cell: 0, cells: 0 })
      if (err.isTTY) status()
      else line(`${name}: starts`)
    },
    cell(name, cell, cells) {
      running.set(name, { cell, cells })
      if (err.isTTY) status()
      else if (cell > 1 && quarter(cell, cells) > quarter(cell - 1, cells)) line(`${name}: cell ${cell}/${cells}`)
    },
    ended(name, seconds, failure) {
      running.delete(name)
      ended.add(name)
      clear()
      if (failure) err.write(told(failure, failures))
      else err.write(`${name}: done in ${seconds.toFixed(1)} s\n`)
      status()
    },
  }
}

const sum = (weights: readonly number[]): number => weights.reduce((all, one) => all + one, 0)

const quarter = (cell: number, cells: number): number => Math.floor((4 * (cell - 1)) / cells)

/** A fault in the data fails every notebook: describe it once, and refer the others to the first. */
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
