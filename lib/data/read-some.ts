import type { DataFrame } from 'danfojs-node'
import { DataError } from './data-error.js'
import { FIELDS } from './fields.js'
import { fromColumns } from './frame.js'
import { readFile } from './read-file.js'
import { readTable, type Writings } from './read-table.js'

/**
 * Read the customers of a file for the sake of some columns, one by one as they stand: where readCustomers refuses a
 * file of which some rows lack a value, or have one that their field does not allow, here it is missing, and the caller
 * tells whose it is. What cannot be read at all is refused all the same.
 *
 * @param file as for readCustomers
 * @param columns names of the file that are needed, beside Customer_ID
 * @param writings as for readCustomers
 * @returns the customers in the order of the file: id, and these columns by their names in a frame
 * @throws {DataError} as readCustomers does; and on a column that the file lacks, or that holds something else
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
