import type { DataFrame } from 'danfojs-node'
import { count, decimal, percent } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { median } from '../statistics/mean.js'
import { shareOfTotal } from '../statistics/share-of-total.js'
import { orderModel } from './order-model.js'

/** When a silent customer counts as slipping, and when as lapsed. */
export interface ActivityLimits {
  /** Below this probability of still being active: if orders are known. */
  readonly chance: { readonly slipping: number; readonly lapsed: number }
  /**
   * From this many purchases that a customer would have made in the silent time, at the frequency given in the file.
   */
  readonly missed: { readonly slipping: number; readonly lapsed: number }
  /** From this many days since the latest purchase, if neither is known. */
  readonly days: { readonly slipping: number; readonly lapsed: number }
}

/**
 * Slipping: more likely gone than not; lapsed: four to one. A customer who buys at random times, as in a Poisson
 * process, misses 3 purchases in a row with a probability of 5%, and 6 with 0.2%. The days are those that shops with
 * monthly customers use.
 */
export const ACTIVITY_LIMITS: ActivityLimits = {
  chance: { slipping: 0.5, lapsed: 0.2 },
  missed: { slipping: 3, lapsed: 6 },
  days: { slipping: 90, lapsed: 180 },
}

/** How active each customer is. */
export interface Activity {
  /** Length n: active, slipping or lapsed. */
  readonly states: readonly string[]
  /** Purchases expected in the silent time, length n; undefined if the file does not give how often customers buy. */
  readonly missed?: Float64Array
  /**
   * If orders are known and their model fits: the probability of still being active, and orders expected over the
   * horizon; n.
   */
  readonly chance?: Float64Array
  readonly expected?: Float64Array
  /** What the states are based on. */
  readonly by: 'orders' | 'rhythm' | 'days'
  /** The rule, in a sentence. */
  readonly says: string
}

const DAYS_A_MONTH = 365.25 / 12

/**
 * Classify each customer as active, slipping or lapsed. If the number of orders is known, a model of them decides (see
 * orderModel), and days for customers who bought once. Otherwise the time since the latest purchase is compared with
 * the customer's own rhythm, if the file gives how often customers buy and the two are consistent; if not, with fixed
 * numbers of days. They are inconsistent if half of all customers would be slipping by their rhythm: then the frequency
 * is not today's, but one that customers stated or had in better times.
 *
 * @param customers prepared, with recency (days); frequency (purchases per month), and orders with tenure (days), if
 *   known; not modified
 * @param options limits: ACTIVITY_LIMITS by default; months: the horizon of expected orders, 1 by default; sample: with
 *   more customers than this (default 20,000), the model is fitted to a sample of this size, drawn with seed
 * @returns the states, what they are based on, and the rule in words
 * @throws {RangeError} on customers without recency
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers, https://doi.org/10.1287/mnsc.33.1.1
 */
export function activity(
  customers: DataFrame,
  options: { limits?: ActivityLimits; months?: number; sample?: number; seed?: number } = {},
): Activity {
  const { limits = ACTIVITY_LIMITS, months = 1, sample, seed } = options
  const recency = numbers(customers, 'recency')
  if (!customers.columns.includes('orders') || !customers.columns.includes('tenure'))
    return bySilence(customers, limits)
  const told = orderModel(numbers(customers, 'orders'), recency, numbers(customers, 'tenure'), { months, sample, seed })
  if (!told.fits) {
    const silent = byDays(recency, limits)
    return { ...silent, says: `${silent.says} ${told.says}` }
  }
  const { slipping, lapsed } = limits.chance
  const days = byDays(recency, limits).states
  const states = Array.from(told.chance, (chance, row) => {
    if (told.once[row]) return days[row]
    return chance < lapsed ? 'lapsed' : chance < slipping ? 'slipping' : 'active'
  })
  const rule = `Customers are *slipping* when their chance of still being active is below ${percent(slipping)}, and *lapsed* below ${percent(lapsed)}, by the times of their orders. ${told.says}`
  const once = told.once.some((bought) => bought)
    ? ` Customers who bought once have no rhythm to learn from: they are *slipping* from ${count(limits.days.slipping)} days on, and *lapsed* from ${count(limits.days.lapsed)}.`
    : ''
  return { states, chance: told.chance, expected: told.expected, by: 'orders', says: rule + once }
}

function byDays(recency: Float64Array, { days }: ActivityLimits): Activity {
  const rule = `Customers are *slipping* when their latest purchase is ${count(days.slipping)} days old, and *lapsed* from ${count(days.lapsed)} days on.`
  return { states: statesOf(recency, days), by: 'days', says: rule }
}

function bySilence(customers: DataFrame, limits: ActivityLimits): Activity {
  const recency = numbers(customers, 'recency')
  const silent = byDays(recency, limits)
  if (!customers.columns.includes('frequency')) {
    return {
      ...silent,
      says: `${silent.says} The file does not say how often they buy, so their own rhythm is not known.`,
    }
  }
  const missed = numbers(customers, 'frequency').map((times, row) => (times * recency[row]) / DAYS_A_MONTH)
  const typical = median(missed)
  const { slipping, lapsed } = limits.missed
  if (typical >= slipping) {
    return {
      ...silent,
      missed,
      says: `${silent.says} Their own rhythm cannot be used: at the frequency that the file states, half of all customers would have bought ${decimal(typical, 0)} times or more since their latest purchase, so stated frequencies are not those of today.`,
    }
  }
  const rule = `Customers are *slipping* when, at their own frequency, they would have bought ${count(slipping)} or more times since their latest purchase, and *lapsed* from ${count(lapsed)} times on.`
  const limit =
    ' This treats the frequency as that of customers who still buy. A frequency worked out from orders up to today includes the silence, so it finds few who have gone: give the number of orders as well (`Number_of_Orders`).'
  return { states: statesOf(missed, limits.missed), missed, by: 'rhythm', says: rule + limit }
}

function statesOf(silence: Float64Array, { slipping, lapsed }: { slipping: number; lapsed: number }): string[] {
  return Array.from(silence, (one) => (one >= lapsed ? 'lapsed' : one >= slipping ? 'slipping' : 'active'))
}

/** How much of a segment's value its slipping and lapsed customers used to bring. */
export interface ValueAtStake {
  readonly segment: string
  readonly customers: number
  /** Number of customers in each state. */
  readonly active: number
  readonly slipping: number
  readonly lapsed: number
  /**
   * Value Score of slipping and lapsed customers, $ per month; its share of the segment's, 0 to 1, with its 95%
   * interval.
   */
  readonly atStake: number
  readonly atStakeShare: number
  readonly atStakeShareLow: number
  readonly atStakeShareHigh: number
  /** $ that the orders expected over the horizon bring; absent if orders are not known. */
  readonly expectedSales?: number
}

/**
 * Compute the value at stake by segment: the Value Score of slipping and lapsed customers, which does not take into
 * account that they have gone silent.
 *
 * @param customers with segment, activity and value; expectedOrders and amount if known; not modified
 * @param segments in reading order
 * @param options seed and resamples (default 500) of the intervals
 * @returns one row per segment, in the order given
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
  const brings = customers.columns.includes('expectedOrders') && customers.columns.includes('amount')
  const amount = brings ? numbers(customers, 'amount') : undefined
  const ahead = amount && numbers(customers, 'expectedOrders').map((orders, row) => orders * amount[row])
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
      atStakeShare: estimate,
      atStakeShareLow: low,
      atStakeShareHigh: high,
      ...(ahead && { expectedSales: rows.reduce((sum, row) => sum + ahead[row], 0) }),
    }
  })
}
