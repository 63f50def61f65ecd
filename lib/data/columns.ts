import type { DataFrame } from 'danfojs-node'
import { frame as newFrame } from './frame.js'

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

function values(frame: DataFrame, column: string): unknown[] {
  if (!frame.columns.includes(column)) {
    throw new RangeError(`column "${column}" requires a frame that has it, got ${frame.columns.join(', ')}`)
  }
  return frame.column(column).values as unknown[]
}

/**
 * A new frame with columns added or replaced.
 *
 * @param frame not modified
 * @param added columns by name, each as long as the frame
 */
export function withColumns(frame: DataFrame, added: Readonly<Record<string, ArrayLike<unknown>>>): DataFrame {
  const kept = frame.columns.map((column): [string, unknown[]] => [column, values(frame, column)])
  const fresh = Object.entries(added).map(([column, list]): [string, unknown[]] => [column, Array.from(list)])
  return newFrame(Object.fromEntries([...kept, ...fresh]))
}
