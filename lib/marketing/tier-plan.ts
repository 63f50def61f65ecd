import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import { has } from '../data/has.js'
import { type Tier, tierNames } from './tiers.js'

/** A tier and what comes with it. */
export interface TierPlan extends Tier {
  /** Value Score, $ per month, below which a customer leaves the tier again: lower than from, so that nobody goes up and down by chance. */
  readonly keepFrom: number
  /** Customers of this tier whom one purchase more per month, at their own amount, lifts into the next; NaN for the top, or where amounts are unknown. */
  readonly liftedByOne: number
  /** $ per month: what the benefits cost, and what the gross margin leaves after them, both by assumption. */
  readonly benefitCost: number
  readonly marginLeft: number
}

/** How far below its threshold a tier is kept. */
const SLACK = 0.1

/**
 * What tiers take and cost.
 *
 * @param customers prepared, with value; not modified
 * @param tiers of these customers, the highest first
 * @param assumed benefits: what they cost as shares of spend, from the highest tier on, 0 where the list ends;
 *   grossMargin: 0 to 1
 * @throws {RangeError} on a benefit outside 0 to 1
 */
export function tierPlan(
  customers: DataFrame,
  tiers: readonly Tier[],
  assumed: { benefits: readonly number[]; grossMargin: number },
): TierPlan[] {
  const wrong = assumed.benefits.find((share) => !(share >= 0 && share <= 1))
  if (wrong !== undefined) throw new RangeError(`benefits requires shares of spend from 0 to 1, got ${wrong}`)
  const value = numbers(customers, 'value')
  const amount = has(customers, 'amount') ? numbers(customers, 'amount') : undefined
  const tierOf = tierNames(value, tiers)
  return tiers.map((tier, place) => {
    const rows = Array.from(value.keys()).filter((row) => tierOf[row] === tier.tier)
    const spent = sum(rows, (row) => value[row])
    const benefitCost = spent * (assumed.benefits[place] ?? 0)
    const next = tiers[place - 1]
    return {
      ...tier,
      keepFrom: Number((tier.from * (1 - SLACK)).toPrecision(3)),
      liftedByOne: next && amount ? rows.filter((row) => value[row] + amount[row] >= next.from).length : NaN,
      benefitCost,
      marginLeft: spent * assumed.grossMargin - benefitCost,
    }
  })
}

/** Customers by tier and segment: a row a tier, a column a segment. */
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
