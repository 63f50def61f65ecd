import { requireNumbers } from '../core/checks.js'
import type { Matrix } from '../core/matrix.js'
import { chiSquareTail } from './tails.js'

/**
 * Pearson's chi-square test of independence, without a continuity correction.
 * Levels that never occur are left out. Trust p where few expected counts are below 5.
 *
 * @param counts r by c, counts >= 0 of one row of data each; not modified
 * @returns chiSquare; df = (r - 1)(c - 1); p; n, the sum of the counts; rows r and cols c that occur
 * @throws {RangeError} on a count that is negative or not finite, or fewer than two levels that occur in either direction
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
  const { rowSums, colSums, n } = margins(counts)
  const rows = rowSums.filter((sum) => sum > 0).length
  const cols = colSums.filter((sum) => sum > 0).length
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

function margins(counts: Matrix): { rowSums: Float64Array; colSums: Float64Array; n: number } {
  requireNumbers('chiSquareTest', counts.data)
  const rowSums = new Float64Array(counts.rows)
  const colSums = new Float64Array(counts.cols)
  let n = 0
  counts.data.forEach((count, cell) => {
    if (count < 0) throw new RangeError(`chiSquareTest requires counts of 0 or more, got ${count}`)
    rowSums[Math.floor(cell / counts.cols)] += count
    colSums[cell % counts.cols] += count
    n += count
  })
  return { rowSums, colSums, n }
}
