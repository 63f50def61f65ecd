import { isUtf8 } from 'node:buffer'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { count } from '../core/format.js'
import { type Coded, coded } from './coded.js'
import { DataError } from './data-error.js'
import { decode, tellingWord } from './encoding.js'
import { examples } from './examples.js'
import type { Field } from './fields.js'
import { begins, bytesOf, isWorkbook, unzipped } from './file-bytes.js'
import { LAYOUT, readHeader, separatorName } from './header.js'
import type { LogLine } from './log.js'
import { linesIn } from './own-levels.js'
import { quoted } from './quoted.js'
import { sharedTexts } from './shared-texts.js'
import { spreadsheetRows } from './spreadsheet-rows.js'
import { text } from './sql.js'
import type { TextTable, Typed } from './text-table.js'

type Texts = (string | null)[]

/**
 * Read all columns of a file as text, after checking its encoding, separator, column names and row lengths. The format
 * is determined by the contents, not by the name: text in any of the usual encodings, gzip of it, or Parquet.
 *
 * @param fields the contract of its columns
 * @param others whether to also read columns that are not in the contract; if not, these have no rows
 * @throws {DataError} on a file that is absent, empty or not a table, and on rows of the wrong length
 */
export async function readFile(file: string, fields: readonly Field[], others = true): Promise<TextTable> {
  const held = bytesOf(file)
  if (isWorkbook(held)) {
    const advice = 'open it, and save the sheet of customers as "CSV UTF-8"'
    throw new DataError(file, [`requires text; this is a workbook or an archive, whatever its name says: ${advice}`])
  }
  const bytes = unzipped(file, held)
  const table = begins(bytes, 'PAR1')
    ? await readParquet(file, fields, others)
    : await readText(file, bytes, bytes === held && isPlain(bytes), fields, others)
  if (table.rowNumbers.length === 0) throw new DataError(file, ['requires rows below the header; the file has none'])
  return table
}

async function readParquet(file: string, fields: readonly Field[], others: boolean): Promise<TextTable> {
  const source = `read_parquet(${literal(file)}, hive_partitioning = false)`
  return connected(async (connection) => {
    const describe = `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`
    const [names, types] = (await query(connection, file, file, describe)) as string[][]
    const header = readHeader(`${names.map(cell).join(',')}\n`, fields, 1)
    if (typeof header === 'string') throw new DataError(file, [withAdvice(header, file, fields)])
    const kinds = types.map(typed)
    const written = names.map((_, place) =>
      asText(types[place], kinds[place], header.names[place] === fields[0].column),
    )
    const wanted = wantedOf(header.names, fields, others)
    const selected = written
      .map((as, place) => `${as(cell(names[place]))} AS c${place}`)
      .filter((_, place) => wanted[place])
    const read = await textsOf(connection, file, file, `SELECT ${selected.join(', ')} FROM ${source}`)
    const rowNumbers = spreadsheetRows(read[0]?.codes.length ?? 0, [])
    const columns = inPlaces(read, wanted)
    const told = await linesIn(connection, file)
    return {
      file,
      names: header.names,
      columns,
      rowNumbers,
      types: kinds,
      log: [...renamedLine(header.renamed), ...told],
    }
  })
}

function typed(type: string): Typed {
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'date'
  if (type === 'BOOLEAN') return 'flag'
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|U?INTEGER|DECIMAL.*|DOUBLE|FLOAT)$/.test(type) ? 'number' : 'text'
}

/** An SQL expression for a column as text: dates and times as a day, and an id such as 17850.0 as 17850. */
function asText(type: string, kind: Typed, isId: boolean): (column: string) => string {
  const day = kind === 'date' ? (column: string) => `CAST(${column} AS DATE)` : (column: string) => column
  const whole = isId && /^(DOUBLE|FLOAT|DECIMAL)/.test(type)
  if (whole) return (column) => `regexp_replace(CAST(${column} AS VARCHAR), '\\.0+$', '')`
  return (column) => `CAST(${day(column)} AS VARCHAR)`
}

