import type { DataFrame } from 'danfojs-node'
import { assign } from '../clusters/assign.js'
import { nextNearest } from '../clusters/nearness.js'
import type { Matrix } from '../core/matrix.js'
import { numbers, texts } from '../data/columns.js'
import { FIELDS, VALUE_FIELD } from '../data/fields.js'
import { orderedValues, ordinal } from '../data/ordinal.js'
import { daysToAsOf } from '../features/as-of.js'
import { engagementParts } from '../features/prepare.js'
import { discountDependence, engagementScore, valueScore } from '../features/scores.js'
import type { Model, ModelFeature } from './model.js'

/** A customer this far beyond the training range, as a share of it, is no longer like those the model was fitted to. */
export const BEYOND_RANGE = 0.1

/** Customers with the segments of a model, in the order of the file. */
export interface Scored {
  readonly ids: readonly string[]
  /** The index of each customer's segment in the model; -1 for a flagged customer. */
  readonly labels: Int32Array
  /**
   * The next nearest segment, -1 if flagged or if there is only one; and the confidence of the own segment, 0 to 1, NaN
   * if flagged.
   */
  readonly next: Int32Array
  readonly confidence: Float64Array
  /** Why a customer has no segment, such as "no Recency" or "Tenure above the training range"; empty for all others. */
  readonly flags: readonly string[]
  /** Features in their own units, by column; NaN where missing. */
  readonly values: Readonly<Record<string, Float64Array>>
  /** YYYY-MM-DD, from which recency and tenure count back. */
  readonly asOf: string
}

/**
 * Assign customers to the segments of a model without fitting anything again: with the model's features, scaling and
 * nearest centroid. A customer without a value that the model needs, or farther outside the training range than a tenth
 * of it, is flagged instead: the model knows nothing about such customers.
 *
 * @param model not modified
 * @param customers with the columns that the model needs, see readSome; not modified
 * @param asOf YYYY-MM-DD; by default the latest date of the customers that is not far from all others
 * @returns segments, confidence and flags, each of length n
 * @throws {RangeError} on an as-of date before a date of the customers that is not far from all others
 */
export function score(model: Model, customers: DataFrame, asOf = ''): Scored {
  const days = daysToAsOf(customers, asOf)
  const ids = texts(customers, 'id') as string[]
  const columns = model.features.map((feature) => valuesOf(feature, model, customers, days))
  const flags = new Array<string>(ids.length).fill('')
  const data = new Float64Array(ids.length * columns.length)
  model.features.forEach((feature, j) => {
    const at = coordinates(feature)
    const [low, high] = [at(feature.low), at(feature.high)]
    const slack = BEYOND_RANGE * (high - low)
    for (let row = 0; row < ids.length; row++) {
      const value = columns[j][row]
      const place = at(value)
      if (Number.isNaN(value)) flags[row] ||= `no ${feature.label}`
      else if (place < low - slack) flags[row] ||= `${feature.label} below the training range`
      else if (place > high + slack) flags[row] ||= `${feature.label} above the training range`
      data[row * columns.length + j] = Math.min(high, Math.max(low, place)) || 0
    }
  })
  const x: Matrix = { rows: ids.length, cols: columns.length, data }
  const labels = assign(x, centroidsOf(model))
  const { next, confidence } = nextNearest(x, centroidsOf(model), labels)
  flags.forEach((flag, row) => {
    if (!flag) return
    labels[row] = -1
    next[row] = -1
    confidence[row] = NaN
  })
  const values = Object.fromEntries(model.features.map(({ column }, j) => [column, columns[j]]))
  return { ids, labels, next, confidence, flags, values, asOf: days.asOf }
}

/** Return the names of the file columns that a model needs, each once. */
export function neededColumns({ features }: Model): string[] {
  return [...new Set(features.flatMap(({ needs }) => needs))]
}

function centroidsOf({ segments, features }: Model): Matrix {
  const data = Float64Array.from(segments.flatMap(({ centroid }) => centroid))
  return { rows: segments.length, cols: features.length, data }
}

function coordinates({ log, center, spread }: ModelFeature): (value: number) => number {
  return (value) => (spread > 0 ? ((log ? Math.log1p(value) : value) - center) / spread : 0)
}

function valuesOf(
  { column, needs }: ModelFeature,
  { weights, imputation }: Model,
  customers: DataFrame,
  days: ReturnType<typeof daysToAsOf>,
): Float64Array {
  const parts = FIELDS.filter((field) => needs.includes(field.column)).map(({ name }) => name)
  if (column === 'value' && !needs.includes(VALUE_FIELD.column))
    return valueScore(numbers(customers, 'frequency'), numbers(customers, 'amount'))
  if (column === 'recency') return days.lastPurchase ?? new Float64Array(customers.shape[0]).fill(NaN)
  if (column === 'tenure') return days.since ?? new Float64Array(customers.shape[0]).fill(NaN)
  if (column === 'discountDependence') {
    const sensitivity = parts.includes('discountSensitivity') ? ordinal(customers, 'discountSensitivity') : undefined
    return discountDependence(
      sensitivity,
      parts.includes('discountUsed') ? numbers(customers, 'discountUsed') : undefined,
    )
  }
  if (column === 'engagement') return engagementOf(customers, weights)
  const typical = imputation[column]
  const values = orderedValues(customers, column)
  return typeof typical === 'number' ? values.map((value) => (Number.isNaN(value) ? typical : value)) : values
}

/** The Engagement Score, NaN where a part is missing: engagementScore does not accept NaN. */
function engagementOf(customers: DataFrame, weights: Model['weights']): Float64Array {
  const parts = Object.entries(engagementParts(customers)).map(
    ([name, part]) => [name, Float64Array.from(part!)] as const,
  )
  const filled = parts.map(([name, part]) => [name, part.map((value) => (Number.isNaN(value) ? 0 : value))])
  const found = engagementScore(Object.fromEntries(filled), weights)
  for (const [, part] of parts) {
    for (let row = 0; row < found.length; row++) if (Number.isNaN(part[row])) found[row] = NaN
  }
  return found
}
