import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import { daysBefore } from '../data/dates.js'
import { derive } from '../data/derive.js'
import type { LogLine } from '../data/log.js'
import { ordinal } from '../data/ordinal.js'
import { impute } from './impute.js'
import {
  discountDependence,
  ENGAGEMENT_WEIGHTS,
  type EngagementWeights,
  engagementScore,
  valueScore,
} from './scores.js'

/** Customers ready to be analysed: nothing missing, derived columns added. */
export interface Prepared {
  /** Adds value, engagement, recency, discountDependence, tenure (where the file tells since) and missing-indicators. */
  readonly customers: DataFrame
  /** YYYY-MM-DD: recency and tenure count back from here. */
  readonly asOf: string
  readonly hasTenure: boolean
  readonly log: readonly LogLine[]
}

/**
 * Impute missing demographics and add the derived columns.
 *
 * @param customers as readCustomers returns them; not modified
 * @param options asOf: YYYY-MM-DD, by default the latest date in the file; weights of the Engagement Score
 * @throws {RangeError} on an as-of date before the latest purchase
 */
export function prepare(customers: DataFrame, options: { asOf?: string; weights?: EngagementWeights } = {}): Prepared {
  const { customers: complete, log } = impute(customers)
  const purchases = texts(complete, 'lastPurchase') as string[]
  const asOf = options.asOf || latest(purchases)
  const hasTenure = complete.columns.includes('since')
  const derived: Record<string, Float64Array> = {
    value: valueScore(numbers(complete, 'frequency'), numbers(complete, 'amount')),
    engagement: engagement(complete, options.weights),
    recency: daysBefore(purchases, asOf),
    discountDependence: discountDependence(ordinal(complete, 'discountSensitivity'), numbers(complete, 'discountUsed')),
  }
  if (hasTenure) derived.tenure = daysBefore(texts(complete, 'since') as string[], asOf)
  return { customers: derive(complete, derived), asOf, hasTenure, log }
}

/**
 * The Engagement Score of each customer: loyalty (1 to 5), ad interaction and social influence (None to High), each put on 0 to 1.
 *
 * @param customers not modified
 */
export function engagement(customers: DataFrame, weights: EngagementWeights = ENGAGEMENT_WEIGHTS): Float64Array {
  return engagementScore(
    {
      loyalty: numbers(customers, 'loyalty').map((value) => (value - 1) / 4),
      ads: ordinal(customers, 'ads'),
      social: ordinal(customers, 'social'),
    },
    weights,
  )
}

function latest(dates: readonly string[]): string {
  if (!dates.length) throw new RangeError('prepare requires at least one customer, got none')
  return dates.reduce((last, date) => (date > last ? date : last))
}