/** Adds to the problem of a customer file in another layout how to get a query that maps its columns. */
function withAdvice(problem: string, file: string, fields: readonly Field[]): string {
  if (!problem.includes(LAYOUT) || fields[0].name !== 'id') return problem
  const argument = /^[\w./\\:-]+$/.test(file) ? file : `"${file}"`
  return problem.includes('\n')
    ? `${problem}\nFor a query that maps its columns: npm run map -- ${argument}`
    : `${problem}; or map them by a query: npm run map -- ${argument}`
}

const cell = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function readText(
  file: string,
  bytes: Uint8Array,
  plain: boolean,
  fields: readonly Field[],
  others: boolean,
): Promise<TextTable> {
  const decoded = plain ? { text: beginning(bytes), encoding: 'UTF-8' } : decode(bytes)
  if (!decoded) {
    throw new DataError(file, ['requires text in a known encoding; this file is not: save it as "CSV UTF-8"'])
  }
  const { text, lines } = tidied(decoded.text)
  const header = readHeader(text, fields)
  if (typeof header === 'string') throw new DataError(file, [withAdvice(header, file, fields)])
  const log = [
    ...encodingLine(decoded.text, decoded.encoding),
    ...lines,
    ...(header.separator === ',' ? [] : [fileLine(`columns separated by ${separatorName(header.separator)}`)]),
    ...renamedLine(header.renamed),
  ]
  const wanted = wantedOf(header.names, fields, others)
  const columns = await readRows(file, plain ? undefined : text, wanted, header.separator)
  const all = !plain && text.includes('\n\n') ? text.split('\n').map((line) => line || null) : []
  const rowNumbers = spreadsheetRows(columns[wanted.indexOf(true)].codes.length, all)
  return { file, names: header.names, columns, rowNumbers, log, semicolons: header.separator === ';' }
}

/** The header is looked for in this many bytes. */
const BEGINNING = 1_000_000

const beginning = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, BEGINNING)).toString('utf8')

/** Whether DuckDB can read the file directly: UTF-8 without a mark, Excel's separator line, blank lines or CR. */
function isPlain(bytes: Uint8Array): boolean {
  const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const other = begins(bytes, '\xEF\xBB\xBF') || held.includes(0) || held.includes('\r') || held.includes('\n\n')
  return !other && isUtf8(held) && !/^"?sep=/i.test(beginning(bytes.subarray(0, 10)))
}

/**
 * Makes line endings uniform, and drops the line that tells Excel the separator: spreadsheets do not show it as a row.
 */
function tidied(text: string): { text: string; lines: LogLine[] } {
  const even = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const hint = /^"?sep=.?"?[,;\t|]*\n/i.exec(even)?.[0]
  if (hint === undefined) return { text: even, lines: [] }
  return { text: even.slice(hint.length), lines: [fileLine(`line ${quoted(hint.trim())} left out`)] }
}

const fileLine = (detail: string): LogLine => ({ step: 'file', column: '', rows: 0, detail })

function encodingLine(text: string, encoding: string): LogLine[] {
  if (encoding === 'UTF-8') return []
  const word = tellingWord(text)
  return [
    fileLine(
      `text in ${encoding}${word ? examples(`, as in "${word}": if that looks wrong, save the file as "CSV UTF-8"`) : ''}`,
    ),
  ]
}

function renamedLine(renamed: ReadonlyMap<string, string>): LogLine[] {
  if (renamed.size === 0) return []
  const [[column, name]] = renamed
  const more = renamed.size > 1 ? `, and ${count(renamed.size - 1, 'more name')} in the same way` : ''
  return [fileLine(`column ${quoted(name)} read as ${column}${more}`)]
}

const wantedOf = (names: readonly string[], fields: readonly Field[], others: boolean): boolean[] =>
  names.map((name) => others || fields.some(({ column }) => column === name))

