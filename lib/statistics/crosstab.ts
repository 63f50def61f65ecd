import { requireSameLength } from '../core/checks.js'
import { type Category, encode } from '../core/encode.js'
import type { Matrix } from '../core/matrix.js'

/** A contingency table: `counts` has one row per level of the first vector and one column per level of the second. */
export interface Crosstab {
  readonly rowLevels: readonly string[]
  readonly colLevels: readonly string[]
  readonly counts: Matrix
  /** The number of data rows left out because either category is missing. */
  readonly missing: number
}

/**
 * Count how often each pair of categories occurs. Rows in which either is missing are left out and counted in
 * `missing`. d3-array's rollup has no pairs that never occur, and no given order of levels.
 *
 * @param a n categories; null and NaN are missing; not modified
 * @param b n categories of the same rows; not modified
 * @param levels rows and cols: the levels of a and b in the order wanted; by default those that occur, sorted
 * @returns the levels, as text, the counts, and the number of rows left out
 * @throws {RangeError} on vectors of different lengths, or a value that is not one of the given levels
 * @see https://pandas.pydata.org/docs/reference/api/pandas.crosstab.html
 * @example crosstab(['x', 'y', 'x'], ['b', 'a', 'b']).counts // rows [0, 2] and [1, 0]
 */
export function crosstab(
  a: ArrayLike<Category>,
  b: ArrayLike<Category>,
  levels: { rows?: readonly Category[]; cols?: readonly Category[] } = {},
): Crosstab {
  requireSameLength('crosstab', a, b)
  const row = encode(a, levels.rows)
  const col = encode(b, levels.cols)
  const data = new Float64Array(row.levels.length * col.levels.length)
  let missing = 0
  for (let i = 0; i < a.length; i++) {
    if (row.codes[i] < 0 || col.codes[i] < 0) missing++
    else data[row.codes[i] * col.levels.length + col.codes[i]]++
  }
  const counts = { rows: row.levels.length, cols: col.levels.length, data }
  return { rowLevels: row.levels, colLevels: col.levels, counts, missing }
}
