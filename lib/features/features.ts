import { max, min } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { listed } from '../core/format.js'
import { fromColumns, type Matrix } from '../core/matrix.js'
import { numbers, texts, values } from '../data/columns.js'
import { CUSTOMER_FIELDS, columnLabel, FIELDS } from '../data/fields.js'
import { has } from '../data/has.js'
import { unknownColumn } from '../data/unknown-column.js'
import { wildIn, wildScale } from '../data/wild.js'
import type { WildScale, WildValue } from '../statistics/wild-values.js'
import { robustScale } from './robust-scale.js'
import { standardize } from './standardize.js'

/** What customers are clustered on: a column of the prepared frame, its name for readers, and what high and low mean. */
export interface Feature {
  readonly column: string
  readonly label: string
  /** Of money in $, which stands for the currency of the run: see `unit`. */
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

/** A wild value of a feature, which counts as the nearest that is not; both in the feature's own units. */
export interface WildFeature extends WildValue {
  readonly column: string
}

/** The customers as points: row i of x is customer i of the frame. */
export interface FeatureSpace {
  readonly features: readonly Feature[]
  /** n by d, scaled. */
  readonly x: Matrix
  /** Features left out since they do not vary. */
  readonly constant: readonly string[]
  /** Features that repeat another for most customers, and are left out: tenure, where most bought once. */
  readonly repeats: readonly string[]
  /** Features that stand in, since fewer than two of those asked for tell customers apart. */
  readonly standIns: readonly string[]
  /** Values that lie far from all others, feature by feature. */
  readonly wild: readonly WildFeature[]
  /** How each feature became its column of x. */
  readonly scaling: readonly Scaling[]
}

/** From a feature in its own units to its coordinate: clipped, through log1p where `log`, then (value - center) / spread. */
export interface Scaling {
  /** The least and the largest value that are not wild: what lies beyond them counts as they. Own units. */
  readonly low: number
  readonly high: number
  readonly log: boolean
  /** After the logarithm. A spread of 0 makes every coordinate 0. */
  readonly center: number
  readonly spread: number
}

/**
 * The matrix that is clustered: wild values (see wildValues) as the nearest that are not, skewed money through log1p, then
 * each column scaled. A column that does not vary cannot tell customers apart and is left out. So is tenure where it is the
 * same as recency for most customers, who bought once. Where fewer than two of a longer list remain, all other numbers of the
 * frame stand in: those of the caller's own, and ages.
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
  const wanted = options.columns ?? FEATURES.map(({ column }) => column)
  const asPoints = (columns: readonly string[]) =>
    columns.map((column) => ({ feature: featureOf(column), values: tamed(customers, column) }))
  const here = present(customers, wanted)
  const repeats = here.filter((column) => column === 'tenure' && repeatsRecency(customers, here))
  const chosen = asPoints(here.filter((column) => !repeats.includes(column)))
  const asked = chosen.filter(({ values }) => varies(values))
  const others =
    asked.length < 2 && wanted.length > 2
      ? asPoints(standIns(customers, asked)).filter(({ values }) => varies(values))
      : []
  // A score is as good as what it is made of, where nothing else is there; both would count the same twice.
  const parts = others.filter(({ feature }) => asked.some((one) => isPart(feature.column, one.feature)))
  const further = others.filter((one) => !parts.includes(one))
  const varying = further.length || parts.length < 2 ? [...asked, ...further] : parts
  if (!varying.length) throw new RangeError(nothingVaries(wanted))
  const logged = varying.map(({ feature }) => isMoney(feature.column) && (options.log ?? true))
  const raw = fromColumns(varying.map(({ values }, j) => (logged[j] ? values.map(Math.log1p) : values)))
  const { z, centers, spreads } = options.scaler === 'robust' ? robustly(raw) : standardly(raw)
  return {
    // Groups differ in what repeats a feature by construction, as they do in the feature.
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
 * Those columns of a list that a frame has. What a customer file may have, or what is derived from it, and this frame
 * lacks or misses in every row, is left out; a column that nobody knows is refused.
 *
 * @param customers not modified
 * @throws {RangeError} on a column that is neither in the frame nor one that it may have
 * @example present(prepared, ['value', 'tenure']) // ['value'] of a file without first purchases
 */
export function present(customers: DataFrame, columns: readonly string[]): string[] {
  const unknown = columns.find((column) => !customers.columns.includes(column) && !isKnown(column))
  if (unknown !== undefined) throw unknownColumn(unknown, customers.columns)
  return columns.filter((column) => has(customers, column))
}

/**
 * The customers who are far larger than all others: of a wild Value Score, or of a wild purchase amount or frequency, of
 * which it is made (see wildValues). Totals and means hold them as they are, and may be told without them.
 *
 * @param customers prepared (see prepare); not modified
 * @returns largest first: row (from 0), id, value, and nearest, the largest value of the others, in $ per month; none where
 *   nobody is, or without a Value Score
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
 * A column as customers are compared by it: wild values (see wildValues) count as the nearest that are not.
 *
 * @param customers not modified
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

/** A feature in days is as far as dates are; one of one's own is a count where nothing is below 0. */
function scaleOf(column: string, values: Float64Array): WildScale | undefined {
  if (isMoney(column)) return 'money'
  const field = FIELDS.find(({ name }) => name === column)
  if (field) return wildScale(field)
  const unit = FEATURES.find((one) => one.column === column)?.unit
  if (unit !== undefined) return unit === 'days' ? 'days' : undefined
  return values.some((value) => value < 0) ? 'plain' : 'count'
}

/** Is the first purchase also the latest one of more than half of the customers? */
function repeatsRecency(customers: DataFrame, columns: readonly string[]): boolean {
  if (!columns.includes('recency')) return false
  const [tenure, recency] = [numbers(customers, 'tenure'), numbers(customers, 'recency')]
  return 2 * tenure.filter((days, row) => days === recency[row]).length > tenure.length
}

/** What may stand in for features that a file does not allow: numbers of the caller's own, of the contract, then ages. */
function standIns(customers: DataFrame, asked: readonly { feature: Feature }[]): string[] {
  const known = FIELDS.filter(({ kind, name }) => ['money', 'number', 'integer'].includes(kind) && name !== 'age')
  const places = [...ownColumns(customers), ...known.map(({ name }) => name), 'age']
  return places.filter((name) => has(customers, name) && !asked.some(({ feature }) => feature.column === name))
}

const isPart = (column: string, feature: Feature): boolean =>
  column !== feature.column && feature.madeOf.includes(column)

/**
 * The columns of the caller's own that tell something of customers: numbers that are neither in the contract nor derived,
 * and that do not only count the rows.
 *
 * @param customers not modified
 */
export function ownColumns(customers: DataFrame): string[] {
  return customers.columns.filter((name) => {
    if (isKnown(name) || /Missing$/.test(name)) return false
    const numeric = Array.prototype.every.call(values(customers, name), (value) => typeof value === 'number')
    return numeric && !countsRows(numbers(customers, name))
  })
}

/** Whole numbers one after another, each once: a number of the row, or an id. */
function countsRows(values: Float64Array): boolean {
  const sorted = values.slice().sort()
  return sorted.every((value, place) => Number.isInteger(value) && value === sorted[0] + place)
}

function nothingVaries(wanted: readonly string[]): string {
  const names = listed(wanted.map((column) => featureOf(column).label))
  return `featureSpace requires a column that could tell customers apart, got none: of ${names}, each is absent or the same for all customers`
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

/** Is a column money? Money is skewed: a few large customers would decide where every centroid lies. */
export function isMoney(column: string): boolean {
  return column === 'value' || FIELDS.some(({ name, kind }) => name === column && kind === 'money')
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}
