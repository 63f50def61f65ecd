import { DataFrame, tensorflow } from 'danfojs-node'

// TensorFlow, which danfo carries, greets on the console at its first use unless it is told not to.
tensorflow.enableProdMode()

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
  const sources = names.map((name) => columns[name])
  // Rows, as danfo stores them: given columns, it would take three times as long to turn them.
  const rows = Array.from({ length: lengths[0] }, (_, row) => sources.map((source) => source[row]))
  return new DataFrame(rows, { columns: names })
}
