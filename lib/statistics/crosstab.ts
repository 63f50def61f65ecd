import { requireSameLength } from '../core/checks.js'
import { type Category, encode } from '../core/encode.js'
import type { Matrix } from '../core/matrix.js'

/** How often each pair of levels occurs: `counts` has a row a level of the first vector, a column a level of the second. */
export interface Crosstab {
  readonly rowLevels: readonly string[]
  readonly colLevels: readonly string[]
  readonly counts: Matrix
  /** rows of the data left out because either category is missing */
  readonly missing: number
}

/**
 * Count the pairs of two categorical vectors. A row in which either is missing is left out and counted as missing.
 * d3-array's rollup knows no pair that never occurs, and no levels in an order given.
 *
 * @param a n categories; null and NaN are missing; not modified
 * @param b n categories of the same rows; not modified
 * @param levels the levels of either vector in the order wanted; by default those that occur, sorted
 * @throws {RangeError} on vectors of different lengths, or a value outside the levels given
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
