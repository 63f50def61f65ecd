import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'

/**
 * Return whether a frame has all of these columns, each with at least one value: a column that is missing in every row
 * counts as absent.
 *
 * @param frame not modified
 * @example has(customers, 'frequency', 'amount') // true where a value can be worked out
 */
export function has(frame: DataFrame, ...names: readonly string[]): boolean {
  return names.every((name) => frame.columns.includes(name) && known(values(frame, name)))
}

function known(column: ArrayLike<unknown>): boolean {
  for (let row = 0; row < column.length; row++) if (!isMissing(column[row])) return true
  return false
}
