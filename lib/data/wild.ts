import type { DataFrame } from 'danfojs-node'
import { type WildScale, type WildValue, wildValues } from '../statistics/wild-values.js'
import { numbers, texts } from './columns.js'
import { dayNumbers } from './dates.js'
import { FIELDS, type Field } from './fields.js'
import { has } from './has.js'
import { type HeldColumn, heldColumns } from './held.js'
import { where } from './where.js'

/** A value that lies far from all others in its column, and the nearest one that does not: dates as YYYY-MM-DD. */
export interface Wild {
  /** The column's name in the frame. */
  readonly column: string
  /** From 0. */
  readonly row: number
  /** Who it is; the row where the frame has no ids. */
  readonly id: string
  readonly value: number | string
  readonly nearest: number | string
}

/**
 * The values that lie far from all others in their column, by the rule of `wildValues`: a date in 2034 among purchases
 * of one year, an order of a hundred times the usual. Asked of dates, money, and numbers without an upper end, and of
 * ages; a scale such as 1 to 5 has no far end.
 *
 * @param customers raw or prepared; not modified
 * @param columns fields to look at, by default all; absent ones are left out
 * @returns column by column, row by row; none where nothing is wild
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
    // A nearest value is one of the column: the date that it was comes from it again.
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

/** What was found in a column that a frame holds, by scale: such a column does not change, and is asked about often. */
const known = new WeakMap<HeldColumn, Map<WildScale, readonly WildValue[]>>()

/**
 * The wild values of a frame's column; see wildValues.
 *
 * @param numbersOf the column as numbers
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

/** The rows of a frame in which no value of a column is wild. */
export function withoutWild(customers: DataFrame, column: string): DataFrame {
  const rows = new Set(wild(customers, [column]).map(({ row }) => row))
  return rows.size
    ? where(customers, () => Array.from({ length: customers.shape[0] }, (_, row) => !rows.has(row)))
    : customers
}

/** How values of a field are compared; undefined for text, levels, flags and scales with two ends. */
export function wildScale({ kind, unit }: Pick<Field, 'kind' | 'unit'>): WildScale | undefined {
  if (kind === 'date') return 'days'
  if (kind === 'money') return 'money'
  if (unit === 'years') return 'years'
  return (kind === 'number' || kind === 'integer') && !isTwoEnded(unit) ? 'count' : undefined
}

/** "1 to 5": the ends of the scale are its farthest values. */
function isTwoEnded(unit: string): boolean {
  return /^-?[\d.]+ to -?[\d.]+$/.test(unit)
}
