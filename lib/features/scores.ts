import { sum } from 'd3-array'
import { requireSameLength } from '../core/checks.js'

/** The weight of each part in the Engagement Score; any positive sum, since weights are normalized. */
export interface EngagementWeights {
  readonly loyalty: number
  readonly ads: number
  readonly social: number
}

/** The parts of the Engagement Score, n values each on 0 to 1; unknown parts are left out. */
export type EngagementParts = { readonly [part in keyof EngagementWeights]?: ArrayLike<number> }

export const ENGAGEMENT_WEIGHTS: EngagementWeights = { loyalty: 0.4, ads: 0.3, social: 0.3 }

/**
 * Compute the Value Score: what a customer spends per month, frequency x amount.
 *
 * @param frequency n, purchases per month
 * @param amount n, $ per purchase
 * @returns n, $ per month
 * @throws {RangeError} on different lengths
 * @example valueScore([2, 3], [10, 20]) // 20, 60
 */
export function valueScore(frequency: ArrayLike<number>, amount: ArrayLike<number>): Float64Array {
  requireSameLength('valueScore', frequency, amount)
  return Float64Array.from(frequency, (times, i) => times * amount[i])
}

/**
 * Compute the Engagement Score: the weighted average of loyalty, ad interaction and social influence, or of those that
 * are known.
 *
 * @param parts at least one, n values each on 0 to 1
 * @param weights >= 0; those of the given parts must have a positive sum and are normalized; 0.4, 0.3, 0.3 by default
 * @returns n values on 0 to 1
 * @throws {RangeError} on different lengths, a value outside 0 to 1, a negative weight or weights that sum to 0
 * @example engagementScore({ loyalty: [1], ads: [0], social: [0] }) // 0.4
 */
export function engagementScore(parts: EngagementParts, weights: EngagementWeights = ENGAGEMENT_WEIGHTS): Float64Array {
  const given = (['loyalty', 'ads', 'social'] as const).flatMap((name) => {
    const values = parts[name]
    return values ? [{ name, values, weight: weights[name] }] : []
  })
  const whole = sum(given, ({ weight }) => weight)
  if (given.some(({ weight }) => !(weight >= 0)) || !(whole > 0 && Number.isFinite(whole))) {
    const got = given.map(({ weight }) => weight).join(', ') || 'no parts'
    throw new RangeError(`engagementScore requires weights >= 0 with a positive sum, got ${got}`)
  }
  const score = new Float64Array(given[0].values.length)
  for (const { name, values, weight } of given) {
    requireSameLength('engagementScore', score, values)
    for (let i = 0; i < score.length; i++) {
      const part = values[i]
      if (!(part >= 0 && part <= 1))
        throw new RangeError(`engagementScore requires ${name} from 0 to 1, got ${part} at ${i}`)
      score[i] += (weight / whole) * part
    }
  }
  return score
}

/**
 * Compute discount dependence: the mean of stated sensitivity and use, or the one that is known.
 *
 * @param sensitivity n, 0 (not), 0.5 (somewhat) or 1 (very sensitive)
 * @param used n, 0 or 1: whether a discount was used
 * @returns n values on 0 to 1
 * @throws {RangeError} on different lengths, or if both are missing
 * @example discountDependence([0.5], [1]) // 0.75
 */
export function discountDependence(sensitivity?: ArrayLike<number>, used?: ArrayLike<number>): Float64Array {
  const [first, second = first] = [sensitivity, used].filter((part) => part !== undefined)
  if (!first) throw new RangeError('discountDependence requires sensitivity or use, got neither')
  requireSameLength('discountDependence', first, second)
  return Float64Array.from(first, (value, i) => (value + second[i]) / 2)
}
