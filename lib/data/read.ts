import { existsSync, statSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { DataFrame } from 'danfojs-node'
import { DataError } from './data-error.js'
import { FIELDS, type Field, MARGIN_FIELDS, SPEND_FIELDS, TRUTH_FIELDS } from './fields.js'
import { frame } from './frame.js'
import { headerNames, headerProblems, otherSeparator, separatorName } from './header.js'
import type { LogLine } from './log.js'
import { readTable, type TextTable, type ValueTable } from './read-table.js'
import { spreadsheetRows } from './spreadsheet-rows.js'

/** The customers of a file, and what it took to read them. */
export interface Customers {
  /** one row a customer, in file order; columns are the names in FIELDS, without since where the file lacks it */
  readonly customers: DataFrame
  /** what was tidied, step by step */
  readonly log: readonly LogLine[]
  /** rows in the file, duplicates and all */
  readonly rowsRead: number
}

type Texts = (string | null)[]

const ENDINGS = /\.(csv|tsv|parquet|csv\.gz|tsv\.gz)$/i

/**
 * Read a customer file strictly: every value is checked against FIELDS, what can be mended without doubt is mended
 * and logged, and everything else is told in one error. Missing demographics stay missing (see impute).
 *
 * @param file a .csv, .tsv, .csv.gz, .tsv.gz or .parquet file; columns in any order, others than FIELDS are left out
 * @throws {DataError} on a file that is absent, empty or not UTF-8, on rows of the wrong length, on missing or doubled
 *   columns, and on values that their field does not allow; it names row, column and value
 * @example (await readCustomers('data/customers.csv')).customers.columns[0] // 'id'
 */
export async function readCustomers(file: string): Promise<Customers> {
  const table = await readTexts(file, FIELDS)
  const { columns, log } = readTable(FIELDS, table)
  return { customers: frame(columns), log, rowsRead: table.rowNumbers.length }
}

/**
 * Read what marketing spent on each channel.
 *
 * @param file columns Purchase_Channel (unique) and Marketing_Spend (money, at least 0)
 * @throws {DataError} as readCustomers does
 */
export async function readSpend(file: string): Promise<{ channel: string; spend: number }[]> {
  const { channel, spend } = await readSide(file, SPEND_FIELDS)
  return channel.map((name, row) => ({ channel: String(name), spend: Number(spend[row]) }))
}

/**
 * Read the gross margin of each category.
 *
 * @param file columns Purchase_Category (unique) and Gross_Margin (a share of the price, 0 to 1)
 * @throws {DataError} as readCustomers does
 */
export async function readMargins(file: string): Promise<{ category: string; margin: number }[]> {
  const { category, margin } = await readSide(file, MARGIN_FIELDS)
  return category.map((name, row) => ({ category: String(name), margin: Number(margin[row]) }))
}

/**
 * Read the planted group of each customer, where the customers are simulated.
 *
 * @param file columns Customer_ID (unique) and Group
 * @returns group by customer id, in file order
 * @throws {DataError} as readCustomers does
 */
export async function readTruth(file: string): Promise<Map<string, string>> {
  const { id, group } = await readSide(file, TRUTH_FIELDS)
  return new Map(id.map((name, row) => [String(name), String(group[row])]))
}

async function readSide(file: string, fields: readonly Field[]): Promise<ValueTable['columns']> {
  return readTable(fields, await readTexts(file, fields), 'refuse').columns
}

/** Every column of a file as text, after its shape was checked: names, separator, rows of one length. */
async function readTexts(file: string, fields: readonly Field[]): Promise<TextTable> {
  const ending = checkFile(file)
  // A file is read with what DuckDB carries: it must never fetch an extension.
  const offline = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const instance = await DuckDBInstance.create(':memory:', offline)
  const connection = await instance.connect()
  try {
    const read = ending === 'parquet' ? readParquet : readDelimited
    const table = await read(connection, file, fields)
    if (table.rowNumbers.length === 0) throw fileError(file, 'rows below the header; the file has none')
    return table
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function checkFile(file: string): string {
  if (!existsSync(file)) throw fileError(file, 'a file that exists; there is none of this name')
  if (!statSync(file).isFile()) throw fileError(file, 'a file; this is a folder')
  const ending = ENDINGS.exec(file)?.[1].toLowerCase()
  if (!ending) throw fileError(file, 'a name that ends in .csv, .tsv, .csv.gz, .tsv.gz or .parquet')
  return ending
}

async function readParquet(connection: DuckDBConnection, file: string, fields: readonly Field[]): Promise<TextTable> {
  const source = `read_parquet(${literal(file)}, hive_partitioning = false)`
  const described = await query(connection, file, `SELECT column_name FROM (DESCRIBE SELECT * FROM ${source})`)
  const names = described[0] as string[]
  refuse(file, headerProblems(names, fields))
  // Days are often stored as midnights.
  const text = "regexp_replace(CAST(COLUMNS(*) AS VARCHAR), '^(\\d{4}-\\d\\d-\\d\\d) 00:00:00$', '\\1')"
  const columns = await query(connection, file, `SELECT ${text} FROM ${source}`)
  return { file, names, columns, rowNumbers: Int32Array.from(columns[0] ?? [], (_, row) => row + 2) }
}

async function readDelimited(connection: DuckDBConnection, file: string, fields: readonly Field[]): Promise<TextTable> {
  const separator = /\.tsv(\.gz)?$/i.test(file) ? '\t' : ','
  const lines = `read_csv(${literal(file)}, auto_detect = false, columns = {'line': 'VARCHAR'}, delim = '\u0001',
    quote = '', escape = '', header = false, strict_mode = false, hive_partitioning = false)`
  const names = headerOf(file, await query(connection, file, `SELECT line FROM ${lines} LIMIT 1`), separator, fields)
  const columns = await readRows(connection, file, separator, names)
  const [[blank]] = await query(connection, file, `SELECT count(*)::VARCHAR FROM ${lines} WHERE line IS NULL`)
  const all = blank === '0' ? [] : (await query(connection, file, `SELECT line FROM ${lines}`))[0]
  return { file, names, columns, rowNumbers: spreadsheetRows(columns[0].length, all) }
}

function headerOf(file: string, [lines]: Texts[], separator: string, fields: readonly Field[]): string[] {
  if (lines === undefined || lines.length === 0) throw fileError(file, 'a header and rows; the file is empty')
  if (lines[0] === null) throw fileError(file, 'column names in the first line; it is empty')
  const other = otherSeparator(lines[0], separator, fields)
  if (other) {
    const wanted = separatorName(separator)
    const advice = `save it with ${wanted}${other === 'tabs' ? ', or name it .tsv' : ' and with decimal points'}`
    throw fileError(file, `${wanted} between the columns; the header has ${other}: ${advice}`)
  }
  const names = headerNames(lines[0], separator)
  refuse(file, headerProblems(names, fields))
  return names
}

/** The rows below the header. Rows that do not have as many values as the header has names are all told, by line. */
async function readRows(connection: DuckDBConnection, file: string, separator: string, names: readonly string[]) {
  const types = names.map((_, j) => `'c${j}': 'VARCHAR'`).join(', ')
  const columns = await query(
    connection,
    file,
    `SELECT * FROM read_csv(${literal(file)}, auto_detect = false, columns = {${types}}, delim = '${separator}',
      quote = '"', escape = '"', header = true, strict_mode = true, store_rejects = true, rejects_limit = 0,
      hive_partitioning = false)`,
  )
  const rejects = await query(
    connection,
    file,
    `SELECT line::VARCHAR, any_value(csv_line), any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line`,
  )
  const [lines, texts, messages] = rejects
  refuse(
    file,
    (lines ?? []).map((line, i) => ({ line: Number(line), value: texts[i], expected: messages[i]! })),
  )
  return columns
}

async function query(connection: DuckDBConnection, file: string, sql: string): Promise<Texts[]> {
  try {
    const result = await connection.runAndReadAll(sql)
    const columns = result.getColumns() as Texts[]
    return result.columnNames().map((_, j) => columns[j] ?? [])
  } catch (error) {
    throw new DataError(file, [{ expected: reason((error as Error).message) }])
  }
}

/** DuckDB's message in the words of a user who did not set its options. */
function reason(message: string): string {
  const line = /on Line: (\d+)/.exec(message)?.[1]
  if (message.includes('Invalid unicode')) return `requires text in UTF-8; line ${line} is not: save it as UTF-8`
  if (message.includes('invalid state'))
    return 'requires lines that all end alike, in CRLF or in LF; this file has both'
  return `cannot be read: ${message.split('\n')[0]}`
}

function refuse(file: string, problems: DataError['problems']): void {
  if (problems.length > 0) throw new DataError(file, problems)
}

function fileError(file: string, expected: string): DataError {
  return new DataError(file, [{ expected: `requires ${expected}` }])
}

/** A file's name as SQL, in which stars and brackets stand for themselves. */
function literal(file: string): string {
  return `'${file.replace(/[[\]*?]/g, '[$&]').replaceAll("'", "''")}'`
}
