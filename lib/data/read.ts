import { ascending, sort } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { CUSTOMER_FIELDS } from './fields.js'
import { fromColumns } from './frame.js'
import type { LogLine } from './log.js'
import { readFile } from './read-file.js'
import { inOrder, readTable, type Writings } from './read-table.js'

/** The customers of a file, and a log of how they were read. */
export interface Customers {
  /**
   * One row per customer, sorted by id, so that results do not depend on the order of rows in the file. The columns
   * have the names and order of FIELDS, without those that the file lacks or that cannot be used (see `has`). Numeric
   * columns that are not in FIELDS follow, under the file's own names.
   */
  readonly customers: DataFrame
  /** How the file was read and what was tidied, step by step. */
  readonly log: readonly LogLine[]
  /** The number of rows in the file, with duplicates, without empty rows. */
  readonly rowsRead: number
}

/**
 * Read a customer file strictly. Every value is checked against FIELDS. Values that can be read unambiguously are read
 * and logged; all others are reported in one error, with one sentence per kind of problem. Nothing ambiguous is
 * guessed: the whole column decides whether 3/12/2024 is in March or in December, and whether 1.234 is more than a
 * thousand. A column that is absent, empty, or has a different meaning (nine in ten values are not what it requires) is
 * left out and logged. Missing demographics stay missing (see `impute`), and so does other text.
 *
 * @param file text separated by commas, semicolons, tabs or bars, in UTF-8, UTF-16 or a code page of Western
 *   spreadsheets, or gzip of it, or Parquet. Columns can be in any order; Customer_ID and two others are required. In
 *   Parquet, numbers, dates and flags keep their types. Of columns not in FIELDS, numbers are kept, text is left out
 * @param writings how the file is written: `dates` 'D/M/Y' or 'M/D/Y' for all dates with the year last, `decimal` ','
 *   or '.' for columns that do not show it
 * @throws {DataError} on a file that is absent, empty or not a table, on rows of the wrong length, on columns in
 *   another layout, on values that can be read in two ways, and on values that their field does not allow
 * @throws {RangeError} on other values of `writings`
 * @example (await readCustomers('data/customers.csv')).customers.columns[0] // 'id'
 */
export async function readCustomers(file: string, writings: Writings = {}): Promise<Customers> {
  const { columns, log, rowsRead } = readTable(CUSTOMER_FIELDS, await readFile(file, CUSTOMER_FIELDS), {
    ...writings,
    own: 'varying',
  })
  const byId = order(columns.id as string[])
  const ordered = new Map(
    Object.entries(columns).map(([name, values]) => [name, byId ? inOrder(values, byId) : values] as const),
  )
  return { customers: fromColumns(ordered, columns.id.length), log, rowsRead }
}

/** The rows sorted by id; undefined if they already are, as often in files. */
function order(ids: readonly string[]): number[] | undefined {
  if (ids.every((id, row) => row === 0 || ids[row - 1] <= id)) return undefined
  return sort(ids.keys(), (a, b) => ascending(ids[a], ids[b]))
}
