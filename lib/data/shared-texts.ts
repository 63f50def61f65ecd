import type { DuckDBConnection } from '@duckdb/node-api'
import { LARGE } from '../core/sample.js'
import { type Coded, coded, recoded } from './coded.js'

/** This many rows are used to determine whether a column repeats its texts. */
const TELLING = 50_000

/** If a column has more distinct texts than this share of its rows, sharing them gains nothing. */
const MOSTLY_DIFFERENT = 0.5

/**
 * Fetch the columns of a table of texts. For a large table, a column that repeats its texts is fetched as its distinct
 * texts and one number per row.
 *
 * @param table its name in DuckDB; all columns are text
 * @returns the columns in order, each in row order
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

/** Fetches several columns at once, by the numbers that DuckDB assigns to their texts. */
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
