import type { Matrix } from '../core/matrix.js'

/**
 * Count the distinct rows of a matrix, stopping at `enough`.
 *
 * @param x n rows by d columns; not modified
 * @param enough where counting stops
 * @returns 0 to `enough`
 * @example distinctRows(matrix([[1], [1], [2], [3]]), 2) // 2
 */
export function distinctRows(x: Matrix, enough: number): number {
  const seen = new Set<string>()
  for (let i = 0; i < x.rows && seen.size < enough; i++) seen.add(x.data.subarray(i * x.cols, (i + 1) * x.cols).join())
  return seen.size
}
