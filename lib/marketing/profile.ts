import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers } from '../data/columns.js'
import { mean, median } from '../statistics/mean.js'

/** One segment in numbers. */
export interface Profile {
  readonly segment: string
  readonly customers: number
  /** Share of all customers, 0 to 1. */
  readonly share: number
  /** Share of the Value Score of all customers, 0 to 1. */
  readonly valueShare: number
  /** Money: mean and median of a purchase. */
  readonly meanAmount: number
  readonly medianAmount: number
  /** Means: purchases per month; 0 to 1; days; 1 to 10; 0 to 1. */
  readonly frequency: number
  readonly engagement: number
  readonly recency: number
  readonly satisfaction: number
  readonly discountDependence: number
  /** Mean days since the first purchase; NaN where the file does not tell. */
  readonly tenure: number
}

/**
 * Profile each segment.
 *
 * @param customers prepared; not modified
 * @param segmentOf the segment of each customer
 * @param segments names in reading order; one without customers is left out
 */
export function profiles(customers: DataFrame, segmentOf: readonly string[], segments: readonly string[]): Profile[] {
  const column = (name: string) => numbers(customers, name)
  const value = column('value')
  const allValue = sum(value)
  return segments.flatMap((segment) => {
    const rows = segmentOf.flatMap((name, i) => (name === segment ? [i] : []))
    if (!rows.length) return []
    const of = (name: string) => {
      const values = column(name)
      return rows.map((row) => values[row])
    }
    return {
      segment,
      customers: rows.length,
      share: rows.length / segmentOf.length,
      valueShare: allValue ? sum(rows, (row) => value[row]) / allValue : 0,
      meanAmount: mean(of('amount')),
      medianAmount: median(of('amount')),
      frequency: mean(of('frequency')),
      engagement: mean(of('engagement')),
      recency: mean(of('recency')),
      satisfaction: mean(of('satisfaction')),
      discountDependence: mean(of('discountDependence')),
      tenure: customers.columns.includes('tenure') ? mean(of('tenure')) : NaN,
    }
  })
}
