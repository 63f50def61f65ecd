import { requireNumbers } from './checks.js'

/**
 * Cliff's delta: the chance that a value of one group exceeds one of the other, minus the chance of the reverse.
 * -1 to 1, 0 where neither tends to be larger; no units, no assumption on the distribution. Equal to the rank-biserial
 * correlation of Mann and Whitney's test, 2 U / (n m) - 1.
 *
 * @param a n numbers, n >= 1, any units; not modified
 * @param b m numbers, m >= 1, in the same units; not modified
 * @throws {RangeError} on an empty group, or a value that is not finite
 * @see Cliff (1993), Dominance statistics, https://doi.org/10.1037/0033-2909.114.3.494
 * @example cliffsDelta([3, 4], [1, 2, 3]) // 0.8333333333333334
 */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number {
  requireNumbers('cliffsDelta', a)
  requireNumbers('cliffsDelta', b)
  const place = new Map(
    [...new Set([...Array.from(a), ...Array.from(b)])].sort((x, y) => x - y).map((value, i) => [value, i]),
  )
  const counts = new Float64Array(2 * place.size)
  for (let i = 0; i < a.length; i++) counts[2 * place.get(a[i])! + 1]++
  for (let i = 0; i < b.length; i++) counts[2 * place.get(b[i])!]++
  return dominance(counts)
}

/**
 * Cliff's delta of counts, in one pass.
 *
 * @param counts by value, in increasing order: rest, group, rest, group, ...
 * @returns the delta of the group against the rest; NaN where either is empty
 * @example dominance(Float64Array.of(1, 0, 0, 2)) // 1
 */
export function dominance(counts: Float64Array): number {
  let group = 0
  let rest = 0
  let wins = 0
  for (let i = 0; i < counts.length; i += 2) {
    wins += counts[i + 1] * rest - counts[i] * group
    rest += counts[i]
    group += counts[i + 1]
  }
  return wins / (group * rest)
}
