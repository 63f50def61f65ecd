import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers } from '../data/columns.js'
import { has } from '../data/has.js'
import { cutOfShare } from '../statistics/cut-of-share.js'
import { median } from '../statistics/mean.js'

/** A loyalty tier. */
export interface Tier {
  readonly tier: string
  /** Value Score, $ per month, from which a customer belongs here. */
  readonly valueFrom: number
  readonly customers: number
  readonly customerShare: number
  readonly valueShare: number
  /**
   * Additional purchases per month, at each customer's own amount, that lift half of this tier into the next; NaN for
   * the top.
   */
  readonly purchasesToNext: number
}

/** Tiers above the last, which takes everybody else, and the share of customers down to which they reach. */
const TIERS = [
  { tier: 'Gold', top: 0.2 },
  { tier: 'Silver', top: 0.5 },
]
const LAST = 'Bronze'
/** A round threshold may move this share of customers across it. */
const MOVED = 0.01

/**
 * Compute loyalty tiers by Value Score: Gold for the top fifth, Silver for the next three tenths, Bronze for the rest.
 * Customers of equal value stay in one tier, so shares are as close to these as ties allow; if all are equal, there is
 * only Bronze. Each threshold is the roundest number that separates the same customers, except for one in a hundred of
 * them, whatever the currency, so that it can be printed on a card.
 *
 * @param customers prepared, with value; not modified
 * @returns Gold first; a tier without customers is left out
 */
export function loyaltyTiers(customers: DataFrame): Tier[] {
  const value = numbers(customers, 'value')
  // With a value from the caller's own file, the amount per purchase may be unknown.
  const amount = has(customers, 'amount') ? numbers(customers, 'amount') : undefined
  const all = sum(value)
  const thresholds = [...TIERS.map(({ tier, top }) => ({ tier, from: threshold(value, top) })), { tier: LAST, from: 0 }]
  const tiers = thresholds
    .map(({ tier, from }, t) => {
      const below = Math.min(...thresholds.slice(0, t).map((higher) => higher.from))
      return { tier, from, rows: Array.from(value.keys()).filter((i) => value[i] >= from && value[i] < below) }
    })
    .filter(({ rows }) => rows.length > 0)
  return tiers.map(({ tier, from, rows }, t) => {
    const missing =
      t > 0 && amount ? rows.filter((i) => amount[i] > 0).map((i) => (tiers[t - 1].from - value[i]) / amount[i]) : []
    return {
      tier,
      valueFrom: from,
      customers: rows.length,
      customerShare: rows.length / value.length,
      valueShare: all ? sum(rows, (i) => value[i]) / all : 0,
      purchasesToNext: missing.length ? median(missing) : NaN,
    }
  })
}

/**
 * Return the tier that each value reaches.
 *
 * @param values n, $ per month
 * @param tiers highest first, as returned by loyaltyTiers for these values: the last takes everybody else
 * @returns names, length n
 */
export function tierNames(values: Float64Array, tiers: readonly Tier[]): string[] {
  return Array.from(
    values,
    (value) => (tiers.find(({ valueFrom }) => value >= valueFrom) ?? tiers[tiers.length - 1]).tier,
  )
}

/** The value from which the top share begins, as a round number; infinite if all values are equal. */
function threshold(values: Float64Array, top: number): number {
  const cut = cutOfShare(values, top)
  if (cut === undefined) return Infinity
  const sorted = Float64Array.from(values).sort()
  const below = sorted.findIndex((value) => value >= cut)
  const moved = Math.floor(MOVED * sorted.length)
  // Always above the lowest value: the top share is never everybody.
  return roundest(sorted[Math.max(0, below - moved - 1)], sorted[Math.min(below + moved, sorted.length - 1)], cut)
}

/**
 * The roundest number above `above` and up to `to`: a multiple of the largest 1 or 5 times a power of ten, nearest to
 * `near`.
 */
function roundest(above: number, to: number, near: number): number {
  for (let power = Math.ceil(Math.log10(to)); power > -300; power--) {
    for (const digit of [5, 1]) {
      const multiple = (times: number) => Number(`${times * digit}e${power}`)
      const nearest = Math.round(near / multiple(1))
      const candidates = [nearest, nearest - 1, nearest + 1].map(multiple)
      const round = candidates.find((candidate) => candidate > above && candidate <= to)
      if (round !== undefined) return round
    }
  }
  return near
}
