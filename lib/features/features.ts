import { max, min } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { count, listed } from '../core/format.js'
import { fromColumns, type Matrix } from '../core/matrix.js'
import { printAs } from '../core/print-as.js'
import { numbers, texts, values } from '../data/columns.js'
import { CUSTOMER_FIELDS, columnLabel, FIELDS } from '../data/fields.js'
import { has } from '../data/has.js'
import { unknownColumn } from '../data/unknown-column.js'
import { wildIn, wildScale } from '../data/wild.js'
import type { WildScale, WildValue } from '../statistics/wild-values.js'
import { robustScale } from './robust-scale.js'
import { standardize } from './standardize.js'

/** A feature to cluster on: a column of the prepared frame, its name for readers, and words for high and low values. */
export interface Feature {
  readonly column: string
  readonly label: string
  /** Money is in $, which stands for the currency of the run (see `unit`). */
  readonly unit: string
  /** The columns that it is made of, including itself: groups differ in them by construction. */
  readonly madeOf: readonly string[]
  readonly high: string
  readonly low: string
}

/** Behavior, not demographics: marketing can respond to what a customer does. Tenure only if the file has it. */
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

/**
 * A wild value of a feature, and the nearest value that is not wild, which replaces it; both in the feature's own
 * units.
 */
export interface WildFeature extends WildValue {
  readonly column: string
}

/** The customers as points: row i of x is customer i of the frame. */
export interface FeatureSpace {
  readonly features: readonly Feature[]
  /** n by d, scaled. */
  readonly x: Matrix
  /** Features left out because they do not vary. */
  readonly constant: readonly string[]
  /** Features left out because they repeat another for most customers: tenure, if most bought only once. */
  readonly repeats: readonly string[]
  /** Features that stand in because fewer than two of the wanted ones vary. */
  readonly standIns: readonly string[]
  /** Values far from all others, feature by feature. */
  readonly wild: readonly WildFeature[]
  /** How each feature became its column of x. */
  readonly scaling: readonly Scaling[]
}

/** From a feature in its own units to its coordinate: clipped, log1p if `log`, then (value - center) / spread. */
export interface Scaling {
  /** The smallest and the largest value that are not wild, to which wild values are clipped. Own units. */
  readonly low: number
  readonly high: number
  readonly log: boolean
  /** After the logarithm. A spread of 0 makes every coordinate 0. */
  readonly center: number
  readonly spread: number
}

/**
 * Build the matrix that is clustered: wild values (see wildValues) are set to the nearest that are not wild, money goes
 * through log1p because it is skewed, then each column is scaled. A column that does not vary cannot distinguish
 * customers and is left out. So is tenure if it equals recency for most customers, who bought once. If fewer than two
 * columns of a list of three or more remain, all other numbers of the frame stand in: the caller's own columns, other
 * fields, and age.
 *
 * @param customers prepared (see prepare); not modified
 * @param options columns: numeric columns to cluster on, in this order (by default FEATURES); optional columns that
 *   this file lacks, such as tenure, are left out; log: log1p of money columns (default true); scaler: 'standard'
 *   (mean, population deviation; default) or 'robust' (median, interquartile range)
 * @returns the points, n by d, and how they were made
 * @throws {RangeError} on an unknown column, customers who are not prepared, a missing value, or if no feature varies
 */
