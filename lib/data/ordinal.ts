import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from './columns.js'
import { FIELDS } from './fields.js'

/**
 * Encode an ordered column as numbers from 0 (the first level of its field) to 1 (the last) in equal steps.
 *
 * @param frame n rows with this column; not modified
 * @param field the name of an ordered field, such as `ads`
 * @returns length n, 0 to 1, NaN where missing
 * @throws {RangeError} on a field without levels, or a value that is not one of its levels
 */
export function ordinal(frame: DataFrame, field: string): Float64Array {
  const levels = levelsOf(field)
  const places = new Map<string | null, number>([
    [null, NaN],
    ...levels.map((level, place) => [level, place / (levels.length - 1)] as const),
  ])
  const all = texts(frame, field)
  const found = new Float64Array(all.length)
  for (let row = 0; row < all.length; row++) {
    const place = places.get(all[row])
    if (place === undefined) {
      throw new RangeError(`${field} requires one of ${levels.join(', ')}, got "${all[row]}" in row ${row}`)
    }
    found[row] = place
  }
  return found
}

/**
 * Return the levels of an ordered field, lowest first.
 *
 * @throws {RangeError} on a field without levels
 */
export function levelsOf(field: string): readonly string[] {
  const levels = FIELDS.find(({ name }) => name === field)?.levels
  if (!levels) throw new RangeError(`ordinal requires a field with levels, got ${field}`)
  return levels
}

/** Return a column of numbers, flags or ordered levels as numbers that increase with the level; NaN where missing. */
export function orderedValues(customers: DataFrame, name: string): Float64Array {
  const field = FIELDS.find((one) => one.name === name)
  return field?.kind === 'ordered' ? ordinal(customers, name) : numbers(customers, name)
}
