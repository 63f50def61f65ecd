import type { DataFrame } from 'danfojs-node'
import { DataError } from './data-error.js'
import { FIELDS } from './fields.js'
import { fromColumns } from './frame.js'
import { readFile } from './read-file.js'
import { readTable, type Writings } from './read-table.js'

/**
 * Read some columns of a customer file. Values that are absent, or outside the bounds of their field, are missing in
 * the result, where `readCustomers` refuses the file; the caller reports them. Unreadable values are still refused.
 *
 * @param file as for `readCustomers`
 * @param columns the columns needed besides Customer_ID, by their names in the file
 * @param writings as for `readCustomers`
 * @returns the customers in file order: id and these columns, by their names in a frame
 * @throws {DataError} as `readCustomers` does, and on a column that the file lacks, or that holds something else
 */
export async function readSome(file: string, columns: readonly string[], writings: Writings = {}): Promise<DataFrame> {
  const fields = FIELDS.filter(({ name, column }) => name === 'id' || columns.includes(column)).map((field) =>
    field.name === 'id' ? field : { ...field, mayMiss: true, outsideIsMissing: true },
  )
  const { columns: read } = readTable(fields, await readFile(file, fields, false), writings)
  const lacking = fields.filter(({ name }) => !(name in read)).map(({ column }) => column)
  if (lacking.length) throw new DataError(file, [`requires ${lacking.join(', ')}, which are absent or empty`])
  return fromColumns(new Map(Object.entries(read)), read.id.length)
}