export function featureSpace(
  customers: DataFrame,
  options: { columns?: readonly string[]; log?: boolean; scaler?: 'standard' | 'robust' } = {},
): FeatureSpace {
  const wanted = options.columns ?? FEATURES.map(({ column }) => column)
  const asPoints = (columns: readonly string[]) =>
    columns.map((column) => ({ feature: featureOf(column), values: tamed(customers, column) }))
  const here = present(customers, wanted)
  requirePrepared(customers, wanted)
  const repeats = here.filter((column) => column === 'tenure' && repeatsRecency(customers, here))
  const chosen = asPoints(here.filter((column) => !repeats.includes(column)))
  const asked = chosen.filter(({ values }) => varies(values))
  const others =
    asked.length < 2 && wanted.length > 2
      ? asPoints(standIns(customers, asked)).filter(({ values }) => varies(values))
      : []
  // If there is nothing else, a score's parts replace it: score and parts together would count the same thing twice.
  const parts = others.filter(({ feature }) => asked.some((one) => isPart(feature.column, one.feature)))
  const further = others.filter((one) => !parts.includes(one))
  const varying = further.length || parts.length < 2 ? [...asked, ...further] : parts
  if (!varying.length) throw new RangeError(nothingVaries(wanted))
  for (const { feature, values } of varying) requireComplete(feature.column, values)
  const logged = varying.map(({ feature }) => isMoney(feature.column) && (options.log ?? true))
  const raw = fromColumns(varying.map(({ values }, j) => (logged[j] ? values.map(Math.log1p) : values)))
  const { z, centers, spreads } = options.scaler === 'robust' ? robustly(raw) : standardly(raw)
  const space: FeatureSpace = {
    // Groups differ by construction in a feature, and so also in what repeats it.
    features: varying.map(({ feature }) =>
      feature.column === 'recency' ? { ...feature, madeOf: [...feature.madeOf, ...repeats] } : feature,
    ),
    x: z,
    constant: chosen.filter((one) => !asked.includes(one)).map(({ feature }) => feature.label),
    repeats: repeats.map((column) => featureOf(column).label),
    standIns: varying.filter((one) => !asked.includes(one)).map(({ feature }) => feature.label),
    wild: varying.flatMap(({ feature }) => wildOf(customers, feature.column)),
    scaling: varying.map(({ values }, j) => ({
      low: min(values)!,
      high: max(values)!,
      log: logged[j],
      center: centers[j],
      spread: spreads[j],
    })),
  }
  return printAs(space, ({ features, x }) => {
    return `${count(x.rows, 'customer')} as points of ${count(x.cols, 'feature')}: ${listed(features.map(({ label }) => label))}`
  })
}

/** Derived columns that prepare would have added from those that the frame has. */
function requirePrepared(customers: DataFrame, wanted: readonly string[]): void {
  const lacking = [
    { column: 'value', from: ['frequency', 'amount'] },
    { column: 'recency', from: ['lastPurchase'] },
  ].find(
    ({ column, from }) => wanted.includes(column) && !customers.columns.includes(column) && has(customers, ...from),
  )
  if (lacking) {
    throw new RangeError(
      `featureSpace requires prepared customers, got none with ${lacking.column}: call features.prepare first`,
    )
  }
}

function requireComplete(column: string, values: Float64Array): void {
  const row = values.findIndex((value) => !Number.isFinite(value))
  if (row < 0) return
  throw new RangeError(
    `featureSpace requires a number for every customer, got ${values[row]} in column "${column}", row ${row}: fill it, or leave the column out`,
  )
}

function standardly(raw: Matrix) {
  const { z, means, deviations } = standardize(raw)
  return { z, centers: means, spreads: deviations }
}

function robustly(raw: Matrix) {
  const { z, medians, ranges } = robustScale(raw)
  return { z, centers: medians, spreads: ranges.map((range) => range || 1) }
}

/**
 * Return the columns of a list that a frame has. Columns that a customer file may have, or that are derived from it,
 * are left out if this frame lacks them or misses them in every row; an unknown column throws.
 *
 * @param customers not modified
 * @param columns names, in any order
 * @returns those present, in the order given
 * @throws {RangeError} on a column that is neither in the frame nor one that it may have
 * @example present(prepared, ['value', 'tenure']) // ['value'] of a file without first purchases
 */
export function present(customers: DataFrame, columns: readonly string[]): string[] {
  const unknown = columns.find((column) => !customers.columns.includes(column) && !isKnown(column))
  if (unknown !== undefined) throw unknownColumn(unknown, customers.columns)
  return columns.filter((column) => has(customers, column))
}

/**
 * Find customers who are far larger than all others: with a wild Value Score, or with a wild purchase amount or
 * frequency, the parts of that score (see wildValues). Totals and means include them unchanged, and may also be given
 * without them.
 *
 * @param customers prepared (see prepare); not modified
 * @returns largest first: row (from 0), id, value, and nearest, the largest value of the others, in $ per month; empty
 *   if there are none, or without a Value Score
 */
