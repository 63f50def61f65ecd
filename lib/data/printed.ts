import { count } from '../core/format.js'

const MOST_ROWS = 10
const MOST_COLUMNS = 12
const WIDEST = 110
const WIDEST_TEXT = 24

/**
 * Print the first rows of a frame as aligned text: as many columns as fit into 110 characters, always with the last one,
 * which is often the newest; and the numbers of rows and columns.
 *
 * @param columns the frame's columns in their order, all of one length; not modified
 * @param index the names of the rows; numbers from 0 are not printed
 * @returns lines joined by newlines
 * @example printed([['age', [30, NaN]]]) // "age\n---\n 30\nNaN\n2 rows x 1 column"
 */
export function printed(
  columns: readonly (readonly [name: string, values: ArrayLike<unknown>])[],
  index: readonly (string | number)[] = [],
): string {
  const rows = columns[0]?.[1].length ?? 0
  const isNamed = index.some((name, row) => name !== row)
  const named = isNamed ? [block('', firstOf(index.map(String)))] : []
  const blocks = columns.slice(0, MOST_COLUMNS).map(([name, values]) => block(name, firstOf(values)))
  const room = WIDEST - (named[0] ? named[0][0].length + 2 : 0)
  const shown = columns.length <= MOST_COLUMNS && widthOf(blocks) <= room ? blocks : shortened(blocks, columns, room)
  const all = [...named, ...shown]
  const lines = (all[0] ?? []).map((_, line) =>
    all
      .map((texts) => texts[line])
      .join('  ')
      .trimEnd(),
  )
  return [...lines, `${count(rows, 'row')} x ${count(columns.length, 'column')}`].join('\n')
}

/** The first columns and the last one, with dots between them. */
function shortened(
  blocks: readonly string[][],
  columns: readonly (readonly [name: string, values: ArrayLike<unknown>])[],
  room: number,
): string[][] {
  const [name, values] = columns[columns.length - 1]
  const end = [block('...', Array(blocks[0].length - 2).fill('...')), block(name, firstOf(values))]
  let first = Math.min(blocks.length, MOST_COLUMNS - 1, columns.length - 1)
  while (first > 0 && widthOf([...blocks.slice(0, first), ...end]) > room) first--
  return [...blocks.slice(0, first), ...(first < columns.length - 1 ? end : end.slice(1))]
}

/** The width of columns side by side, with two blanks between them. */
function widthOf(blocks: readonly string[][]): number {
  return blocks.reduce((width, [heading]) => width + heading.length + 2, -2)
}

function firstOf(values: ArrayLike<unknown>): unknown[] {
  return Array.from({ length: Math.min(MOST_ROWS, values.length) }, (_, row) => values[row])
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
