import type { DataFrame } from 'danfojs-node'
import { frame as newFrame } from './frame.js'
import { unknownColumn } from './unknown-column.js'

/**
 * A numeric or true/false column as numbers: missing is NaN, true is 1, false is 0.
 *
 * @param frame a danfo DataFrame; not modified
 * @throws {RangeError} on a column that the frame lacks
 */
export function numbers(frame: DataFrame, column: string): Float64Array {
  return Float64Array.from(values(frame, column), (value) =>
    value === null || value === undefined ? NaN : Number(value),
  )
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

/**
 * A new frame with columns added or replaced.
 *
 * @param frame not modified
 * @param added columns by name, each as long as the frame
 */
export function withColumns(frame: DataFrame, added: Readonly<Record<string, ArrayLike<unknown>>>): DataFrame {
  const kept = frame.columns.map((column): [string, readonly unknown[]] => [column, values(frame, column)])
  const fresh = Object.entries(added).map(([column, list]): [string, unknown[]] => [column, Array.from(list)])
  return newFrame(Object.fromEntries([...kept, ...fresh]))
}
