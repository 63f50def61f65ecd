import { sampleCorrelation } from 'simple-statistics'
import { requireNumbers, requireSameLength } from '../core/checks.js'
import { ranks } from './ranks.js'
import { tTails } from './tails.js'

/**
 * Compute Pearson's r: how closely two vectors follow a straight line. The result of simple-statistics is clipped,
 * because rounding may take it out of range.
 *
 * @param x n numbers, n >= 2, any units; not modified
 * @param y n numbers of the same rows; not modified
 * @returns -1 to 1
 * @throws {RangeError} on vectors of different lengths, a value that is not finite, or a constant vector
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.pearsonr.html
 * @example pearson([1, 2, 3], [1, 3, 2]) // 0.5
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requireSameLength('pearson', x, y)
  requireVarying(x)
  requireVarying(y)
  return Math.max(-1, Math.min(1, sampleCorrelation(x as number[], y as number[])))
}

/**
 * Compute Spearman's rho: how closely two vectors follow a monotone curve. It is Pearson's r of the average ranks.
 *
 * @param x n numbers, n >= 2, any units; not modified
 * @param y n numbers of the same rows; not modified
 * @returns -1 to 1
 * @throws {RangeError} on vectors of different lengths, a value that is not finite, or a constant vector
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.spearmanr.html
 * @example spearman([1, 2, 3], [1, 10, 100]) // 1
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(ranks(x), ranks(y))
}

/**
 * Compute the correlation of two columns that may have missing values, and its p-value. Rows in which either value is
 * NaN are left out (pairwise deletion).
 *
 * @param x n numbers, NaN where missing; not modified
 * @param y n numbers of the same rows; not modified
 * @param method spearman (the default, which suits ordered levels and skewed money) or pearson
 * @returns r, -1 to 1; p, two-sided, by the t distribution with n - 2 degrees of freedom; n, the pairs used
 * @throws {RangeError} on vectors of different lengths, fewer than three complete pairs, or a constant vector
 * @example correlationTest([1, 2, NaN, 3], [1, 3, 5, 2]).r // 0.5, of n = 3 pairs
 */
export function correlationTest(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  method: 'spearman' | 'pearson' = 'spearman',
): { r: number; p: number; n: number } {
  requireSameLength('correlationTest', x, y)
  // Loops, because Float64Array.from with a callback is ten times slower.
  const [left, right] = [new Float64Array(x.length), new Float64Array(x.length)]
  let n = 0
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue
    left[n] = x[i]
    right[n++] = y[i]
  }
  if (n < 3) throw new RangeError(`correlationTest requires at least three complete pairs, got ${n}`)
  const [a, b] = [left.subarray(0, n), right.subarray(0, n)]
  const r = method === 'spearman' ? spearman(a, b) : pearson(a, b)
  return { r, p: tTails(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2), n }
}

/** Because of rounding, a constant vector may have a nonzero deviation, and so a correlation. */
function requireVarying(values: ArrayLike<number>): void {
  requireNumbers('correlation', values, 2)
  let row = 1
  while (row < values.length && values[row] === values[0]) row++
  if (row === values.length) {
    throw new RangeError(`correlation requires values that vary, got ${values.length} times ${values[0]}`)
  }
}
