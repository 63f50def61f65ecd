import { type DuckDBConnection, DuckDBEnumType, type DuckDBType } from '@duckdb/node-api'
import { foldSpelling } from './field-readers.js'
import { FIELDS, type Field } from './fields.js'
import type { LogLine } from './log.js'
import { name, text } from './sql.js'

/** Fields whose levels are degrees, so that others in the same number can stand for them, place by place. */
const DEGREES = ['income', 'social', 'ads', 'discountSensitivity']
/** Under which a Parquet file keeps what is told of its levels. */
const KEY = 'customer-segments.levels'

/** A column of a query's result whose levels have an order, as it is written, and what to say of it. */
export interface OwnLevels {
  /** in SQL, without a name */
  readonly sql: string
  readonly log?: LogLine
}

/**
 * How a column of a query becomes one that keeps its order, which no file of customers could: of DuckDB's type ENUM, whose
 * order is that of its definition. Levels that are those of its field stay; of a field of degrees, as many levels stand
 * for its own; all else becomes numbers, 1 for the first level, and what each of them was is told.
 *
 * @returns nothing for a column that is no ENUM, or needs nothing done
 */
export function ownLevels(column: string, type: DuckDBType): OwnLevels | undefined {
  if (!(type instanceof DuckDBEnumType)) return undefined
  const levels = type.values
  const field = FIELDS.find((one) => one.column.toLowerCase() === column.toLowerCase())
  if (field && (field.kind !== 'ordered' || isWithin(levels, field))) return undefined
  const place = `enum_code(${name(column)})`
  const line = (detail: string) => ({ step: 'query', column, rows: 0, detail })
  if (field && DEGREES.includes(field.name) && field.levels!.length === levels.length) {
    const stand = levels.map((level, i) => `${level} as ${field.levels![i]}`).join(', ')
    const sql = `list_extract([${field.levels!.map(text).join(', ')}], ${place} + 1)`
    return { sql, log: line(`levels of your own, read by their order: ${stand}`) }
  }
  const numbered = levels.map((level, i) => `${i + 1} ${level}`).join(', ')
  return { sql: `${place} + 1`, log: line(`levels of your own, as numbers in their order: ${numbered}`) }
}

function isWithin(levels: readonly string[], { levels: own }: Field): boolean {
  const folded = own!.map(foldSpelling)
  return levels.every((level) => folded.includes(foldSpelling(level)))
}

/** The option of COPY that keeps these lines in the Parquet file, so that whoever reads it can tell them. */
export function kept(lines: readonly LogLine[]): string {
  return lines.length ? `, KV_METADATA {${name(KEY)}: ${text(JSON.stringify(lines))}}` : ''
}

/** The lines that a Parquet file keeps. */
export async function linesIn(connection: DuckDBConnection, file: string): Promise<LogLine[]> {
  const found = await connection.runAndReadAll(
    `SELECT decode(value) FROM parquet_kv_metadata(${text(file)}) WHERE decode(key) = ${text(KEY)}`,
  )
  const [row] = found.getRows()
  return row ? (JSON.parse(String(row[0])) as LogLine[]) : []
}
