import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'
import { FIELDS } from './fields.js'
import type { HeldColumn } from './held.js'

/** The order of values, by column; values that are not listed come after these, in the default order. */
export type Order = Readonly<Record<string, readonly (string | number | boolean)[]>>

/**
 * Return the rows of each group of rows with the same values in some columns, ordered by the first column, then by the
 * second. Values are in the given order, then in that of their field's levels, then in order of first appearance. Rows
 * with a missing value in one of the columns are in no group.
 *
 * @param frame not modified
 * @param by names of columns, at least one; ("x-y", "z") and ("x", "y-z") are different groups
 * @returns for each group its row indices, from 0, in increasing order; no group is empty
 * @throws {RangeError} on a column that the frame lacks
 */
export function groups(frame: DataFrame, by: readonly string[], order: Order = {}): number[][] {
  const joint = by.map((column) => codes(values(frame, column), levelsOf(column, order))).reduce(combined)
  const rows = new Map<number, number[]>()
  joint.forEach((code, row) => {
    if (code < 0) return
    const own = rows.get(code)
    if (own) own.push(row)
    else rows.set(code, [row])
  })
  return [...rows].sort(([a], [b]) => a - b).map(([, own]) => own)
}

function levelsOf(column: string, order: Order): unknown[] {
  const levels = FIELDS.find(({ name }) => name === column)?.levels ?? []
  return [...new Set([...(order[column] ?? []), ...levels])]
}

/** The position of each row's value in the order of values; -1 if missing. */
function codes(column: HeldColumn, levels: readonly unknown[]): number[] {
  const places = new Map(levels.map((level, place) => [level, place]))
  return Array.from(column, (value) => {
    if (isMissing(value)) return -1
    if (!places.has(value)) places.set(value, places.size)
    return places.get(value)!
  })
}

/** One code per pair of codes, from 0 without gaps, so that codes of further pairs stay exact integers. */
function combined(first: readonly number[], second: readonly number[]): number[] {
  const width = second.reduce((most, code) => Math.max(most, code), 0) + 1
  const pairs = first.map((code, row) => (code < 0 || second[row] < 0 ? -1 : code * width + second[row]))
  const different = Float64Array.from(new Set(pairs.filter((pair) => pair >= 0))).sort()
  const places = new Map(Array.from(different, (pair, place) => [pair, place]))
  return pairs.map((pair) => places.get(pair) ?? -1)
}
