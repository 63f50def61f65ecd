import type { Matrix } from './matrix.js'

/**
 * Check that a matrix has rows and columns and that all its values are finite: a single NaN or infinity would silently
 * spoil every distance and mean computed from it.
 *
 * @param what the name of the calling function, which opens the message
 * @param x n rows by d columns; not modified
 * @throws {RangeError} on no rows or columns, or on a value that is not finite, naming its row and column (from 0)
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
