import { sum } from 'd3-array'
import { requireSameLength } from '../core/checks.js'

/** How much each part counts in the Engagement Score; any positive sum, it is normalised. */
export interface EngagementWeights {
  readonly loyalty: number
  readonly ads: number
  readonly social: number
}

export const ENGAGEMENT_WEIGHTS: EngagementWeights = { loyalty: 0.4, ads: 0.3, social: 0.3 }

/**
 * Value Score: what a customer spends a month, frequency x amount.
 *
 * @param frequency n, purchases per month
 * @param amount n, money a purchase
 * @returns n, $ per month
 * @throws {RangeError} on different lengths
 * @example valueScore([2, 3], [10, 20]) // 20, 60
 */
export function valueScore(frequency: ArrayLike<number>, amount: ArrayLike<number>): Float64Array {
  requireSameLength('valueScore', frequency, amount)
  return Float64Array.from(frequency, (times, i) => times * amount[i])
}

/**
 * Engagement Score: weighted average of loyalty, ad interaction and social influence.
 *
 * @param parts each n values on 0 to 1
 * @param weights any positive sum, normalised; 0.4, 0.3, 0.3 by default
 * @returns n values on 0 to 1
 * @throws {RangeError} on different lengths, a value outside 0 to 1, a negative weight or weights that sum to 0
 * @example engagementScore({ loyalty: [1], ads: [0], social: [0] }) // 0.4
 */
export function engagementScore(
  parts: { loyalty: ArrayLike<number>; ads: ArrayLike<number>; social: ArrayLike<number> },
  weights: EngagementWeights = ENGAGEMENT_WEIGHTS,
): Float64Array {
  const names = ['loyalty', 'ads', 'social'] as const
  const whole = sum(names, (name) => weights[name])
  if (names.some((name) => !(weights[name] >= 0)) || !(whole > 0 && Number.isFinite(whole))) {
    throw new RangeError(
      `engagementScore requires weights >= 0 with a positive sum, got ${names.map((name) => weights[name]).join(', ')}`,
    )
  }
  const score = new Float64Array(parts.loyalty.length)
  for (const name of names) {
    requireSameLength('engagementScore', parts.loyalty, parts[name])
    for (let i = 0; i < score.length; i++) {
      const part = parts[name][i]
      if (!(part >= 0 && part <= 1))
        throw new RangeError(`engagementScore requires ${name} on 0 to 1, got ${part} at ${i}`)
      score[i] += (weights[name] / whole) * part
    }
  }
  return score
}

/**
 * Discount dependence: mean of stated sensitivity and use.
 *
 * @param sensitivity n, 0 (not), 0.5 (somewhat) or 1 (very sensitive)
 * @param used n, 0 or 1: a discount was used
 * @returns n values on 0 to 1
 * @throws {RangeError} on different lengths
 * @example discountDependence([0.5], [1]) // 0.75
 */
export function discountDependence(sensitivity: ArrayLike<number>, used: ArrayLike<number>): Float64Array {
  requireSameLength('discountDependence', sensitivity, used)
  return Float64Array.from(sensitivity, (value, i) => (value + used[i]) / 2)
}
