import { DataFrame, type Series, tensorflow } from 'danfojs-node'
import { printAs } from '../core/print-as.js'
import { printed } from './printed.js'

// TensorFlow, which danfo carries, greets on the console at its first use unless it is told not to.
tensorflow.enableProdMode()

// What danfo's own methods return stands below its DataFrame; frames and series share the lowest class.
let lowest = DataFrame.prototype
while (Object.getPrototypeOf(lowest) !== Object.prototype) lowest = Object.getPrototypeOf(lowest)
printAs<DataFrame | Series>(lowest, (held) => {
  const values = held.ndim === 1 ? [held.values] : held.getColumnData
  return printed(held.columns.map((name, place) => [String(name), (values[place] ?? []) as unknown[]]))
})

/**
 * A danfo DataFrame from its columns, with every value held as given: missing text is null, a missing number is NaN,
 * and true stays true. Danfo's own reading of columns guesses; this one does not convert anything.
 *
 * @param columns the columns in their order, name by name, all of the same length n >= 1; not modified
 * @returns a new n-row DataFrame
 * @throws {RangeError} on no columns, no rows, or columns of different lengths
 * @example frame({ age: [30, NaN], city: ['Nara', null] }).shape // [2, 2]
 */
export function frame(columns: Readonly<Record<string, readonly unknown[]>>): DataFrame {
  const names = Object.keys(columns)
  const lengths = names.map((name) => columns[name].length)
  if (!(lengths[0] > 0)) throw new RangeError(`frame requires at least 1 row, got ${lengths[0] ?? 'no columns'}`)
  const odd = lengths.findIndex((length) => length !== lengths[0])
  if (odd > 0) {
    throw new RangeError(
      `frame requires columns of one length, got ${lengths[0]} in ${names[0]} and ${lengths[odd]} in ${names[odd]}`,
    )
  }
  return fromColumns(new Map(Object.entries(columns)), lengths[0])
}

/**
 * A frame from columns that are known to be of one length, which may be 0.
 *
 * @param columns in their order; not modified
 */
export function fromColumns(columns: ReadonlyMap<string, ArrayLike<unknown>>, length: number): DataFrame {
  const sources = [...columns.values()]
  // Rows, as danfo stores them: given columns, it would take three times as long to turn them.
  const rows = Array.from({ length }, (_, row) => sources.map((source) => source[row]))
  return new DataFrame(rows, { columns: [...columns.keys()] })
}

/**
 * A frame of some rows of another, in the order given.
 *
 * @param frame not modified
 * @param places the rows, from 0; each may come several times
 */
export function pick(frame: DataFrame, places: readonly number[]): DataFrame {
  const rows = frame.values as unknown[][]
  return new DataFrame(
    places.map((place) => [...rows[place]]),
    { columns: [...frame.columns] },
  )
}
