import { requireProbability } from '../core/checks.js'
import { normalCritical } from './tails.js'

/**
 * Compute Wilson's confidence interval of a proportion. It stays within 0 to 1, and is accurate for small groups, where
 * the normal (Wald) interval is not. simple-statistics has no interval of a proportion, and stdlib's binomial test has
 * that of Clopper and Pearson, which is wider.
 *
 * @param hits the number of customers counted, 0 to n
 * @param n the number of customers, >= 1
 * @param level the share of such intervals that cover the truth, 0 to 1
 * @returns proportion, low and high, each 0 to 1
 * @throws {RangeError} on n < 1, hits outside 0 to n, or a level outside 0 to 1
 * @see Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953
 * @example wilson(8, 10) // proportion 0.8, low 0.490, high 0.943
 */
export function wilson(hits: number, n: number, level = 0.95): { proportion: number; low: number; high: number } {
  requireProbability('wilson', 'level', level)
  if (!(n >= 1 && hits >= 0 && hits <= n)) throw new RangeError(`wilson requires 0 to n hits, got ${hits} of ${n}`)
  const z = normalCritical(1 - level)
  const proportion = hits / n
  const shrink = 1 + (z * z) / n
  const center = (proportion + (z * z) / (2 * n)) / shrink
  const half = (z / shrink) * Math.sqrt((proportion * (1 - proportion)) / n + (z * z) / (4 * n * n))
  return { proportion, low: hits === 0 ? 0 : center - half, high: hits === n ? 1 : center + half }
}
