import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'
import { FIELDS } from './fields.js'
import type { HeldColumn } from './held.js'

/** The order of a column's values, by column; those that are not listed follow as they would without it. */
export type Order = Readonly<Record<string, readonly (string | number | boolean)[]>>

/**
 * The rows of each group of rows that agree in some columns: ordered by the first column's values, then by the second's.
 * Values stand in the order given, then in that of their field's levels, then in order of first appearance. Rows in
 * which one of the columns is missing are in no group.
 *
 * @param by columns; values of several are compared one by one, so that ("x-y", "z") is not ("x", "y-z")
 * @returns rows from 0, rising; no group is empty
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

/** The place of each row's value in the order of values; -1 where it is missing. */
function codes(column: HeldColumn, levels: readonly unknown[]): number[] {
  const places = new Map(levels.map((level, place) => [level, place]))
  return Array.from(column, (value) => {
    if (isMissing(value)) return -1
    if (!places.has(value)) places.set(value, places.size)
    return places.get(value)!
  })
}

/** One code for each pair of codes, from 0 without gaps, so that further pairs stay whole numbers. */
function combined(first: readonly number[], second: readonly number[]): number[] {
  const width = second.reduce((most, code) => Math.max(most, code), 0) + 1
  const pairs = first.map((code, row) => (code < 0 || second[row] < 0 ? -1 : code * width + second[row]))
  const different = Float64Array.from(new Set(pairs.filter((pair) => pair >= 0))).sort()
  const places = new Map(Array.from(different, (pair, place) => [pair, place]))
  return pairs.map((pair) => places.get(pair) ?? -1)
}
