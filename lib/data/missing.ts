import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'
import { columnLabel, FIELDS } from './fields.js'
import { fromRows } from './from-rows.js'

/**
 * Find the columns with missing values, those with the most first.
 *
 * @param customers one row per customer; not modified
 * @returns a frame with the columns name (for readers), field, missing (customers without a value) and customerShare
 *   (their share, 0 to 1);
 *   undefined if nothing is missing
 * @example missing(customers) // a frame with a row for Income level, Age, ...
 */
export function missing(customers: DataFrame): DataFrame | undefined {
  const n = customers.shape[0]
  const fields = FIELDS.filter(({ name, kind }) => customers.columns.includes(name) && kind !== 'date')
  const rows = fields.flatMap(({ name: field }) => {
    const gaps = gapsIn(values(customers, field))
    return gaps ? [{ name: columnLabel(field), field, missing: gaps, customerShare: gaps / n }] : []
  })
  return rows.length ? fromRows(rows.sort((a, b) => b.customerShare - a.customerShare)) : undefined
}

function gapsIn(column: ArrayLike<unknown>): number {
  let gaps = 0
  for (let row = 0; row < column.length; row++) if (isMissing(column[row])) gaps++
  return gaps
}
