import { count } from '../core/format.js'

const MOST_ROWS = 10
const MOST_COLUMNS = 12
const WIDEST = 110
const WIDEST_TEXT = 24

/**
 * Format a frame as aligned text: its first 10 rows, as many of its first 12 columns as fit into 110 characters, and
 * the numbers of rows and columns.
 *
 * @param columns the frame's columns in order, all of the same length; not modified
 * @example printed([['age', [30, NaN]]]) // "age\n---\n 30\nNaN\n2 rows x 1 column"
 */
export function printed(columns: readonly (readonly [name: string, values: ArrayLike<unknown>])[]): string {
  const rows = columns[0]?.[1].length ?? 0
  const blocks = columns.slice(0, MOST_COLUMNS).map(([name, values]) => block(name, firstOf(values)))
  const shown = blocks.slice(0, fitting(blocks, columns.length))
  if (shown.length < columns.length) shown.push(block('...', Array(Math.min(rows, MOST_ROWS)).fill('...')))
  const lines = (shown[0] ?? []).map((_, line) =>
    shown
      .map((texts) => texts[line])
      .join('  ')
      .trimEnd(),
  )
  return [...lines, `${count(rows, 'row')} x ${count(columns.length, 'column')}`].join('\n')
}

function firstOf(values: ArrayLike<unknown>): unknown[] {
  return Array.from({ length: Math.min(MOST_ROWS, values.length) }, (_, row) => values[row])
}

/** How many blocks fit, with space for the dots that stand for the rest. */
function fitting(blocks: readonly string[][], columns: number): number {
  let width = 0
  for (const [place, [heading]] of blocks.entries()) {
    width += heading.length + 2
    const dots = place + 1 < columns ? 3 : -2
    if (width + dots > WIDEST) return place
  }
  return blocks.length
}

/** A column's heading, rule and values, padded to the same width. */
function block(name: string, values: readonly unknown[]): string[] {
  const texts = [cut(name), ...values.map(written)]
  const width = Math.max(...texts.map((text) => text.length))
  const right = values.some((value) => typeof value === 'number')
  const [heading, ...cells] = texts.map((text) => (right ? text.padStart(width) : text.padEnd(width)))
  return [heading, '-'.repeat(width), ...cells]
}

function written(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : cut(String(value))
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > WIDEST_TEXT ? `${line.slice(0, WIDEST_TEXT - 1)}…` : line
}
