import type { DataFrame } from 'danfojs-node'
import { count, decimal } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { median } from '../statistics/mean.js'
import { shareOfTotal } from '../statistics/share-of-total.js'

/** From when on a silent customer counts as slipping, and as lapsed. */
export interface ActivityLimits {
  /** Purchases that a customer would have made in the silent time, at the frequency the file tells. */
  readonly missed: { readonly slipping: number; readonly lapsed: number }
  /** Days since the latest purchase, where frequencies do not tell. */
  readonly days: { readonly slipping: number; readonly lapsed: number }
}

/**
 * One who buys at random times, as in a Poisson process, misses 3 purchases in a row with a chance of 5%, and 6 with one of
 * 0.2%. The days are those that shops with monthly customers use.
 */
export const ACTIVITY_LIMITS: ActivityLimits = {
  missed: { slipping: 3, lapsed: 6 },
  days: { slipping: 90, lapsed: 180 },
}

/** How active each customer is. */
export interface Activity {
  /** n: active, slipping or lapsed. */
  readonly states: readonly string[]
  /** n, purchases expected in the silent time; undefined if the file does not give how often customers buy. */
  readonly missed?: Float64Array
  /** What the states were told by. */
  readonly by: 'rhythm' | 'days'
  /** The rule, in a sentence. */
  readonly says: string
}

const DAYS_A_MONTH = 365.25 / 12

/**
 * Tell each customer's state from the time since the latest purchase: against the customer's own rhythm, where the file
 * tells how often customers buy and the two fit together; else by days. They do not fit where half of all customers would
 * be slipping by their rhythm: then the frequency is not the one of today, but stated, or of better times.
 *
 * @param customers prepared, with recency (days); frequency (purchases per month) where known; not modified
 * @param limits ACTIVITY_LIMITS by default
 * @throws {RangeError} on customers without recency
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers, https://doi.org/10.1287/mnsc.33.1.1
 */
export function activity(customers: DataFrame, limits: ActivityLimits = ACTIVITY_LIMITS): Activity {
  const recency = numbers(customers, 'recency')
  const frequency = customers.columns.includes('frequency') ? numbers(customers, 'frequency') : undefined
  const missed = frequency?.map((times, row) => (times * recency[row]) / DAYS_A_MONTH)
  const typical = missed && median(missed)
  const rhythm = missed !== undefined && typical! < limits.missed.slipping
  const { slipping, lapsed } = rhythm ? limits.missed : limits.days
  const states = Array.from(rhythm ? missed : recency, (silent) =>
    silent >= lapsed ? 'lapsed' : silent >= slipping ? 'slipping' : 'active',
  )
  const rule = rhythm
    ? `Customers are *slipping* when they would have bought ${count(slipping)} times in the time since their latest purchase, at their own frequency, and *lapsed* from ${count(lapsed)} times on.`
    : `Customers are *slipping* when their latest purchase is ${count(slipping)} days old, and *lapsed* from ${count(lapsed)} days on.`
  const why =
    typical === undefined
      ? ' The file does not say how often they buy, so their own rhythm is not known.'
      : rhythm
        ? ''
        : ` Their own rhythm cannot be used: at the frequency that the file states, half of all customers would have bought ${decimal(typical, 0)} times or more since their latest purchase, so stated frequencies are not those of today.`
  return { states, ...(missed && { missed }), by: rhythm ? 'rhythm' : 'days', says: rule + why }
}

/** How much of a segment's value its slipping and lapsed customers used to bring. */
export interface ValueAtStake {
  readonly segment: string
  readonly customers: number
  /** Customers in each state. */
  readonly active: number
  readonly slipping: number
  readonly lapsed: number
  /** Value Score of the slipping and lapsed, $ per month, and its share of the segment's, 0 to 1, with its 95% interval. */
  readonly atStake: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/**
 * Value at stake by segment: what slipping and lapsed customers bring by the Value Score, which does not know that they
 * have gone silent.
 *
 * @param customers with segment, activity and value; not modified
 * @param segments in reading order
 * @param options seed and resamples of the intervals
 */
export function valueAtStake(
  customers: DataFrame,
  segments: readonly string[],
  options: { seed?: number; resamples?: number } = {},
): ValueAtStake[] {
  const [segment, state, value] = [
    texts(customers, 'segment'),
    texts(customers, 'activity'),
    numbers(customers, 'value'),
  ]
  return segments.map((name) => {
    const rows = Array.from(value.keys()).filter((row) => segment[row] === name)
    const own = rows.map((row) => value[row])
    const silent = rows.map((row) => (state[row] === 'active' ? 0 : 1))
    const { estimate, low, high } = shareOfTotal(own, silent, { resamples: 500, ...options })
    const inState = (wanted: string) => rows.filter((row) => state[row] === wanted).length
    return {
      segment: name,
      customers: rows.length,
      active: inState('active'),
      slipping: inState('slipping'),
      lapsed: inState('lapsed'),
      atStake: own.reduce((sum, one, i) => sum + one * silent[i], 0),
      share: estimate,
      low,
      high,
    }
  })
}
