import { sum } from 'd3-array'
import { count, decimal, percent } from '../core/format.js'
import { sampleRows } from '../core/sample.js'
import {
  chanceActive,
  chanceOnce,
  expectedPurchases,
  expectedRepeats,
  fitBgNbd,
  type Histories,
} from '../statistics/bg-nbd.js'

/** What the times of orders say about customers. */
export type OrderModel =
  | {
      readonly fits: true
      /**
       * n: the probability of still being active, 1 for customers who bought once; expected orders over the horizon;
       * whether bought once.
       */
      readonly chance: Float64Array
      readonly expected: Float64Array
      readonly once: readonly boolean[]
      /** What was fitted, and how well, in sentences. */
      readonly says: string
    }
  | { readonly fits: false; readonly says: string }

/** With fewer customers who bought again, a few would determine the model. */
const FEWEST_AGAIN = 20
/**
 * How much the model may miss: orders after the first, as a share of them; and the share of customers with one order.
 */
const MISSES = { orders: 0.1, once: 0.05 }
const DAYS_A_MONTH = 365.25 / 12

/**
 * Estimate from orders who is still active: BG/NBD (see bg-nbd.ts), fitted to at most 20,000 customers by default and
 * applied to all. If the model does not reproduce the orders that were made, it is not used.
 *
 * @param orders n, >= 1, including the first; not modified
 * @param recency n, days since the latest order; not modified
 * @param tenure n, days since the first order; not modified
 * @param options months: the horizon; sample: how many customers the model is fitted to at most (default 20,000); seed:
 *   of the sample
 */
export function orderModel(
  orders: Float64Array,
  recency: Float64Array,
  tenure: Float64Array,
  { months, sample, seed }: { months: number; sample?: number; seed?: number },
): OrderModel {
  const all = histories(orders, recency, tenure)
  const once = Array.from(all.repeats, (times) => times === 0)
  const again = once.filter((bought) => !bought).length
  const most = again < once.length / 2
  const few = most ? `Most customers, ${percent(1 - again / once.length)}, bought once. ` : ''
  if (again < FEWEST_AGAIN) {
    const who = again === 0 ? 'All customers bought once' : `Only ${count(again, 'customer')} bought more than once`
    return { fits: false, says: `${who}, so their orders cannot show who is still active.` }
  }
  const rows = sampleRows(orders.length, { sample, seed })
  const read = rows ? histories(...([orders, recency, tenure].map((one) => take(one, rows)) as Three)) : all
  const { model } = fitBgNbd(read)
  const [made, expected] = [sum(all.repeats as Float64Array), sum(expectedRepeats(model, all.age))]
  const [alone, expectedAlone] = [1 - again / once.length, sum(chanceOnce(model, all.age)) / once.length]
  const found = `${count(expected)} orders after the first where ${count(made)} were made, and ${percent(expectedAlone)} of customers with one order where ${percent(alone)} have one`
  // NaN is not a fit either.
  const fits = Math.abs(expected / made - 1) <= MISSES.orders && Math.abs(expectedAlone - alone) <= MISSES.once
  if (!fits) {
    return {
      fits: false,
      says: `${few}The model of their orders (BG/NBD) does not fit: it expects ${found}. So orders are not used here to say who is still active.`,
    }
  }
  const fittedTo = rows ? `, fitted to ${count(rows.length)} of ${count(orders.length)} customers,` : ''
  const ahead = expectedPurchases(model, all, months)
  const horizon = months === 1 ? 'month' : `${decimal(months, months % 1 ? 1 : 0)} months`
  return {
    fits: true,
    chance: chanceActive(model, all),
    expected: ahead,
    once,
    says: `${few}The model of their orders (BG/NBD)${fittedTo} expects ${found}; in the next ${horizon} it expects ${count(sum(ahead), 'order')}.`,
  }
}

type Three = [Float64Array, Float64Array, Float64Array]

const take = (values: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => values[row])

/** All orders on the first day count as one purchase: there is no time between them to learn from. */
function histories(orders: Float64Array, recency: Float64Array, tenure: Float64Array): Histories {
  const latest = tenure.map((days, row) => Math.max(0, days - recency[row]) / DAYS_A_MONTH)
  return {
    repeats: orders.map((times, row) => (latest[row] > 0 ? Math.max(0, times - 1) : 0)),
    latest: latest.map((months, row) => (orders[row] > 1 ? months : 0)),
    age: tenure.map((days) => days / DAYS_A_MONTH),
  }
}
