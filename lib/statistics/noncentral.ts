import { chiSquareTail, normalTails } from './tails.js'

/** How finely the chance is summed: steps over the angle, even. */
const STEPS = 64
/** No chance to speak of lies further out, in standard deviations. */
const REACH = 9

/**
 * The chance that the square of a normal number plus an independent chi-square is at most `most` squared. With a variance
 * of 1 it is the noncentral chi-square distribution with df + 1 degrees of freedom and noncentrality mean squared.
 * It is summed by Simpson's rule over the angle whose sine is the normal number over `most`, where it is smooth.
 * stdlib has no noncentral chi-square, let alone one of another variance.
 *
 * @param most >= 0
 * @param mean of the normal number, >= 0
 * @param variance of the normal number, > 0
 * @param df degrees of freedom of the chi-square: 0 (there is none), 1, 2, 3, ...
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
