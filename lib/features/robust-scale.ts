import { requireFinite } from '../core/finite.js'
import { columnsOf, type Matrix } from '../core/matrix.js'
import { quantile } from '../statistics/quantile.js'

/**
 * Scale each column by statistics that outliers barely move: z = (x - median) / interquartile range, like
 * scikit-learn's RobustScaler. A column whose range is 0 is only centered, so a constant column becomes zeros.
 *
 * @param x n rows by d columns, n >= 1, any units; not modified
 * @returns z, n by d; medians and ranges (third less first quartile, linear interpolation), length d, in own units
 * @throws {RangeError} on no rows or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.RobustScaler.html
 * @example robustScale(matrix([[1], [2], [3]])).z.data // -1, 0, 1
 */
export function robustScale(x: Matrix): { z: Matrix; medians: Float64Array; ranges: Float64Array } {
  requireFinite('robustScale', x)
  const columns = columnsOf(x)
  const medians = Float64Array.from(columns, (column) => quantile(column, 0.5))
  const ranges = Float64Array.from(columns, (column) => quantile(column, 0.75) - quantile(column, 0.25))
  const data = x.data.map((value, at) => (value - medians[at % x.cols]) / (ranges[at % x.cols] || 1))
  return { z: { rows: x.rows, cols: x.cols, data }, medians, ranges }
}
