import type { DataFrame } from 'danfojs-node'
import { isMissing } from './columns.js'
import { FIELDS } from './fields.js'
import { pick } from './frame.js'
import { ordinal } from './ordinal.js'
import { columnOf } from './view.js'

/**
 * Sort the rows of a frame by a column: numbers by value, ordered fields (income, ads) by level, other text by
 * character code. Missing values come last in both directions, and rows with equal values keep their order.
 *
 * @param frame not modified
 * @returns a new frame
 * @throws {RangeError} on a column that the frame lacks, another direction, or a value that is not a level of its field
 * @example sorted(profile, 'value', 'descending')
 */
export function sorted(
  frame: DataFrame,
  column: string,
  direction: 'ascending' | 'descending' = 'ascending',
): DataFrame {
  if (direction !== 'ascending' && direction !== 'descending') {
    throw new RangeError(`sorted requires "ascending" or "descending", got "${direction}"`)
  }
  const sign = direction === 'ascending' ? 1 : -1
  const keys = sortable(frame, column)
  const [missing, known] = [true, false].map((wanted) =>
    Array.from(keys, (_, row) => row).filter((row) => isMissing(keys[row]) === wanted),
  )
  const compared = (a: number, b: number) => (keys[a]! < keys[b]! ? -sign : keys[a]! > keys[b]! ? sign : 0)
  return pick(frame, [...known.sort(compared), ...missing])
}

function sortable(frame: DataFrame, column: string): ArrayLike<number | string | null> {
  const values = columnOf(frame, column)
  const ordered = FIELDS.find(({ name }) => name === column)?.kind === 'ordered'
  return ordered && Array.isArray(values) ? ordinal(frame, column) : values
}
