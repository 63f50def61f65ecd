import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'
import { fromColumns } from './frame.js'
import { columnOf, missingIn } from './view.js'

/**
 * Add the columns of another frame by a key (left join). All rows of the left frame are kept, once and in their order.
 * If a row's key is missing, or not in the right frame, its added values are missing.
 *
 * @param left n rows; not modified
 * @param right a frame with a unique key; its rows without a key are never matched; not modified
 * @param on the name of the key in both frames, or its names in the left and in the right frame
 * @returns a new frame of n rows: the columns of left, then those of right except its key
 * @throws {RangeError} on a key that a frame lacks, that occurs twice on the right, or that is text in one frame and
 *   numbers in the other; and on a name that both frames have
 * @example join(customers, regions, 'location')
 */
export function join(left: DataFrame, right: DataFrame, on: string | readonly [string, string]): DataFrame {
  const [leftKey, rightKey] = typeof on === 'string' ? [on, on] : on
  const [wanted, keys] = [columnOf(left, leftKey), columnOf(right, rightKey)]
  if (Array.isArray(wanted) !== Array.isArray(keys)) {
    const [one, other] = [wanted, keys].map((column) => (Array.isArray(column) ? 'text' : 'numbers'))
    throw new RangeError(`join requires keys of one kind, got ${one} in ${leftKey} and ${other} in ${rightKey}`)
  }
  const added = right.columns.filter((name) => name !== rightKey)
  requireNewNames(left.columns, added)
  const rows = rowByKey(keys, rightKey)
  const found = Array.from(wanted as ArrayLike<unknown>, (key) => rows.get(key) ?? -1)
  const columns = new Map(left.columns.map((name) => [name, values(left, name)]))
  for (const name of added) {
    const held = values(right, name)
    const missing = missingIn(name, held)
    columns.set(
      name,
      found.map((row) => (row < 0 ? missing : held[row])),
    )
  }
  return fromColumns(columns, left.shape[0])
}

function rowByKey(keys: ArrayLike<unknown>, column: string): Map<unknown, number> {
  const rows = new Map<unknown, number>()
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]
    if (isMissing(key)) continue
    const first = rows.get(key)
    if (first !== undefined) {
      const value = typeof key === 'string' ? `"${key}"` : key
      throw new RangeError(
        `join requires a unique key on the right, got ${value} twice in ${column}: in rows ${first} and ${row}`,
      )
    }
    rows.set(key, row)
  }
  return rows
}

function requireNewNames(left: readonly string[], added: readonly string[]): void {
  const both = added.filter((name) => left.includes(name))
  if (both.length === 0) return
  const [name] = both
  throw new RangeError(
    `join requires column names that differ between the frames, got ${both.join(', ')} in both: rename in one, as in ` +
      `right.rename({ ${name}: '${name}2' }), or leave out, as in right.drop({ columns: ['${name}'] })`,
  )
}
