import type { DuckDBConnection } from '@duckdb/node-api'
import { LARGE } from '../core/sample.js'

type Texts = (string | null)[]

/** A column with more different texts than this share of its rows gains nothing by sharing them. */
const MOSTLY_DIFFERENT = 0.5

/**
 * The columns of a table of texts. Of a large table a text that many rows hold is fetched once, and the rows by its
 * number: a file of a million customers has 29 million cells, but a few hundred thousand different texts.
 *
 * @param table its name in DuckDB; every column holds text
 * @returns the columns in their order, each in the order of the rows; null where there is no text
 */
export async function sharedTexts(connection: DuckDBConnection, table: string): Promise<Texts[]> {
  const described = await connection.runAndReadAll(`SELECT column_name FROM (DESCRIBE ${table})`)
  const names = described.getRows().map(([name]) => `"${String(name).replaceAll('"', '""')}"`)
  const counts = names.map((name) => `approx_count_distinct(${name})`)
  const result = await connection.runAndReadAll(`SELECT count(*), ${counts.join(', ')} FROM ${table}`)
  const [rows, ...different] = result.getRows()[0].map(Number)
  const columns: Texts[] = []
  for (const [place, name] of names.entries()) {
    const few = rows > LARGE && different[place] > 0 && different[place] < MOSTLY_DIFFERENT * rows
    columns.push(await (few ? byNumber(connection, table, name, `texts_${place}`) : plain(connection, table, name)))
  }
  return columns
}

async function plain(connection: DuckDBConnection, table: string, name: string): Promise<Texts> {
  const result = await connection.runAndReadAll(`SELECT ${name} FROM ${table}`)
  return (result.getColumns()[0] ?? []) as Texts
}

async function byNumber(connection: DuckDBConnection, table: string, name: string, type: string): Promise<Texts> {
  await connection.run(`CREATE TYPE ${type} AS ENUM (SELECT DISTINCT ${name} FROM ${table} WHERE ${name} IS NOT NULL)`)
  const [texts] = (await connection.runAndReadAll(`SELECT unnest(enum_range(NULL::${type}))::VARCHAR`)).getColumns()
  const coded = await connection.runAndReadAll(`SELECT enum_code(${name}::${type})::INTEGER FROM ${table}`)
  const column = coded.getColumns()[0] as (number | string | null)[]
  for (let row = 0; row < column.length; row++) {
    const code = column[row]
    column[row] = code === null ? null : (texts[code as number] as string)
  }
  return column as Texts
}
