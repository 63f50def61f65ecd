import type { DataFrame } from 'danfojs-node'
import { values } from './columns.js'
import { fromColumns } from './frame.js'
import { groups, type Order } from './groups.js'
import { type Columns, part, view } from './view.js'

/**
 * Summarize each group of rows by one row, like pandas' groupby. Groups are in the given order, then in that of the
 * field's levels, then in order of first appearance; with several columns, by the first, then by the second. Rows with
 * a missing key are in no group, and no group is empty.
 *
 * @param frame n >= 1 rows; not modified
 * @param by the column or columns that define the groups
 * @param row returns the summary of a group, one value per name, from its own columns and from those of all n rows
 * @param order the order of values, by column; values that are not listed come after these
 * @returns a frame with one row per group: the columns of `by`, then those returned by `row`
 * @throws {RangeError} on a column that the frame lacks, no groups, an order of another column, or summaries with
 *   different names or that of a group column
 * @throws {TypeError} on a list instead of a single value
 * @example summarise(customers, 'segment', (own, all) => ({ share: own.id.length / all.id.length }))
 */
export function summarise(
  frame: DataFrame,
  by: string | readonly string[],
  row: (own: Columns, all: Columns) => Readonly<Record<string, unknown>>,
  order: Order = {},
): DataFrame {
  const keys = typeof by === 'string' ? [by] : [...by]
  requireKeys(keys, order)
  const found = groups(frame, keys, order)
  if (found.length === 0) {
    throw new RangeError(`summarise requires a row that has ${keys.join(' and ')}, got none of ${frame.shape[0]}`)
  }
  const all = view(frame)
  const described = found.map((places) => row(part(all, frame.columns, places), all))
  const names = Object.keys(described[0])
  const group = (at: number) => keys.map((key) => values(frame, key)[found[at][0]]).join(', ')
  described.forEach((one, at) => {
    requireRow(one, names, keys, () => group(at))
  })
  return fromColumns(
    new Map([
      ...keys.map((key): [string, unknown[]] => [key, found.map(([first]) => values(frame, key)[first])]),
      ...names.map((name): [string, unknown[]] => [name, described.map((one) => one[name])]),
    ]),
    found.length,
  )
}

function requireKeys(keys: readonly string[], order: Order): void {
  if (keys.length === 0) throw new RangeError('summarise requires a column to group by, got none')
  if (new Set(keys).size < keys.length) {
    throw new RangeError(`summarise requires different columns to group by, got ${keys.join(', ')}`)
  }
  const other = Object.keys(order).find((column) => !keys.includes(column))
  if (other !== undefined) {
    throw new RangeError(`summarise requires an order of ${keys.join(' or ')}, got one of ${other}`)
  }
}

function requireRow(
  row: Readonly<Record<string, unknown>>,
  names: readonly string[],
  keys: readonly string[],
  group: () => string,
): void {
  const key = names.find((name) => keys.includes(name))
  if (key !== undefined) throw new RangeError(`summarise requires names other than those of the groups, got ${key}`)
  const own = Object.keys(row)
  if (own.length !== names.length || own.some((name) => !names.includes(name))) {
    throw new RangeError(`summarise requires ${names.join(', ')} for every group, got ${own.join(', ')} for ${group()}`)
  }
  const list = names.find((name) => typeof row[name] === 'object' && row[name] !== null)
  if (list !== undefined) {
    throw new TypeError(`summarise requires one value for "${list}", got ${kindOf(row[list])} of ${group()}`)
  }
}

function kindOf(value: unknown): string {
  const length = (value as { length?: number }).length
  return length === undefined ? 'an object' : `a list of ${length}`
}
