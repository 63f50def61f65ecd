import type { DataFrame } from 'danfojs-node'
import { unknownColumn } from './unknown-column.js'

/**
 * A numeric or true/false column as numbers: missing is NaN, true is 1, false is 0.
 *
 * @param frame a danfo DataFrame; not modified
 * @throws {RangeError} on a column that the frame lacks
 */
export function numbers(frame: DataFrame, column: string): Float64Array {
  return Float64Array.from(values(frame, column), numeric)
}

/** A value as a number: missing is NaN, true is 1, false is 0. */
export function numeric(value: unknown): number {
  return isMissing(value) ? NaN : Number(value)
}

/**
 * A text column: missing is null.
 *
 * @param frame a danfo DataFrame; not modified
 * @throws {RangeError} on a column that the frame lacks
 */
export function texts(frame: DataFrame, column: string): (string | null)[] {
  return values(frame, column).map((value) => (typeof value === 'string' ? value : null))
}

/**
 * Does a frame have a column? A file may lack any of them but the id, and the frame of its customers lacks it, too.
 *
 * @example has(frame({ id: ['a'] }), 'age') // false
 */
export function has(frame: DataFrame, column: string): boolean {
  return frame.columns.includes(column)
}

/**
 * A column as danfo holds it: not to be modified.
 *
 * @throws {RangeError} on a column that the frame lacks
 */
export function values(frame: DataFrame, column: string): readonly unknown[] {
  const place = frame.columns.indexOf(column)
  if (place < 0) throw unknownColumn(column, frame.columns)
  // Danfo's column() checks that the index is unique each time; an empty frame has no columns here.
  return (frame.getColumnData[place] ?? []) as unknown[]
}

/**
 * Is a value missing, be it text or a number?
 *
 * @example [null, undefined, NaN, '', 0].map(isMissing) // true, true, true, false, false
 */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value)
}
