import { rollups, sort, sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { decimal, listed } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { median } from '../statistics/mean.js'
import { shareOfTotal } from '../statistics/share-of-total.js'
import type { Claim } from './claims.js'
import { requireRows } from './require-rows.js'
import { standOuts } from './stand-outs.js'
import { FEWEST, type Study } from './study.js'

/** The value and profit of a purchase category. */
export interface CategoryValue {
  readonly category: string
  readonly customers: number
  /** Value Score of its customers, $ per month; its share of the total, 0 to 1, with its 95% interval. */
  readonly valuePerMonth: number
  readonly valueShare: number
  readonly valueShareLow: number
  readonly valueShareHigh: number
  /** 0 to 1; absent if no margins were given. */
  readonly grossMargin?: number
  /** value x margin, $ per month; absent if no margins were given. */
  readonly grossProfit?: number
  /** The segments in which the category stands out, each with its lift; empty if there are none. */
  readonly promoteTo: string
}

export interface CategoryMargin {
  readonly category: string
  readonly margin: number
}

/**
 * Compute what each category brings, most profit first (most value if no margins were given). Categories of fewer than
 * FEWEST customers are left out, since a few customers would decide what they bring.
 *
 * @param study with category and value; not modified
 * @param margins one row per category; empty if none were given
 * @param claims the ledger, which says which segments differ in their categories
 * @returns one row per category
 * @throws {RangeError} on a category of the customers that the margins lack
 */
export function categoryValues(
  study: Study,
  margins: readonly CategoryMargin[],
  claims: readonly Claim[],
): CategoryValue[] {
  const { customers } = study
  const standing = standOuts(study, 'category', claims).filter(({ standsOut }) => standsOut)
  const categories = texts(customers, 'category') as string[]
  const value = numbers(customers, 'value')
  const given = margins.map(({ category }) => category)
  if (given.length) requireRows('margins', 'category', categories, given)
  const sums = rollups(
    value,
    (own) => ({ customers: own.length, valuePerMonth: sum(own) }),
    (_, row) => categories[row],
  )
  const told = sums.filter(([, own]) => own.customers >= FEWEST)
  const found = sort(told, ([category]) => category).map(([category, own]) => {
    const margin = margins.find((one) => one.category === category)?.margin
    const bought = Uint8Array.from(categories, (one) => (one === category ? 1 : 0))
    const { estimate, low, high } = shareOfTotal(value, bought, { seed: study.seed, resamples: 500 })
    const promoteTo = listed(
      standing.filter(({ level }) => level === category).map(({ group, lift }) => `${group} (lift ${decimal(lift)})`),
    )
    return {
      category,
      ...own,
      valueShare: estimate,
      valueShareLow: low,
      valueShareHigh: high,
      ...(margin !== undefined && { grossMargin: margin, grossProfit: own.valuePerMonth * margin }),
      promoteTo,
    }
  })
  return found.sort((a, b) => (b.grossProfit ?? b.valuePerMonth) - (a.grossProfit ?? a.valuePerMonth))
}

/**
 * Return each customer's gross margin: that of their category if margins were given, else the assumed one.
 *
 * @param customers with category, if margins were given; not modified
 * @param margins one row per category; empty if none were given
 * @param assumed 0 to 1; also for customers without a category
 * @returns length n, 0 to 1
 * @example customerMargins(customers, [], 0.4) // 0.4 for everyone
 */
export function customerMargins(
  customers: DataFrame,
  margins: readonly CategoryMargin[],
  assumed: number,
): Float64Array {
  const given = new Map(margins.map(({ category, margin }) => [category, margin]))
  const all = new Float64Array(customers.shape[0]).fill(assumed)
  if (!given.size || !customers.columns.includes('category')) return all
  const categories = texts(customers, 'category')
  return all.map((margin, row) => given.get(categories[row] ?? '') ?? margin)
}

/**
 * Return the categories of high margin: above the median of the given margins.
 *
 * @example highMargin([{ category: 'a', margin: 0.1 }, { category: 'b', margin: 0.5 }]) // b
 */
export function highMargin(margins: readonly CategoryMargin[]): Set<string> {
  if (!margins.length) return new Set()
  const middle = median(margins.map(({ margin }) => margin))
  return new Set(margins.filter(({ margin }) => margin > middle).map(({ category }) => category))
}
