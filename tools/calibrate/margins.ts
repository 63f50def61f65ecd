import { normalShare, quantileOf } from './draws.js'

/** The distribution of a column: maps a normal score (mean 0, deviation 1) to a value. */
export type Margin = (z: number) => number

export const uniform: Margin = normalShare
export const exponential: Margin = (z) => -Math.log(normalShare(-z))
export const lognormal =
  (sigma: number): Margin =>
  (z) =>
    Math.exp(sigma * z)

/** Make a margin with a share of exact zeros; `rest` maps the scores of the other rows. */
export function zeroInflated(zeros: number, rest: Margin): Margin {
  return (z) => {
    const p = (normalShare(z) - zeros) / (1 - zeros)
    return p <= 0 ? 0 : rest(normalScore(p))
  }
}

/** Return the normal score of a share from 0 to 1, limited to -8 to 8. */
export function normalScore(p: number): number {
  return quantileOf(normalShare, p, -8, 8)
}

/** Return the quantile of the gamma distribution of shape 2 at p, from 0 to 1. */
export function gamma2(p: number): number {
  return quantileOf((x) => 1 - (1 + x) * Math.exp(-x), p, 0, 60)
}

/** Return the quantile of Beta(2, 5) at p, from 0 to 1. */
export function beta25(p: number): number {
  return quantileOf((x) => 1 - (1 - x) ** 6 - 6 * x * (1 - x) ** 5, p, 0, 1)
}

/** Distribution functions of Student's t with 3 and 8 degrees of freedom. */
export const studentShare: Readonly<Record<3 | 8, (t: number) => number>> = {
  3: (t) => 0.5 + (t / Math.sqrt(3) / (1 + (t * t) / 3) + Math.atan(t / Math.sqrt(3))) / Math.PI,
  8: (t) => {
    const cosine2 = 1 / (1 + (t * t) / 8)
    const sine = t / Math.sqrt(8 + t * t)
    return 0.5 + (sine / 2) * (1 + cosine2 / 2 + (3 / 8) * cosine2 ** 2 + (5 / 16) * cosine2 ** 3)
  },
}
