import { chiSquareTail, normalTails } from './tails.js'

/** Steps of the integral over the angle; even. */
const STEPS = 64
/** The probability farther out is negligible; in standard deviations. */
const REACH = 9

/**
 * Compute P(Z^2 + X <= most^2) for a normal Z and an independent chi-square X. With a variance of 1 this is the
 * noncentral chi-square distribution with df + 1 degrees of freedom and noncentrality mean^2.
 * The integral is by Simpson's rule over the angle whose sine is Z / most, where the integrand is smooth.
 * stdlib has no noncentral chi-square, let alone one with another variance.
 *
 * @param most >= 0
 * @param mean of Z, >= 0
 * @param variance of Z, > 0
 * @param df degrees of freedom of X: 0 (no X), 1, 2, 3, ...
 * @returns a probability, 0 to 1
 * @see Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 29
 * @example noncentral(Math.sqrt(3.841458820694124), 0, 1, 0) // 0.95
 */
export function noncentral(most: number, mean: number, variance: number, df: number): number {
  const deviation = Math.sqrt(variance)
  if (most <= 0) return 0
  if (df === 0) return below((most - mean) / deviation) - below((-most - mean) / deviation)
  const angle = (value: number) => Math.asin(Math.min(1, Math.max(-1, value / most)))
  const [from, to] = [angle(mean - REACH * deviation), angle(mean + REACH * deviation)]
  const step = (to - from) / STEPS
  let sum = 0
  for (let i = 0; i <= STEPS; i++) {
    const [sine, cosine] = [Math.sin(from + i * step), Math.cos(from + i * step)]
    const z = (most * sine - mean) / deviation
    const weight = i === 0 || i === STEPS ? 1 : i % 2 ? 4 : 2
    sum += weight * cosine * Math.exp((-z * z) / 2) * (1 - chiSquareTail((most * cosine) ** 2, df))
  }
  return ((step / 3) * sum * most) / (deviation * Math.sqrt(2 * Math.PI))
}

/** P(Z < z). */
function below(z: number): number {
  return z < 0 ? normalTails(z) / 2 : 1 - normalTails(z) / 2
}