export function farCustomers(
  customers: DataFrame,
): { readonly row: number; readonly id: string; readonly value: number; readonly nearest: number }[] {
  if (!has(customers, 'value')) return []
  const value = numbers(customers, 'value')
  const far = new Set(
    present(customers, ['value', 'amount', 'frequency']).flatMap((column) =>
      wildOf(customers, column).flatMap(({ row, value: own, nearest }) => (own > nearest ? [row] : [])),
    ),
  )
  const nearest = value.reduce((most, one, row) => (far.has(row) || one < most ? most : one), 0)
  const ids = customers.columns.includes('id') ? texts(customers, 'id') : []
  return [...far]
    .filter((row) => value[row] > nearest)
    .sort((a, b) => value[b] - value[a])
    .map((row) => ({ row, id: ids[row] ?? String(row), value: value[row], nearest }))
}

/**
 * Return a column for comparing customers: wild values (see wildValues) are set to the nearest that are not wild.
 *
 * @param customers not modified
 * @param column its name
 * @returns length n, in the column's units
 * @throws {RangeError} on a column that the frame lacks
 */
export function tamed(customers: DataFrame, column: string): Float64Array {
  const values = numbers(customers, column).slice()
  for (const { row, nearest } of wildOf(customers, column)) values[row] = nearest
  return values
}

function wildOf(customers: DataFrame, column: string): WildFeature[] {
  const values = numbers(customers, column)
  const scale = scaleOf(column, values)
  return scale ? wildIn(customers, column, scale, () => values).map((one) => ({ column, ...one })) : []
}

/** Features in days are judged as dates are; a column of the caller's own is a count if no value is below 0. */
function scaleOf(column: string, values: Float64Array): WildScale | undefined {
  if (isMoney(column)) return 'money'
  const field = FIELDS.find(({ name }) => name === column)
  if (field) return wildScale(field)
  const unit = FEATURES.find((one) => one.column === column)?.unit
  if (unit !== undefined) return unit === 'days' ? 'days' : undefined
  return values.some((value) => value < 0) ? 'plain' : 'count'
}

/** Whether the first purchase is also the latest for more than half of the customers. */
function repeatsRecency(customers: DataFrame, columns: readonly string[]): boolean {
  if (!columns.includes('recency')) return false
  const [tenure, recency] = [numbers(customers, 'tenure'), numbers(customers, 'recency')]
  return 2 * tenure.filter((days, row) => days === recency[row]).length > tenure.length
}

/** Columns that can stand in: numeric columns of the caller's own, other numeric fields, then age. */
function standIns(customers: DataFrame, asked: readonly { feature: Feature }[]): string[] {
  const known = FIELDS.filter(({ kind, name }) => ['money', 'number', 'integer'].includes(kind) && name !== 'age')
  const places = [...ownColumns(customers), ...known.map(({ name }) => name), 'age']
  return places.filter((name) => has(customers, name) && !asked.some(({ feature }) => feature.column === name))
}

const isPart = (column: string, feature: Feature): boolean =>
  column !== feature.column && feature.madeOf.includes(column)

/**
 * Return the numeric columns of the caller's own: neither in the contract nor derived, and not a mere row number.
 *
 * @param customers not modified
 * @returns column names
 */
export function ownColumns(customers: DataFrame): string[] {
  return customers.columns.filter((name) => {
    if (isKnown(name) || /Missing$/.test(name)) return false
    const numeric = Array.prototype.every.call(values(customers, name), (value) => typeof value === 'number')
    return numeric && !countsRows(numbers(customers, name))
  })
}

/** Consecutive whole numbers, each once: a row number or an id. */
function countsRows(values: Float64Array): boolean {
  const sorted = values.slice().sort()
  return sorted.every((value, place) => Number.isInteger(value) && value === sorted[0] + place)
}

function nothingVaries(wanted: readonly string[]): string {
  const names = listed(wanted.map((column) => featureOf(column).label))
  return `featureSpace requires a column that varies, got none: each of ${names} is absent or the same for all customers`
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
  return [...FEATURES.map((feature) => feature.column), ...CUSTOMER_FIELDS.map(({ name }) => name)].includes(column)
}

/** Return whether a column is money. Money is skewed: a few large customers would determine every centroid. */
export function isMoney(column: string): boolean {
  return column === 'value' || FIELDS.some(({ name, kind }) => name === column && kind === 'money')
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}
