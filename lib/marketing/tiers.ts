import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers } from '../data/columns.js'
import { median } from '../statistics/mean.js'
import { quantile } from '../statistics/quantile.js'

/** A loyalty tier. */
export interface Tier {
  readonly tier: string
  /** Value Score, $ per month, from which a customer belongs here. */
  readonly from: number
  readonly customers: number
  readonly share: number
  readonly valueShare: number
  /** Purchases a month more, at each customer's own amount, that lift half of this tier into the next; NaN for the top. */
  readonly purchasesToNext: number
}

const TIERS = [
  { tier: 'Gold', top: 0.2 },
  { tier: 'Silver', top: 0.5 },
  { tier: 'Bronze', top: 1 },
]

/**
 * Loyalty tiers by Value Score: Gold for the top fifth, Silver for the next three tenths, Bronze for the rest, with
 * thresholds rounded up to 10 so that they can be printed on a card.
 *
 * @param customers prepared; not modified
 * @returns Gold first; a tier in which nobody falls is left out
 */
export function loyaltyTiers(customers: DataFrame): Tier[] {
  const value = numbers(customers, 'value')
  const amount = numbers(customers, 'amount')
  const all = sum(value)
  const from = TIERS.map(({ top }) => (top === 1 ? 0 : Math.ceil(quantile(value, 1 - top) / 10) * 10))
  return TIERS.map(({ tier }, t) => {
    const rows = Array.from(value.keys()).filter((i) => value[i] >= from[t] && (t === 0 || value[i] < from[t - 1]))
    const missing = rows.filter((i) => amount[i] > 0).map((i) => (from[t - 1] - value[i]) / amount[i])
    return {
      tier,
      from: from[t],
      customers: rows.length,
      share: rows.length / value.length,
      valueShare: all ? sum(rows, (i) => value[i]) / all : 0,
      purchasesToNext: t > 0 && missing.length ? median(missing) : NaN,
    }
  }).filter(({ customers: size }) => size > 0)
}
