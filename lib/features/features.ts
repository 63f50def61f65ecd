import type { DataFrame } from 'danfojs-node'
import { fromColumns, type Matrix } from '../core/matrix.js'
import { numbers } from '../data/columns.js'
import { columnLabel, FIELDS } from '../data/fields.js'
import { robustScale } from './robust-scale.js'
import { standardize } from './standardize.js'

/** What customers are clustered on: a column of the prepared frame, its name for readers, and what high and low mean. */
export interface Feature {
  readonly column: string
  readonly label: string
  readonly unit: string
  /** The columns that it is made of, itself included: groups differ in them by construction. */
  readonly madeOf: readonly string[]
  readonly high: string
  readonly low: string
}

/** Behaviour, not demographics: what a customer does can be answered by marketing. Tenure only where the file has it. */
export const FEATURES: readonly Feature[] = [
  {
    column: 'value',
    label: 'Value Score',
    unit: '$ per month',
    madeOf: ['value', 'frequency', 'amount'],
    high: 'High value',
    low: 'Low value',
  },
  {
    column: 'engagement',
    label: 'Engagement Score',
    unit: '0 to 1',
    madeOf: ['engagement', 'loyalty', 'ads', 'social'],
    high: 'Engaged',
    low: 'Disengaged',
  },
  { column: 'recency', label: 'Recency', unit: 'days', madeOf: ['recency'], high: 'Long recency', low: 'Recent' },
  { column: 'tenure', label: 'Tenure', unit: 'days', madeOf: ['tenure'], high: 'Long tenure', low: 'Short tenure' },
  {
    column: 'discountDependence',
    label: 'Discount dependence',
    unit: '0 to 1',
    madeOf: ['discountDependence', 'discountSensitivity', 'discountUsed'],
    high: 'Discount-led',
    low: 'Full-price',
  },
  {
    column: 'satisfaction',
    label: 'Satisfaction',
    unit: '1 to 10',
    madeOf: ['satisfaction'],
    high: 'Satisfied',
    low: 'Dissatisfied',
  },
  {
    column: 'returns',
    label: 'Returns',
    unit: 'returns',
    madeOf: ['returns'],
    high: 'Many returns',
    low: 'Few returns',
  },
]

/** The customers as points: row i of x is customer i of the frame. */
export interface FeatureSpace {
  readonly features: readonly Feature[]
  /** n by d, scaled. */
  readonly x: Matrix
  /** Features left out since they do not vary. */
  readonly constant: readonly string[]
}

/**
 * The matrix that is clustered: skewed money through log1p, then each column scaled. A column that does not vary cannot
 * tell customers apart and is left out.
 *
 * @param customers prepared (see prepare); not modified
 * @param options columns: what to cluster on, numeric, in this order (by default FEATURES); what a customer file may have,
 *   such as tenure, and this one lacks, is left out; log: log1p of the columns that are money (default true); scaler:
 *   'standard' (mean, population deviation; default) or 'robust' (median, interquartile range)
 * @throws {RangeError} on a column that the frame lacks, or when no feature varies
 */
export function featureSpace(
  customers: DataFrame,
  options: { columns?: readonly string[]; log?: boolean; scaler?: 'standard' | 'robust' } = {},
): FeatureSpace {
  const wanted = options.columns?.map(featureOf) ?? FEATURES
  const chosen = wanted.filter(({ column }) => customers.columns.includes(column) || !isKnown(column))
  const columns = new Map(
    chosen.map(({ column }) => {
      const values = numbers(customers, column)
      return [column, isMoney(column) && (options.log ?? true) ? values.map(Math.log1p) : values]
    }),
  )
  const features = chosen.filter(({ column }) => varies(columns.get(column)!))
  if (!features.length) throw new RangeError('featureSpace requires a feature that varies, got only constant columns')
  const raw = fromColumns(features.map(({ column }) => columns.get(column)!))
  return {
    features,
    x: options.scaler === 'robust' ? robustScale(raw).z : standardize(raw).z,
    constant: chosen.filter((feature) => !features.includes(feature)).map(({ label }) => label),
  }
}

/** A column as a feature; one that is not among FEATURES is named after itself. */
function featureOf(column: string): Feature {
  const known = FEATURES.find((feature) => feature.column === column)
  if (known) return known
  const field = FIELDS.find(({ name }) => name === column)
  const label = columnLabel(column)
  const name = label[0].toLowerCase() + label.slice(1)
  return { column, label, unit: field?.unit ?? '', madeOf: [column], high: `High ${name}`, low: `Low ${name}` }
}

/** A field, or a feature derived from fields: a file may lack it. */
function isKnown(column: string): boolean {
  return [...FEATURES.map((feature) => feature.column), ...FIELDS.map(({ name }) => name)].includes(column)
}

/** Money is skewed: a few large customers would decide where every centroid lies. */
function isMoney(column: string): boolean {
  return column === 'value' || FIELDS.some(({ name, kind }) => name === column && kind === 'money')
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}
