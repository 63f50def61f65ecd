import type { DataFrame } from 'danfojs-node'
import { pick } from './frame.js'
import { requireList } from './require-list.js'
import { type Columns, view } from './view.js'

/**
 * Keep the rows for which a condition is true, in their order. A missing flag is not true.
 *
 * @param frame n rows; not modified
 * @param condition a function of the frame's columns that returns n flags (true or 1, false or 0)
 * @returns a new frame; without rows if the condition is never true
 * @throws {RangeError} on a column that the frame lacks, or a number of flags other than n
 * @throws {TypeError} if the result is not a list of flags
 * @example where(customers, c => c.segment.map(s => s === 'Loyalists'))
 */
export function where(frame: DataFrame, condition: (c: Columns) => ArrayLike<unknown>): DataFrame {
  const flags = condition(view(frame))
  requireList('where requires an array of flags', flags, frame.shape[0])
  const odd = Array.from(flags).findIndex((flag) => !(flag === true || flag === 1) && Boolean(flag))
  if (odd >= 0) throw new TypeError(`where requires true or false in each row, got ${flags[odd]} in row ${odd}`)
  return pick(
    frame,
    Array.from(flags, (_, row) => row).filter((row) => Boolean(flags[row])),
  )
}
