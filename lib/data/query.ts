import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api'
import { count } from '../core/format.js'
import { DataError } from './data-error.js'
import { FIELDS } from './fields.js'
import { foldName } from './header.js'
import { locked } from './locked.js'
import type { LogLine } from './log.js'
import { kept, ownLevels } from './own-levels.js'
import { quoted } from './quoted.js'
import { name, text } from './sql.js'

export { decode } from './encoding.js'
export { locked } from './locked.js'
export { name as sqlName, text as sqlText } from './sql.js'

/** A query and the files it may read. */
export interface Query {
  /** The query's file, as named in errors. */
  readonly file: string
  readonly sql: string
  /** The absolute path of the folder in which relative file names in the query start. */
  readonly folder: string
  /** Absolute paths of the files that the query reads by getvariable('file') and getvariable('files'). */
  readonly files: readonly string[]
  /** The time limit in milliseconds; an hour by default. */
  readonly timeout?: number
}

/** DuckDB's type of a statement that only reads. */
const SELECT = 1
const HOUR = 3_600_000
const BEGINS = ['select', 'with', 'from', 'values']

/**
 * Run a query, a single SELECT that returns one row per customer, and write its typed result as Parquet. The query can
 * read the files of its folder and the given files, and nothing else; it cannot write, load or set anything. If the
 * result has no Customer_ID, the row number is used, and the log says so.
 *
 * @param out the absolute path of the Parquet file to write
 * @returns the number of rows in the result, and the log
 * @throws {DataError} on SQL that is not a single SELECT, that DuckDB rejects or cannot run (with the line in the
 *   query), or that exceeds the time limit; on a result without rows, or with a column name twice
 */
