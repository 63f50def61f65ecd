import type { DataFrame } from 'danfojs-node'
import { values } from './columns.js'
import { copied, fromColumns } from './frame.js'
import type { HeldColumn } from './held.js'
import { requireList } from './require-list.js'
import { type Columns, view } from './view.js'

/** A column's new values, one per row, or a function of the frame's columns that returns them. */
export type Derived = ArrayLike<unknown> | ((c: Columns) => ArrayLike<unknown>)

/**
 * Add columns to a frame, or replace them. Functions see the columns of the given frame only: a column that depends on
 * a new one needs a second call.
 *
 * @param frame n rows; not modified
 * @param columns by name, n values each, or a function of the frame's columns that returns them
 * @returns a new frame: replaced columns keep their position, new ones come last
 * @throws {RangeError} on a column that the frame lacks, or a number of values other than n
 * @throws {TypeError} if the values are not a list
 * @example derive(customers, { value: c => valueScore(c.frequency, c.amount) })
 */
export function derive(frame: DataFrame, columns: Readonly<Record<string, Derived>>): DataFrame {
  const c = view(frame)
  const result = new Map<string, HeldColumn>(frame.columns.map((name) => [name, values(frame, name)]))
  for (const [name, given] of Object.entries(columns)) {
    const list = typeof given === 'function' ? given(c) : given
    requireList(`derive requires an array for "${name}"`, list, frame.shape[0])
    result.set(name, copied(list))
  }
  return fromColumns(result, frame.shape[0])
}
