import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import { has } from '../data/has.js'
import { type CategoryMargin, customerMargins } from './margins.js'
import { type Tier, tierNames } from './tiers.js'

/** A tier with its costs and margin. */
export interface TierPlan extends Tier {
  /**
   * Value Score, $ per month, below which a customer leaves the tier again: lower than valueFrom, so that nobody moves up
   * and down by chance.
   */
  readonly keptFrom: number
  /**
   * Number of customers of this tier whom one more purchase per month, at their own amount, lifts into the next; NaN
   * for the top, or if amounts are unknown.
   */
  readonly liftedByOne: number
  /** $ per month: the cost of the benefits, and the gross margin left after them, both by assumption. */
  readonly benefitCost: number
  readonly marginLeft: number
}

/** How far below its threshold a tier is kept, as a share of the threshold. */
const SLACK = 0.1

/**
 * Compute what tiers require and cost.
 *
 * @param customers prepared, with value; not modified
 * @param tiers of these customers, the highest first
 * @param assumed benefits: their costs as shares of spend, from the highest tier on, 0 after the end of the list;
 *   grossMargin: 0 to 1; margins: of categories, which replace it if given
 * @returns one row per tier, the highest first
 * @throws {RangeError} on a benefit outside 0 to 1
 */
export function tierPlan(
  customers: DataFrame,
  tiers: readonly Tier[],
  assumed: { benefits: readonly number[]; grossMargin: number; margins?: readonly CategoryMargin[] },
): TierPlan[] {
  const wrong = assumed.benefits.find((share) => !(share >= 0 && share <= 1))
  if (wrong !== undefined) throw new RangeError(`benefits requires shares of spend from 0 to 1, got ${wrong}`)
  const value = numbers(customers, 'value')
  const amount = has(customers, 'amount') ? numbers(customers, 'amount') : undefined
  const margins = customerMargins(customers, assumed.margins ?? [], assumed.grossMargin)
  const tierOf = tierNames(value, tiers)
  return tiers.map((tier, place) => {
    const rows = Array.from(value.keys()).filter((row) => tierOf[row] === tier.tier)
    const spent = sum(rows, (row) => value[row])
    const benefitCost = spent * (assumed.benefits[place] ?? 0)
    const next = tiers[place - 1]
    return {
      ...tier,
      keptFrom: Number((tier.valueFrom * (1 - SLACK)).toPrecision(3)),
      liftedByOne: next && amount ? rows.filter((row) => value[row] + amount[row] >= next.valueFrom).length : NaN,
      benefitCost,
      marginLeft: sum(rows, (row) => value[row] * margins[row]) - benefitCost,
    }
  })
}

/** Count customers by tier and segment: one row per tier, one column per segment. */
export function tierSegments(
  customers: DataFrame,
  tiers: readonly Tier[],
  segments: readonly string[],
): Record<string, string | number>[] {
  const tierOf = tierNames(numbers(customers, 'value'), tiers)
  const segment = texts(customers, 'segment')
  return tiers.map(({ tier }) => ({
    tier,
    ...Object.fromEntries(
      segments.map((name) => [name, segment.filter((one, row) => one === name && tierOf[row] === tier).length]),
    ),
  }))
}
