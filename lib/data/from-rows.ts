import type { DataFrame } from 'danfojs-node'
import { frame } from './frame.js'

/**
 * A frame from objects, one a row: what a statistic returns can then be filtered, sorted, joined and saved.
 *
 * @param rows at least one; the first one's names are the columns; not modified
 * @throws {RangeError} on no rows
 * @example fromRows([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).shape // [2, 2]
 */
export function fromRows(rows: readonly object[]): DataFrame {
  if (!rows.length) throw new RangeError('fromRows requires at least 1 row, got none')
  const names = Object.keys(rows[0])
  return frame(
    Object.fromEntries(names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])])),
  )
}
