import type { DataFrame } from 'danfojs-node'
import { frame, fromColumns } from './frame.js'

/**
 * Create a frame from objects, one per row, such as the results of a statistic, to filter, sort, join or save them.
 *
 * @param rows the keys of the first are the columns; not modified
 * @returns a frame; without columns if there are no rows
 * @example fromRows([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).shape // [2, 2]
 */
export function fromRows(rows: readonly object[]): DataFrame {
  if (!rows.length) return fromColumns(new Map(), 0)
  const names = Object.keys(rows[0])
  return frame(
    Object.fromEntries(names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])])),
  )
}
