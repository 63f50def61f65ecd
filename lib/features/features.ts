import type { DataFrame } from 'danfojs-node'
import type { Matrix } from '../core/matrix.js'
import { numbers } from '../data/columns.js'
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
    unit: '$ a month',
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
 * @param options log: log1p of value (default true); scaler: 'standard' (mean, population deviation; default) or 'robust'
 *   (median, interquartile range)
 * @throws {RangeError} when no feature varies
 */
export function featureSpace(
  customers: DataFrame,
  options: { log?: boolean; scaler?: 'standard' | 'robust' } = {},
): FeatureSpace {
  const present = FEATURES.filter(({ column }) => customers.columns.includes(column))
  const columns = new Map(
    present.map(({ column }) => {
      const values = numbers(customers, column)
      return [column, column === 'value' && (options.log ?? true) ? values.map(Math.log1p) : values]
    }),
  )
  const features = present.filter(({ column }) => varies(columns.get(column)!))
  if (!features.length) throw new RangeError('featureSpace requires a feature that varies, got only constant columns')
  const data = new Float64Array(customers.shape[0] * features.length)
  features.forEach(({ column }, j) => {
    columns.get(column)!.forEach((value, i) => {
      data[i * features.length + j] = value
    })
  })
  const raw: Matrix = { rows: customers.shape[0], cols: features.length, data }
  return {
    features,
    x: options.scaler === 'robust' ? robustScale(raw).z : standardize(raw).z,
    constant: present.filter((feature) => !features.includes(feature)).map(({ label }) => label),
  }
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}
