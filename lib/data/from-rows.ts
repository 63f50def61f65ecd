import type { DataFrame } from 'danfojs-node'
import { frame, fromColumns } from './frame.js'

/**
 * A frame from objects, one a row: what a statistic returns can then be filtered, sorted, joined and saved.
 *
 * @param rows the first one's names are the columns; not modified
 * @returns a frame; of no rows, one without columns
 * @example fromRows([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).shape // [2, 2]
 */
export function fromRows(rows: readonly object[]): DataFrame {
  if (!rows.length) return fromColumns(new Map(), 0)
  const names = Object.keys(rows[0])
  return frame(
    Object.fromEntries(names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])])),
  )
}
