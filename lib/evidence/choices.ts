import type { DataFrame } from 'danfojs-node'
import { derive } from '../data/derive.js'
import { type FeatureSpace, featureSpace } from '../features/features.js'
import { engagement } from '../features/prepare.js'
import { robustScale } from '../features/robust-scale.js'
import { ENGAGEMENT_WEIGHTS, type EngagementWeights } from '../features/scores.js'

/**
 * Choices that an analyst could have made differently before clustering: a named set of weights, the log of value, the
 * scaler.
 */
export interface PreparationChoice {
  readonly weights: string
  readonly log: boolean
  readonly scaler: 'standard' | 'robust'
}

/**
 * Weights of the Engagement Score that an analyst could defend: the default, all equal, mostly loyalty, mostly actions.
 */
export const WEIGHT_SETS: Readonly<Record<string, EngagementWeights>> = {
  default: ENGAGEMENT_WEIGHTS,
  equal: { loyalty: 1, ads: 1, social: 1 },
  loyalty: { loyalty: 0.6, ads: 0.2, social: 0.2 },
  actions: { loyalty: 0.2, ads: 0.4, social: 0.4 },
}

/**
 * Prepare the points under every combination of choices: weights x log x scaler, 16 in all. There are fewer where a
 * choice makes no difference, such as weights when engagement is not a feature. The first points are those of
 * featureSpace by default.
 *
 * @param customers prepared with the default weights (see prepare); not modified
 * @param columns what is clustered on, as for featureSpace
 * @returns each combination with its points
 * @throws {RangeError} as featureSpace does
 */
export function everySpace(
  customers: DataFrame,
  columns?: readonly string[],
): { choice: PreparationChoice; space: FeatureSpace }[] {
  const space = featureSpace(customers, { columns })
  const unlogged = featureSpace(customers, { columns, log: false })
  const logs = space.x.data.some((value, at) => value !== unlogged.x.data[at]) ? [true, false] : [true]
  const engaged = space.features.some(({ column }) => column === 'engagement')
  const weighed = Object.entries(WEIGHT_SETS)
    .slice(0, engaged ? undefined : 1)
    .map(([weights, set]) => ({
      weights,
      // The customers already have the score by the default weights.
      frame: weights === 'default' ? customers : derive(customers, { engagement: engagement(customers, set) }),
    }))
  return logs.flatMap((log) =>
    (['standard', 'robust'] as const).flatMap((scaler) =>
      weighed.map(({ weights, frame }) => ({
        choice: { weights, log, scaler },
        space: featureSpace(frame, { columns, log, scaler }),
      })),
    ),
  )
}

/**
 * Find features that the robust scaler cannot scale: their interquartile range is 0, so it centers them and keeps their
 * units.
 *
 * @param spaces scaled by the robust scaler; not modified
 * @returns labels, each once
 */
export function withoutRange(spaces: readonly FeatureSpace[]): string[] {
  return [
    ...new Set(
      spaces.flatMap(({ x, features }) => {
        const { ranges } = robustScale(x)
        return features.filter((_, j) => ranges[j] === 0).map(({ label }) => label)
      }),
    ),
  ]
}
