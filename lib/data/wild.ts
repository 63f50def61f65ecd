import type { DataFrame } from 'danfojs-node'
import { type WildScale, type WildValue, wildValues } from '../statistics/wild-values.js'
import { numbers, texts } from './columns.js'
import { dayNumbers } from './dates.js'
import { FIELDS, type Field } from './fields.js'
import { has } from './has.js'
import { type HeldColumn, heldColumns } from './held.js'
import { where } from './where.js'

/** A value far from all others in its column, and the nearest value that is not wild; dates are YYYY-MM-DD. */
export interface Wild {
  /** The column's name in the frame. */
  readonly column: string
  /** From 0. */
  readonly row: number
  /** The customer's id, or the row if the frame has no ids. */
  readonly id: string
  readonly value: number | string
  readonly nearest: number | string
}

/**
 * Find values far from all others in their column, by the rule of `wildValues`: a date in 2034 among purchases of one
 * year, or an order of a hundred times the usual amount. It checks dates, money, ages, and numbers on a scale without
 * an upper end; on a scale such as 1 to 5, no value is far from all others.
 *
 * @param customers raw or prepared; not modified
 * @param columns names of the fields to check, by default all; absent ones are skipped
 * @returns the wild values, ordered by column, then by row
 * @example wild(customers).map(({ id, column, value }) => `${id}: ${column} ${value}`)
 */
export function wild(customers: DataFrame, columns?: readonly string[]): Wild[] {
  const fields = FIELDS.filter(({ name }) => (columns?.includes(name) ?? true) && has(customers, name))
  const ids = customers.columns.includes('id') ? texts(customers, 'id') : []
  return fields.flatMap((field) => {
    const scale = wildScale(field)
    if (!scale) return []
    const isDate = field.kind === 'date'
    const values = () =>
      isDate ? dayNumbers(texts(customers, field.name)).map((day) => -day) : numbers(customers, field.name)
    const found = wildIn(customers, field.name, scale, values)
    // A nearest value is in the column too, so its date is found by its day number.
    const written = isDate && found.length ? writtenDates(values(), texts(customers, field.name)) : undefined
    return found.map(({ row, value, nearest }) => ({
      column: field.name,
      row,
      id: ids[row] ?? String(row),
      value: written?.get(value) ?? value,
      nearest: written?.get(nearest) ?? nearest,
    }))
  })
}

/** Results by column and scale, cached because the columns that a frame stores do not change and are checked often. */
const known = new WeakMap<HeldColumn, Map<WildScale, readonly WildValue[]>>()

/**
 * Find the wild values of a frame's column; see `wildValues`.
 *
 * @param numbersOf returns the column as numbers
 */
export function wildIn(
  frame: DataFrame,
  column: string,
  scale: WildScale,
  numbersOf: () => ArrayLike<number>,
): readonly WildValue[] {
  const held = heldColumns.get(frame)?.get(column)
  if (!held) return wildValues(numbersOf(), scale)
  const byScale = known.get(held) ?? new Map<WildScale, readonly WildValue[]>()
  known.set(held, byScale)
  const found = byScale.get(scale) ?? wildValues(numbersOf(), scale)
  byScale.set(scale, found)
  return found
}

function writtenDates(days: ArrayLike<number>, dates: readonly (string | null)[]): Map<number, string> {
  const written = new Map<number, string>()
  for (let row = 0; row < days.length; row++) if (dates[row] !== null) written.set(days[row], dates[row]!)
  return written
}

/** Return the rows of a frame in which the value of a column is not wild. */
export function withoutWild(customers: DataFrame, column: string): DataFrame {
  const rows = new Set(wild(customers, [column]).map(({ row }) => row))
  return rows.size
    ? where(customers, () => Array.from({ length: customers.shape[0] }, (_, row) => !rows.has(row)))
    : customers
}

/** Return how distances in a field are measured; undefined for text, levels, flags and scales with two ends. */
export function wildScale({ kind, unit }: Pick<Field, 'kind' | 'unit'>): WildScale | undefined {
  if (kind === 'date') return 'days'
  if (kind === 'money') return 'money'
  if (unit === 'years') return 'years'
  return (kind === 'number' || kind === 'integer') && !isTwoEnded(unit) ? 'count' : undefined
}

/** Whether a scale has two ends, such as "1 to 5": no value is beyond them. */
function isTwoEnded(unit: string): boolean {
  return /^-?[\d.]+ to -?[\d.]+$/.test(unit)
}
