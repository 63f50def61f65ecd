import type { Matrix } from './matrix.js'

/**
 * Refuse a matrix without rows or columns, or with a value that is not finite: one such value would spoil every distance
 * and mean after it without a word.
 *
 * @param what the name of the caller, which opens each message
 * @param x n rows by d columns; not modified
 * @throws {RangeError} on no rows or columns, or naming row, column (both from 0) and value
 * @example requireFinite('kmeans', matrix([[1, NaN]])) // throws: kmeans requires finite values, got NaN in row 0, column 1
 */
export function requireFinite(what: string, x: Matrix): void {
  if (!(x.rows > 0 && x.cols > 0)) {
    throw new RangeError(`${what} requires at least 1 row and 1 column, got ${x.rows} by ${x.cols}`)
  }
  for (let at = 0; at < x.data.length; at++) {
    if (Number.isFinite(x.data[at])) continue
    const [row, column] = [Math.floor(at / x.cols), at % x.cols]
    throw new RangeError(`${what} requires finite values, got ${x.data[at]} in row ${row}, column ${column}`)
  }
}