export async function runQuery(query: Query, out: string): Promise<{ rows: number; log: readonly LogLine[] }> {
  const sql = query.sql.replace(/^\uFEFF/, '')
  const fail = (problem: string) => new DataError(query.file, [problem])
  const word = firstWord(sql)
  if (!BEGINS.includes(word)) throw fail(notOneSelect(word.toUpperCase()))
  if (/\bgetvariable\s*\(\s*'files?'/i.test(uncommented(sql)) && query.files.length === 0) {
    throw fail(`reads getvariable('file'), and no file was given: give it with --file FILE`)
  }
  mkdirSync(dirname(out), { recursive: true })
  return locked({ ...query, out }, async ({ connection, log }) => {
    const columns = await checked(connection, sql, query)
    const names = columns.map((column) => column.name)
    const twice = names.find(
      (name, place) => names.findIndex((one) => one.toLowerCase() === name.toLowerCase()) < place,
    )
    if (twice !== undefined) throw fail(`requires columns of different names, got ${twice} twice: name one with AS`)
    const id = idOf(names)
    const number = id === undefined ? `row_number() OVER () AS ${FIELDS[0].column}, ` : ''
    // query() accepts a single SELECT, so the user's text cannot end it and start another statement.
    // Ordered by id, so that the same customers give the same file.
    const order = id === undefined ? '' : ` ORDER BY ${name(id)}`
    const levels = columns.map(({ name: column, type }) => ({ column, own: ownLevels(column, type) }))
    const replaced = levels.flatMap(({ column, own }) => (own ? [`${own.sql} AS ${name(column)}`] : []))
    const replace = replaced.length ? ` REPLACE (${replaced.join(', ')})` : ''
    const result = `SELECT ${number}*${replace} FROM query(${text(sql)})${order}`
    const told = levels.flatMap(({ own }) => own?.log ?? [])
    const rows = await written(connection, result, out, query, kept(told))
    if (rows === 0) throw fail('requires customers, got a result of no rows: look at its WHERE and JOIN')
    return { rows, log: [...log, ...(id === undefined ? [numbered(names)] : [])] }
  })
}

/** The columns of a query, after checking that it is a single SELECT that DuckDB accepts. */
async function checked(
  connection: DuckDBConnection,
  sql: string,
  query: Query,
): Promise<{ name: string; type: DuckDBType }[]> {
  let statement: DuckDBPreparedStatement
  try {
    const statements = await connection.extractStatements(sql)
    if (statements.count !== 1) throw new DataError(query.file, [notOneSelect(count(statements.count, 'statement'))])
    statement = await statements.prepare(0)
  } catch (error) {
    throw error instanceof DataError ? error : told(error as Error, query, true)
  }
  if (statement.statementType !== SELECT) throw new DataError(query.file, [notOneSelect('another statement')])
  if (statement.parameterCount > 0) {
    throw new DataError(query.file, [
      "requires a query without parameters (? or $1): only getvariable('file') is given",
    ])
  }
  return Array.from({ length: statement.columnCount }, (_, place) => ({
    name: statement.columnName(place),
    type: statement.columnType(place),
  }))
}

async function written(
  connection: DuckDBConnection,
  result: string,
  out: string,
  query: Query,
  options: string,
): Promise<number> {
  const timeout = query.timeout ?? HOUR
  let late = false
  const timer = setTimeout(() => {
    late = true
    connection.interrupt()
  }, timeout)
  try {
    const reader = await connection.runAndReadAll(
      `COPY (${result}) TO ${text(out)} (FORMAT parquet, USE_TMP_FILE false${options})`,
    )
    return Number(reader.getRows()[0][0])
  } catch (error) {
    if (late) throw new DataError(query.file, [`did not finish in ${timeout / 1000} s: --timeout gives it more`])
    throw told(error as Error, query, false)
  } finally {
    clearTimeout(timer)
  }
}

const notOneSelect = (got: string): string =>
  `requires one SELECT and nothing else, got ${got || 'nothing'}: a query only reads; npm start writes its result`

/** DuckDB's message as one sentence, with the line of the query if DuckDB reports it. */
function told(error: Error, { file, sql }: Query, own: boolean): DataError {
  const [first, ...more] = error.message.replace(/^Failed to extract statements: /, '').split('\n')
  const end = first.endsWith('at end of input') ? String(sql.trimEnd().split('\n').length) : undefined
  const line = own ? (/^LINE (\d+):/m.exec(error.message)?.[1] ?? end) : undefined
  const where = line ? `line ${line}: ` : ''
  const denied = /Cannot access (?:file|directory) "(.*?)"|^Missing Extension Error: File (\S+)/.exec(first)
  if (denied) return new DataError(file, [`${where}may not read ${quoted(denied[1] ?? denied[2])}: ${REACH}`])
  const kept = more.filter((one) => /^(Candidate|Did you mean|Original Line)/.test(one)).map((one) => one.trim())
  const shown = [first.replace(/^(\w+ )+Error: /, ''), ...kept].map((one) =>
    one.length > LONGEST ? `${one.slice(0, LONGEST)}...` : one,
  )
  // Copies of files in other encodings are in a folder that no longer exists when the message is read.
  const plain = shown.join(' ').replaceAll(/[^\s"']*segments-\w+[\\/]\d+[\\/]/g, '')
  const encoding = /unicode|utf-?8/i.test(error.message)
    ? ': give the file with --file, which reads other encodings too'
    : ''
  return new DataError(file, [`${where}${plain}${encoding}`])
}

const REACH = 'a query reads the files of its folder and those given with --file, and nothing else'
const LONGEST = 200

function idOf(names: readonly string[]): string | undefined {
  return names.find((name) => foldName(name) === foldName(FIELDS[0].column))
}

function numbered(names: readonly string[]): LogLine {
  const near = names.find((name) => /(^|_| )id$|^id(_| |$)|^customer/i.test(name))
  const meant = near ? `; if ${near} is the id, write ${near} AS ${FIELDS[0].column}` : ''
  const detail = `the result has no ${FIELDS[0].column}: the row number is used as the id${meant}`
  return { step: 'query', column: FIELDS[0].column, rows: 0, detail }
}

/** The query without its comments. */
function uncommented(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    /^['"]/.test(part) ? part : ' ',
  )
}

function firstWord(sql: string): string {
  return /^[\s(;]*([a-z_]+)/i.exec(uncommented(sql))?.[1]?.toLowerCase() ?? ''
}
