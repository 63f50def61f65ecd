import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'

/**
 * Does a frame have columns, each with a value? One that is missing in every row tells nothing, as if it were not there.
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
