import f from '@stdlib/stats-base-dists-f'
import normal from '@stdlib/stats-base-dists-normal'

// Each tail is computed as a small number, never as 1 minus a large one: a p-value of 1e-40 keeps its digits.

/**
 * Compute P(|Z| > |z|) of the standard normal distribution: the two-sided p-value of a z statistic.
 *
 * @example normalTails(1.959963984540054) // 0.05
 */
export function normalTails(z: number): number {
  return 2 * normal.cdf(-Math.abs(z), 0, 1)
}

/**
 * Compute P(Z <= z) of the standard normal distribution.
 *
 * @example normalBelow(1.2815515655446008) // 0.9
 */
export function normalBelow(z: number): number {
  return normal.cdf(z, 0, 1)
}

/**
 * Compute the z for which the two tails of the standard normal distribution together have probability `alpha`.
 *
 * @param alpha 0 to 1
 * @example normalCritical(0.05) // 1.959963984540054
 */
export function normalCritical(alpha: number): number {
  return -normal.quantile(alpha / 2, 0, 1)
}

/**
 * Compute P(F > x) with d1 and d2 degrees of freedom, as the lower tail of 1/F with d2 and d1.
 *
 * @param x an F statistic, >= 0; may be Infinity
 * @example fTail(4, 1, 10) // 0.0734
 */
export function fTail(x: number, d1: number, d2: number): number {
  return x <= 0 ? 1 : f.cdf(1 / x, d2, d1)
}

/**
 * Compute P(|T| > |t|) with df degrees of freedom: the two-sided p-value of a t statistic, whose square is F(1, df).
 *
 * @example tTails(2, 10) // 0.0734
 */
export function tTails(t: number, df: number): number {
  return fTail(t * t, 1, df)
}

/**
 * Compute P(chi-square > x) for whole degrees of freedom, by a finite sum of positive terms. stdlib's chi-square has
 * only the lower tail, and its gammainc is 2% off at 3,000 degrees of freedom.
 *
 * @param x a chi-square statistic, >= 0
 * @param df 1, 2, 3, ...
 * @see Abramowitz and Stegun (1964), 26.4.4 and 26.4.5
 * @example chiSquareTail(3.841458820694124, 1) // 0.05
 */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1
  const half = x / 2
  const odd = df % 2 === 1
  let tail = odd ? normalTails(Math.sqrt(x)) : 0
  // The term half^a exp(-half) / gamma(a + 1), in logs: exp(-half) alone underflows when df and x are in the thousands.
  let log = odd ? Math.log(half) / 2 - half - Math.log(Math.sqrt(Math.PI) / 2) : -half
  for (let a = odd ? 0.5 : 0; a < df / 2; a++) {
    tail += Math.exp(log)
    log += Math.log(half / (a + 1))
  }
  return Math.min(tail, 1)
}
