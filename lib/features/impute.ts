import { greatest } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { median } from 'simple-statistics'
import { count } from '../core/format.js'
import { coded } from '../data/coded.js'
import { values as held, numbers, texts } from '../data/columns.js'
import { FIELDS, type Field } from '../data/fields.js'
import { fromColumns } from '../data/frame.js'
import { has } from '../data/has.js'
import type { HeldColumn } from '../data/held.js'
import type { LogLine } from '../data/log.js'
import { ownColumns } from './features.js'

/** Customers without missing demographics, and the columns that record where they were missing. */
export interface Imputed {
  readonly customers: DataFrame
  readonly log: readonly LogLine[]
  /** Names of the added true/false columns: the field's name and "Missing". */
  readonly indicators: readonly string[]
}

/**
 * Fill missing demographics with the typical value: the median of a number, the most frequent level of a text (of
 * equally frequent levels, the lowest, or the first in the alphabet). One value for all understates the spread, so each
 * field gets a column that marks the filled rows, and imputed fields should not drive a result.
 *
 * @param customers n rows, as returned by readCustomers; not modified
 * @returns the n customers, with a column `<field>Missing` for each field that may be missing; and a line of log for
 *   each field with missing values. A field whose values are all missing has no typical value and stays as it is
 * @see https://scikit-learn.org/stable/modules/impute.html#univariate-feature-imputation
 * @example impute(customers).indicators[0] // 'ageMissing'
 */
export function impute(customers: DataFrame): Imputed {
  const columns = Object.fromEntries(
    customers.columns.map((name): [string, HeldColumn] => [name, held(customers, name)]),
  )
  const log: LogLine[] = []
  const indicators: string[] = []
  const own = ownColumns(customers).map(ownField)
  const mayMiss = FIELDS.filter(({ name, mayMiss }) => mayMiss && has(customers, name))
  for (const field of [...mayMiss, ...own.filter(({ name }) => numbers(customers, name).some(Number.isNaN))]) {
    const values = field.kind === 'number' ? Array.from(numbers(customers, field.name)) : texts(customers, field.name)
    const missing = values.map((value) => value === null || Number.isNaN(value))
    const rows = missing.filter(Boolean).length
    const indicator = `${field.name}Missing`
    indicators.push(indicator)
    columns[indicator] = missing
    if (rows === 0) continue
    const typical = typicalValue(field, values.filter((_, row) => !missing[row]) as (number | string)[])
    const filled = values.map((value, row) => (missing[row] ? typical : value))
    columns[field.name] = field.kind === 'number' ? Float64Array.from(filled as number[]) : filled
    const what = typeof typical === 'number' ? 'median' : 'most frequent level'
    log.push({
      step: 'imputation',
      column: field.column,
      rows,
      detail: `${count(rows, 'value')} set to the ${what}, ${typical}`,
    })
  }
  return { customers: fromColumns(new Map(Object.entries(columns)), customers.shape[0]), log, indicators }
}

/**
 * Return the customers with the filled values missing again, to describe what they did say.
 *
 * @param customers as returned by impute or prepare; not modified
 * @example unfilled(impute(customers).customers) // the customers as they were, with the indicators
 */
export function unfilled(customers: DataFrame): DataFrame {
  const columns = new Map(customers.columns.map((name): [string, HeldColumn] => [name, held(customers, name)]))
  for (const [indicator, missing] of columns) {
    const name = indicator.replace(/Missing$/, '')
    const values = columns.get(name)
    if (name === indicator || !values || !Array.prototype.some.call(missing, Boolean)) continue
    const blank = values instanceof Float64Array ? NaN : null
    const given = Array.from(values, (value, row) => (missing[row] ? blank : value))
    columns.set(name, values instanceof Float64Array ? Float64Array.from(given as number[]) : given)
  }
  return fromColumns(columns, customers.shape[0])
}

/** Numeric columns of the caller's own are filled like ages. */
function ownField(name: string): Field {
  return { name, column: name, kind: 'number', required: false, mayMiss: true, unit: '', meaning: '' }
}

function typicalValue(field: Field, present: readonly (number | string)[]): number | string {
  return field.kind === 'number' ? median(present as number[]) : mostFrequent(field, present as string[])
}

function mostFrequent(field: Field, present: readonly string[]): string {
  const { texts, counts } = coded(present)
  const rows = new Map(texts.map((text, place) => [text, counts[place]]))
  const levels = field.kind === 'ordered' ? field.levels! : [...texts].sort()
  return greatest(levels, (level) => rows.get(level) ?? 0)!
}
