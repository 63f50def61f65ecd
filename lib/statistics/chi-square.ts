import { sum } from 'd3-array'
import { requireNumbers } from '../core/checks.js'
import type { Matrix } from '../core/matrix.js'
import { chiSquareTail } from './tails.js'

/**
 * Compute Pearson's chi-square test of independence, without a continuity correction.
 * Levels that never occur are left out. p is reliable if few expected counts are below 5.
 * simple-statistics only tests the fit to a distribution, and stdlib's p of a large chi-square loses its digits.
 *
 * @param counts r by c contingency table of counts >= 0; not modified
 * @returns chiSquare; df = (r - 1)(c - 1); p; n, the sum of the counts; rows r and cols c, the levels that occur
 * @throws {RangeError} on a count that is negative or not finite, or fewer than two rows or columns that occur
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chi2_contingency.html
 * @example chiSquareTest(matrix([[10, 20], [30, 40]])).chiSquare // 0.7936507936507936
 */
export function chiSquareTest(counts: Matrix): {
  chiSquare: number
  df: number
  p: number
  n: number
  rows: number
  cols: number
} {
  requireNumbers('chiSquareTest', counts.data)
  const negative = counts.data.find((count) => count < 0)
  if (negative !== undefined) throw new RangeError(`chiSquareTest requires counts of 0 or more, got ${negative}`)
  const { rowSums, colSums } = margins(counts)
  const n = sum(rowSums)
  const rows = rowSums.filter(Boolean).length
  const cols = colSums.filter(Boolean).length
  if (rows < 2 || cols < 2) {
    throw new RangeError(`chiSquareTest requires at least two levels each way, got ${rows} by ${cols}`)
  }
  let chiSquare = 0
  counts.data.forEach((count, cell) => {
    const expected = (rowSums[Math.floor(cell / counts.cols)] * colSums[cell % counts.cols]) / n
    if (expected > 0) chiSquare += (count - expected) ** 2 / expected
  })
  const df = (rows - 1) * (cols - 1)
  return { chiSquare, df, p: chiSquareTail(chiSquare, df), n, rows, cols }
}

/**
 * Compute the row sums and column sums of a matrix.
 *
 * @param table r by c; not modified
 * @returns rowSums, length r; colSums, length c
 * @example margins(matrix([[1, 2], [3, 4]])).rowSums // 3, 7
 */
export function margins({ rows, cols, data }: Matrix): { rowSums: Float64Array; colSums: Float64Array } {
  const rowSums = new Float64Array(rows)
  const colSums = new Float64Array(cols)
  data.forEach((value, cell) => {
    rowSums[Math.floor(cell / cols)] += value
    colSums[cell % cols] += value
  })
  return { rowSums, colSums }
}
