import type { DataFrame } from 'danfojs-node'
import { type HeldColumn, heldColumns } from './held.js'
import { unknownColumn } from './unknown-column.js'

/**
 * Return a numeric or true/false column as numbers: missing is NaN, true is 1, false is 0.
 *
 * @param frame a danfo DataFrame of n rows; not modified
 * @returns length n, a copy
 * @throws {RangeError} on a column that the frame lacks, or that holds text (see `ordinal` for ordered levels)
 */
export function numbers(frame: DataFrame, column: string): Float64Array {
  const held = values(frame, column)
  if (held instanceof Float64Array) return Float64Array.from(held)
  // A loop, because Float64Array.from with a callback is ten times slower.
  const all = new Float64Array(held.length)
  for (let row = 0; row < held.length; row++) {
    all[row] = numeric(held[row])
    if (Number.isNaN(all[row]) && typeof held[row] === 'string') {
      throw new RangeError(`column "${column}" requires numbers, got "${held[row]}" in row ${row}`)
    }
  }
  return all
}

/** Return a value as a number: missing is NaN, true is 1, false is 0. */
export function numeric(value: unknown): number {
  return isMissing(value) ? NaN : Number(value)
}

/**
 * Return a column as text: numbers as they are written, true as yes and false as no; missing is null.
 *
 * @param frame a danfo DataFrame of n rows; not modified
 * @returns length n, a copy
 * @throws {RangeError} on a column that the frame lacks
 */
export function texts(frame: DataFrame, column: string): (string | null)[] {
  const held = values(frame, column)
  const all = new Array<string | null>(held.length)
  for (let row = 0; row < held.length; row++) all[row] = asText(held[row])
  return all
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (isMissing(value)) return null
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/**
 * Return a column as the frame stores it: numbers may be a Float64Array, anything else is a list. Do not modify it.
 *
 * @throws {RangeError} on a column that the frame lacks
 */
export function values(frame: DataFrame, column: string): HeldColumn {
  const place = frame.columns.indexOf(column)
  if (place < 0) throw unknownColumn(column, frame.columns)
  const own = heldColumns.get(frame)
  if (own) return own.get(column)!
  // Danfo's column() checks that the index is unique each time; an empty frame has no columns here.
  return (frame.getColumnData[place] ?? []) as unknown[]
}

/**
 * Return whether a value, text or number, is missing.
 *
 * @example [null, undefined, NaN, '', 0].map(isMissing) // true, true, true, false, false
 */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value)
}
