import { requireFinite } from '../core/finite.js'
import type { Matrix } from '../core/matrix.js'

/**
 * Standardize each column: z = (x - mean) / population standard deviation, like scikit-learn's StandardScaler. A
 * constant column becomes zeros, even if rounding gives it a nonzero deviation.
 *
 * @param x n rows by d columns, n >= 1, any units; not modified
 * @returns z, n by d, in standard deviations; means and deviations, length d, in each column's own units
 * @throws {RangeError} on no rows or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/preprocessing.html
 * @example standardize(matrix([[1, 3], [5, 5]])).z // rows [-1, -1] and [1, 1]
 */
export function standardize(x: Matrix): { z: Matrix; means: Float64Array; deviations: Float64Array } {
  requireFinite('standardize', x)
  const means = new Float64Array(x.cols)
  const deviations = new Float64Array(x.cols)
  const data = new Float64Array(x.data.length)
  for (let j = 0; j < x.cols; j++) {
    for (let at = j; at < x.data.length; at += x.cols) means[j] += x.data[at] / x.rows
    let variance = 0
    for (let at = j; at < x.data.length; at += x.cols) variance += (x.data[at] - means[j]) ** 2 / x.rows
    // Rounding alone can give this much variance: the bound of scikit-learn.
    if (variance <= x.rows * Number.EPSILON * variance + (x.rows * means[j] * Number.EPSILON) ** 2) continue
    deviations[j] = Math.sqrt(variance)
    for (let at = j; at < x.data.length; at += x.cols) data[at] = (x.data[at] - means[j]) / deviations[j]
  }
  return { z: { rows: x.rows, cols: x.cols, data }, means, deviations }
}
