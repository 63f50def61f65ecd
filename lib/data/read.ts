import { ascending, sort } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { CUSTOMER_FIELDS } from './fields.js'
import { fromColumns } from './frame.js'
import type { LogLine } from './log.js'
import { readFile } from './read-file.js'
import { inOrder, readTable, type Writings } from './read-table.js'

/** The customers of a file, and what it took to read them. */
export interface Customers {
  /**
   * one row a customer, by id, so that the order of the file's rows changes nothing that follows; columns are the names
   * in FIELDS, in their order, without those that the file lacks or that are of no use in it (ask `has`); then numbers
   * that are not in FIELDS, under the file's own names
   */
  readonly customers: DataFrame
  /** how the file was read, and what was tidied, step by step */
  readonly log: readonly LogLine[]
  /** rows in the file, duplicates and all, without empty ones */
  readonly rowsRead: number
}

/**
 * Read a customer file strictly: every value is checked against FIELDS, what can be read without doubt is read and
 * logged, and everything else is told in one error, a sentence for each kind of problem. Nothing ambiguous is guessed:
 * whether 3/12/2024 is in March or in December, and whether 1.234 is more than a thousand, the whole column decides.
 * A column that is absent, empty, or of another meaning (nine in ten values are not as it requires) is left out and
 * logged. Missing demographics stay missing (see impute), and so does other text.
 *
 * @param file text with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or a code page of Western spreadsheets, or
 *   gzip of it, or Parquet; columns in any order; Customer_ID and two more are needed. Parquet knows types: a number, a
 *   day or a flag is taken as it is. Of other columns numbers are kept, and what is text is left out
 * @param writings what the file does not show of how it is written: `dates` 'D/M/Y' or 'M/D/Y', `decimal` ',' or '.'
 * @throws {DataError} on a file that is absent, empty or no table, on rows of the wrong length, on columns of another
 *   layout, on what can be read in two ways, and on values that their field does not allow
 * @throws {RangeError} on other writings than these
 * @example (await readCustomers('data/customers.csv')).customers.columns[0] // 'id'
 */
export async function readCustomers(file: string, writings: Writings = {}): Promise<Customers> {
  const { columns, log, rowsRead } = readTable(CUSTOMER_FIELDS, await readFile(file, CUSTOMER_FIELDS), {
    ...writings,
    own: true,
  })
  const byId = order(columns.id as string[])
  const ordered = new Map(
    Object.entries(columns).map(([name, values]) => [name, byId ? inOrder(values, byId) : values] as const),
  )
  return { customers: fromColumns(ordered, columns.id.length), log, rowsRead }
}

/** The rows by id; nothing where they are in this order already, as a file often is. */
function order(ids: readonly string[]): number[] | undefined {
  if (ids.every((id, row) => row === 0 || ids[row - 1] <= id)) return undefined
  return sort(ids.keys(), (a, b) => ascending(ids[a], ids[b]))
}
