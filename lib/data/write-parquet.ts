import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormatValue } from 'd3-dsv'
import type { CsvColumn } from '../core/csv.js'
import { text } from './sql.js'

/** The columns of numbers, unless a column says so itself; all others are text. */
const NUMBERS = new Set(['Confidence', 'Value_Score', 'Engagement_Score', 'Recency'])
/** Rows per write. */
const AT_ONCE = 50_000

/**
 * Write a list as Parquet, using DuckDB: text unchanged, scores as numbers.
 *
 * @param file the file to write; replaced if it exists
 * @param columns the columns of the list
 * @param rows the number of rows, >= 1
 */
export async function writeParquet(file: string, columns: readonly CsvColumn[], rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'segments-'))
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const copy = join(folder, 'list.csv')
    writeFileSync(copy, '')
    for (let from = 0; from < rows; from += AT_ONCE) {
      const lines = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, i) =>
        columns.map(({ at }) => written(at(from + i))).join(','),
      )
      appendFileSync(copy, `${lines.join('\n')}\n`)
    }
    const types = columns.map(
      ({ name, isNumber = NUMBERS.has(name) }) => `${text(name)}: '${isNumber ? 'DOUBLE' : 'VARCHAR'}'`,
    )
    await connection.run(
      `COPY (SELECT * FROM read_csv(${text(copy)}, auto_detect = false, header = false, delim = ',', quote = '"',
       escape = '"', nullstr = '', columns = {${types.join(', ')}})) TO ${text(file)} (FORMAT parquet)`,
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Missing and empty text are written as an empty value, which DuckDB reads as NULL. */
function written(text: string | null): string {
  return csvFormatValue(text ?? '')
}