/** The columns in the order of the file; those that were not read have no rows. */
function inPlaces(read: readonly Coded[], wanted: readonly boolean[]): Coded[] {
  const found = read.values()
  return wanted.map((one) => (one ? found.next().value! : coded([])))
}

/** Reads the rows below the header, from the file itself, or from the text if given, through a temporary file. */
async function readRows(
  file: string,
  text: string | undefined,
  wanted: readonly boolean[],
  separator: string,
): Promise<Coded[]> {
  const folder = text === undefined ? undefined : mkdtempSync(join(tmpdir(), 'segments-'))
  const source = folder ? join(folder, 'rows.csv') : file
  const types = wanted.map((_, j) => `'c${j}': 'VARCHAR'`).join(', ')
  const selected = wanted.flatMap((one, j) => (one ? [`c${j}`] : [])).join(', ')
  const rows = `SELECT ${selected} FROM read_csv(${literal(source)}, auto_detect = false, compression = 'none', columns = {${types}}, delim = '${separator}',
    quote = '"', escape = '"', header = true, strict_mode = true, store_rejects = true, rejects_limit = 0,
    hive_partitioning = false)`
  const rejected = `SELECT line::VARCHAR, any_value(csv_line), any_value(error_message) FROM reject_errors
    GROUP BY line ORDER BY line`
  try {
    if (text !== undefined) writeFileSync(source, text)
    return await connected(async (connection) => {
      const columns = await textsOf(connection, file, source, rows)
      refuse(file, await query(connection, file, source, rejected), wanted.length)
      return inPlaces(columns, wanted)
    })
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Throws on lines whose number of values is not that of the header: for each kind, how many there are and the first.
 */
function refuse(file: string, [lines, texts, messages]: Texts[], names: number): void {
  const kinds = new Map<string, number[]>()
  for (const [place, message] of (messages ?? []).entries()) {
    const found = /Found: (\d+)/.exec(message!)?.[1]
    const other = /quote/i.test(message!) ? 'a quote that does not end' : message!.split('\n')[0]
    const kind = found ? (Number(found) > names ? 'more' : 'fewer') : other
    kinds.set(kind, [...(kinds.get(kind) ?? []), place])
  }
  const problems = [...kinds].map(([kind, places]) => {
    const rows = places.length > 1 ? ` (${count(places.length, 'line')})` : ''
    const advice = kind === 'more' ? 'put values that hold a separator in quotes' : 'correct or delete it'
    return `requires ${names} values in each line, as the header has, got ${quoted(texts![places[0]]?.trim() ?? null)} in line ${lines![places[0]]}: it has ${kind}${rows}; ${advice}`
  })
  if (problems.length > 0) throw new DataError(file, problems)
}

/** DuckDB is loaded only when rows are read, so that a file with a wrong header is refused at once. */
async function connected<Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  // DuckDB must never download an extension.
  const offline = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const instance = await DuckDBInstance.create(':memory:', offline)
  const connection = await instance.connect()
  try {
    return await use(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** The texts of a query by column, through a temporary table, because columns are queried one by one. */
async function textsOf(connection: DuckDBConnection, file: string, source: string, sql: string): Promise<Coded[]> {
  await query(connection, file, source, `CREATE TEMP TABLE texts AS ${sql}`)
  return sharedTexts(connection, 'texts')
}

async function query(connection: DuckDBConnection, file: string, source: string, sql: string): Promise<Texts[]> {
  try {
    const result = await connection.runAndReadAll(sql)
    const columns = result.getColumns() as Texts[]
    return result.columnNames().map((_, j) => columns[j] ?? [])
  } catch (error) {
    const message = (error as Error).message.split('\n')[0].replaceAll(source, file)
    throw new DataError(file, [`cannot be read: ${message}`])
  }
}

/** A file's name as an SQL literal, with glob characters escaped. */
function literal(file: string): string {
  return text(file.replace(/[[\]*?]/g, '[$&]'))
}
