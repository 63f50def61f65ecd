import type { DataFrame } from 'danfojs-node'
import { listed } from '../core/format.js'
import { numbers } from '../data/columns.js'
import { derive } from '../data/derive.js'
import { columnLabel } from '../data/fields.js'
import { has } from '../data/has.js'
import type { LogLine } from '../data/log.js'
import { ordinal } from '../data/ordinal.js'
import { daysToAsOf } from './as-of.js'
import { impute } from './impute.js'
import { label } from './labels.js'
import {
  discountDependence,
  ENGAGEMENT_WEIGHTS,
  type EngagementParts,
  type EngagementWeights,
  engagementScore,
  valueScore,
} from './scores.js'

/**
 * A derived column that the file does not allow, with its name for readers and the reason: "the file has no purchase
 * amount".
 */
export interface Absent {
  readonly column: string
  readonly name: string
  readonly because: string
}

/** Customers ready for analysis: demographics filled, derived columns added. */
export interface Prepared {
  /**
   * With missing-indicators and, as far as the file allows, value, engagement, recency, discountDependence and tenure.
   */
  readonly customers: DataFrame
  /** YYYY-MM-DD: recency and tenure count back from here; empty if the file has no dates. */
  readonly asOf: string
  /** Later dates of the file that are wild, latest first: they count as the as-of date. */
  readonly passedOver: readonly string[]
  readonly hasTenure: boolean
  /** Whether value is that of the file (see VALUE_FIELD), and not amount times frequency. */
  readonly valueIsGiven: boolean
  /** Derived columns that could not be added. */
  readonly absent: readonly Absent[]
  readonly log: readonly LogLine[]
}

const PARTS = ['loyalty', 'ads', 'social'] as const

/** The columns that each derived column is made of. */
const MADE_OF = {
  value: ['frequency', 'amount'],
  engagement: PARTS,
  recency: ['lastPurchase'],
  discountDependence: ['discountSensitivity', 'discountUsed'],
  tenure: ['since'],
} as const

/**
 * Impute missing demographics and add the derived columns, as far as the file allows: a score of several parts uses the
 * parts that are present.
 *
 * @param customers as returned by readCustomers; any column but the id may be absent; not modified
 * @param options asOf: YYYY-MM-DD, by default the latest date in the file that is not wild (see wildValues); a wild
 *   date after it counts as this date; weights: of the Engagement Score
 * @returns the prepared customers, with a log of what was changed
 * @throws {RangeError} on an as-of date before a date of the file that is not wild, or invalid weights (see
 *   engagementScore)
 */
export function prepare(customers: DataFrame, options: { asOf?: string; weights?: EngagementWeights } = {}): Prepared {
  const weights = options.weights ?? ENGAGEMENT_WEIGHTS
  const { customers: complete, log } = impute(customers)
  const days = daysToAsOf(complete, options.asOf)
  const valueIsGiven = has(complete, 'value')
  const derived: Record<string, Float64Array | undefined> = {
    // A value in the caller's own file takes precedence over a computed one.
    value: valueIsGiven ? numbers(complete, 'value') : score(complete),
    engagement: weigh(complete, weights) ? engagement(complete, weights) : undefined,
    recency: days.lastPurchase,
    discountDependence: dependence(complete),
    tenure: days.since,
  }
  const known = Object.entries(derived).filter((entry): entry is [string, Float64Array] => entry[1] !== undefined)
  return {
    customers: derive(complete, Object.fromEntries(known)),
    asOf: days.asOf,
    passedOver: days.passedOver,
    hasTenure: derived.tenure !== undefined,
    valueIsGiven,
    absent: Object.keys(derived)
      .filter((column) => !derived[column])
      .map((column) => absence(complete, column as keyof typeof MADE_OF)),
    log: [...log, ...days.log, ...partly(complete, derived)],
  }
}

/**
 * Compute the Engagement Score of each customer from those of its parts that the frame has.
 *
 * @param customers with loyalty, ads or social; not modified
 * @param weights by default ENGAGEMENT_WEIGHTS
 * @returns n values on 0 to 1
 * @throws {RangeError} if none of these columns is present, or their weights sum to 0
 */
export function engagement(customers: DataFrame, weights: EngagementWeights = ENGAGEMENT_WEIGHTS): Float64Array {
  return engagementScore(engagementParts(customers), weights)
}

/**
 * Scale loyalty (1 to 5), ad interaction and social influence (None to High) to 0 to 1; columns that a frame lacks are
 * left out.
 *
 * @param customers not modified
 * @returns n values for each part
 */
export function engagementParts(customers: DataFrame): EngagementParts {
  const parts = { loyalty, ads: ordinal, social: ordinal }
  return Object.fromEntries(
    PARTS.filter((name) => has(customers, name)).map((name) => [name, parts[name](customers, name)]),
  )
}

function score(customers: DataFrame): Float64Array | undefined {
  if (!has(customers, ...MADE_OF.value)) return undefined
  return valueScore(numbers(customers, 'frequency'), numbers(customers, 'amount'))
}

function loyalty(customers: DataFrame): Float64Array {
  return numbers(customers, 'loyalty').map((value) => (value - 1) / 4)
}

/** Whether a part with a positive weight is present. */
function weigh(customers: DataFrame, weights: EngagementWeights): boolean {
  const given = PARTS.filter((name) => has(customers, name))
  return given.length === PARTS.length || given.some((name) => weights[name] > 0)
}

function dependence(customers: DataFrame): Float64Array | undefined {
  const sensitivity = has(customers, 'discountSensitivity') ? ordinal(customers, 'discountSensitivity') : undefined
  const used = has(customers, 'discountUsed') ? numbers(customers, 'discountUsed') : undefined
  return sensitivity || used ? discountDependence(sensitivity, used) : undefined
}

/** Log lines for scores computed from only some of their columns. */
function partly(customers: DataFrame, derived: Readonly<Record<string, unknown>>): LogLine[] {
  return (['engagement', 'discountDependence'] as const).flatMap((name) => {
    const lacking = MADE_OF[name].filter((part) => !has(customers, part))
    if (!derived[name] || !lacking.length) return []
    const detail = `without ${listed(lacking.map(named))}, which the file lacks`
    return [{ step: 'scores', column: label(name), rows: customers.shape[0], detail }]
  })
}

function absence(customers: DataFrame, column: keyof typeof MADE_OF): Absent {
  const lacking = MADE_OF[column].filter((part) => !has(customers, part))
  return { column, name: label(column), because: `the file has ${listed(lacking.map((part) => `no ${named(part)}`))}` }
}

/** A column's name in a sentence. */
function named(column: string): string {
  if (column === 'lastPurchase') return 'dates of the latest purchase'
  if (column === 'since') return 'dates of the first purchase'
  if (column === 'discountUsed') return 'use of discounts'
  return columnLabel(column).toLowerCase()
}
