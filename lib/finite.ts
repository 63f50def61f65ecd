// TODO before committing: this text was overwritten by accident and rebuilt from its callers; compare or rewrite it.
import type { Matrix } from './matrix.js'

/**
 * Refuse a matrix without rows, or with a value that is not finite.
 *
 * @param what the name of the caller, which opens each message
 * @param x n rows by d columns; not modified
 * @throws {RangeError} on no rows or a value that is not finite
 * @example requireFinite('kmeans', matrix([[1, NaN]])) // throws: kmeans requires finite values, got NaN in row 0, column 1
 */
export function requireFinite(what: string, x: Matrix): void {
  if (x.rows < 1) throw new RangeError(`${what} requires at least one row, got ${x.rows}`)
  const bad = x.data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    const [row, column] = [Math.floor(bad / x.cols), bad % x.cols]
    throw new RangeError(`${what} requires finite values, got ${x.data[bad]} in row ${row}, column ${column}`)
  }
}
