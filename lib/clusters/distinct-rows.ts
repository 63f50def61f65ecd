import type { Matrix } from '../core/matrix.js'

/**
 * How many rows differ, counted up to enough.
 *
 * @param x not modified
 * @example distinctRows(matrix([[1], [1], [2], [3]]), 2) // 2
 */
export function distinctRows(x: Matrix, enough: number): number {
  const seen = new Set<string>()
  for (let i = 0; i < x.rows && seen.size < enough; i++) seen.add(x.data.subarray(i * x.cols, (i + 1) * x.cols).join())
  return seen.size
}
