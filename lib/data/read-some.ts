import type { DataFrame } from 'danfojs-node'
import { DataError } from './data-error.js'
import { CUSTOMER_FIELDS } from './fields.js'
import { fromColumns } from './frame.js'
import { readFile } from './read-file.js'
import { readTable, type Writings } from './read-table.js'

/**
 * Read some columns of a customer file. Values that are absent, or outside the bounds of their field, are missing in
 * the result, where `readCustomers` refuses the file; the caller reports them. Unreadable values are still refused.
 *
 * @param file as for `readCustomers`
 * @param columns the columns needed besides Customer_ID, by their names in the file; columns of the caller's own as well
 * @param writings as for `readCustomers`
 * @returns the customers in file order: id and these columns, by their names in a frame
 * @throws {DataError} as `readCustomers` does, and on a column that the file lacks, or that holds something else
 */
export async function readSome(file: string, columns: readonly string[], writings: Writings = {}): Promise<DataFrame> {
  const fields = CUSTOMER_FIELDS.filter(({ name, column }) => name === 'id' || columns.includes(column)).map((field) =>
    field.name === 'id' ? field : { ...field, mayMiss: true, outsideIsMissing: true },
  )
  const own = columns.filter((column) => !fields.some((field) => field.column === column))
  const table = await readFile(file, fields, own.length > 0)
  const { columns: read } = readTable(fields, table, { ...writings, own: 'all' })
  const wanted = fields.map(({ name, column }) => (name in read ? name : column))
  const lacking = [...wanted, ...own].filter((column) => !(column in read))
  if (lacking.length) throw new DataError(file, [`requires ${lacking.join(', ')}, which are absent or empty`])
  return fromColumns(new Map([...wanted, ...own].map((name) => [name, read[name]])), read.id.length)
}
