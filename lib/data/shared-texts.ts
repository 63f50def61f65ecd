import type { DuckDBConnection } from '@duckdb/node-api'
import { LARGE } from '../core/sample.js'
import { type Coded, coded, recoded } from './coded.js'

/** So many rows tell whether a column repeats its texts. */
const TELLING = 50_000

/** A column with more different texts than this share of its rows gains nothing by sharing them. */
const MOSTLY_DIFFERENT = 0.5

/**
 * The columns of a table of texts. Of a large table a text that many rows hold is fetched once, and the rows by its
 * number.
 *
 * @param table its name in DuckDB; every column holds text
 * @returns the columns in their order, each in the order of the rows
 */
export async function sharedTexts(connection: DuckDBConnection, table: string): Promise<Coded[]> {
  const described = await connection.runAndReadAll(`SELECT column_name FROM (DESCRIBE ${table})`)
  const names = described.getRows().map(([name]) => `"${String(name).replaceAll('"', '""')}"`)
  const [[rows]] = (await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`)).getRows() as [[number]]
  const counts = names.map((name) => `approx_count_distinct(${name})`)
  const told = await connection.runAndReadAll(
    `SELECT ${counts.join(', ')} FROM (SELECT * FROM ${table} LIMIT ${TELLING})`,
  )
  const different = told.getRows()[0].map(Number)
  const isShared = (place: number) =>
    rows > LARGE && different[place] > 0 && different[place] < MOSTLY_DIFFERENT * Math.min(rows, TELLING)
  const numbered = await byNumber(
    connection,
    table,
    names.filter((_, place) => isShared(place)),
    rows,
  )
  const columns: Coded[] = []
  for (const [place, name] of names.entries()) {
    columns.push(isShared(place) ? numbered.shift()! : await plain(connection, table, name))
  }
  return columns
}

async function plain(connection: DuckDBConnection, table: string, name: string): Promise<Coded> {
  const result = await connection.runAndReadAll(`SELECT ${name} FROM ${table}`)
  return coded((result.getColumns()[0] ?? []) as (string | null)[])
}

/** Several columns at once, by the numbers that DuckDB gives to their texts. */
async function byNumber(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
  rows: number,
): Promise<Coded[]> {
  if (names.length === 0) return []
  const texts: string[][] = []
  for (const [place, name] of names.entries()) {
    const different = `SELECT DISTINCT ${name} FROM ${table} WHERE ${name} IS NOT NULL`
    await connection.run(`CREATE TYPE texts_${place} AS ENUM (${different})`)
    const all = await connection.runAndReadAll(`SELECT unnest(enum_range(NULL::texts_${place}))::VARCHAR`)
    texts.push(all.getColumns()[0] as string[])
  }
  const numbers = names.map(() => new Int32Array(rows))
  const wanted = names.map((name, place) => `coalesce(enum_code(${name}::texts_${place})::INTEGER, -1)`)
  let before = 0
  for await (const chunk of await connection.stream(`SELECT ${wanted.join(', ')} FROM ${table}`)) {
    numbers.forEach((column, place) => {
      chunk.visitColumnValues(place, (number, row) => {
        column[before + row] = number as number
      })
    })
    before += chunk.rowCount
  }
  return numbers.map((column, place) => recoded(column, texts[place]))
}
