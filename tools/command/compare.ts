import { type Cell, isCode, joined, type Notebook, type Output } from '../kernel/notebook.js'
import { type Figure, isOurs, key, PLOTLY, shows } from '../pages/stills.js'

const FOREIGN = 'the still was not drawn by npm start (pointing at a figure in JupyterLab replaces it): run npm start'

/**
 * Compare a committed notebook with a fresh run of it, cell by cell: sources, texts, tables and figures must be equal,
 * and each figure must have a still that a rerun drew from it.
 *
 * @returns each difference in words, with its cell; empty if the notebooks agree
 */
export function compareNotebooks(committed: Notebook, fresh: Notebook): string[] {
  const found: string[] = []
  if (committed.cells.length !== fresh.cells.length) {
    found.push(`${committed.cells.length} cells committed, ${fresh.cells.length} in a fresh run`)
  }
  let number = 0
  for (const [i, cell] of committed.cells.entries()) {
    const where = isCode(cell) ? `cell ${++number}` : `text ${cell.id}`
    const differences = [...cellDifferences(cell, fresh.cells[i]), ...stillDifferences(cell)]
    found.push(...differences.map((difference) => `${where}: ${difference}`))
  }
  if (key(committed.metadata) !== key(fresh.metadata)) found.push('its metadata is not that of a clean run')
  return found
}

function cellDifferences(committed: Cell, fresh: Cell | undefined): string[] {
  if (!fresh) return ['the fresh run lacks it']
  if (joined(committed.source) !== joined(fresh.source)) return ['its source differs']
  const found = key(committed.metadata) === key(fresh.metadata) ? [] : ['its metadata is not that of a clean run']
  if (!isCode(committed) || !isCode(fresh)) return found
  if (committed.execution_count !== fresh.execution_count) {
    found.push(`execution count ${committed.execution_count}, but ${fresh.execution_count} in a clean run`)
  }
  const count = Math.max(committed.outputs.length, fresh.outputs.length)
  for (let i = 0; i < count; i++) {
    const [a, b] = [parts(committed.outputs[i]), parts(fresh.outputs[i])]
    for (const type of new Set([...a.keys(), ...b.keys()])) {
      if (a.get(type) !== b.get(type))
        found.push(`output ${i + 1}, ${type}:\n${firstDifference(a.get(type), b.get(type))}`)
    }
  }
  return found
}

/** Return the parts of an output as text, by type, without stills. */
function parts(output: Output | undefined): Map<string, string> {
  if (!output) return new Map()
  if (output.output_type === 'stream') return new Map([[output.name, joined(output.text)]])
  if (output.output_type === 'error') return new Map([['error', output.evalue]])
  const types = Object.entries(output.data).filter(([type]) => !(type === 'image/png' && PLOTLY in output.data))
  return new Map(types.map(([type, value]) => [type, type.startsWith('text/') ? joined(value as string) : key(value)]))
}

function stillDifferences(cell: Cell): string[] {
  const found: string[] = []
  for (const [i, output] of isCode(cell) ? cell.outputs.entries() : []) {
    if (output.output_type !== 'display_data' || !(PLOTLY in output.data)) continue
    const figure = output.data[PLOTLY] as Figure
    const still = output.data['image/png']
    if (typeof still !== 'string') found.push(`output ${i + 1}: the figure has no still`)
    else if (!isOurs(still)) found.push(`output ${i + 1}: ${FOREIGN}`)
    else if (!shows(still, figure)) found.push(`output ${i + 1}: the still shows another figure: run npm start`)
  }
  return found
}

/** Return an excerpt around the first character that differs; figures are one long line. */
function firstDifference(committed: string | undefined, fresh: string | undefined): string {
  if (committed === undefined) return '  committed: nothing\n  fresh:     something'
  if (fresh === undefined) return '  committed: something\n  fresh:     nothing'
  let start = 0
  while (committed[start] === fresh[start]) start++
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, start - 30), start + 50))
  return `  committed: ${around(committed)}\n  fresh:     ${around(fresh)}`
}
