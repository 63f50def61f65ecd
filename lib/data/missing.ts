import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from './columns.js'
import { columnLabel, FIELDS } from './fields.js'
import { fromRows } from './from-rows.js'

/**
 * Which columns have missing values, most often first.
 *
 * @param customers a row a customer; not modified
 * @returns name (of the column, for readers), field, missing (customers without a value) and share; undefined where nothing is
 *   missing
 * @example missing(customers) // a frame with a row for Income level, Age, ...
 */
export function missing(customers: DataFrame): DataFrame | undefined {
  const n = customers.shape[0]
  const rows = FIELDS.filter(({ name, kind }) => customers.columns.includes(name) && kind !== 'date').flatMap(
    (field) => {
      const gaps =
        field.kind === 'text' || field.kind === 'ordered'
          ? texts(customers, field.name).filter((text) => text === null).length
          : numbers(customers, field.name).filter(Number.isNaN).length
      return gaps ? [{ name: columnLabel(field.name), field: field.name, missing: gaps, share: gaps / n }] : []
    },
  )
  return rows.length ? fromRows(rows.sort((a, b) => b.share - a.share)) : undefined
}
