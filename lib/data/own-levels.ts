import { type DuckDBConnection, DuckDBEnumType, type DuckDBType } from '@duckdb/node-api'
import { foldSpelling } from './field-readers.js'
import { FIELDS, type Field } from './fields.js'
import type { LogLine } from './log.js'
import { name, text } from './sql.js'

/** Fields whose levels are degrees, so that an equal number of other levels can be mapped to them in order. */
const DEGREES = ['income', 'social', 'ads', 'discountSensitivity']
/** The metadata key of the log lines about levels in a Parquet file. */
const KEY = 'customer-segments.levels'

/** A column of a query's result whose levels have an order: how to write it, and a log line about it. */
export interface OwnLevels {
  /** An SQL expression, without a name. */
  readonly sql: string
  readonly log?: LogLine
}

/**
 * Convert an ENUM column of a query, whose levels are in the order of their definition, to a column that keeps this
 * order in a customer file. A column of a field without an order, or with levels of its field, is unchanged. For a
 * field of degrees, an equal number of levels is mapped to those of the field. All other columns become numbers, from 1
 * for the first level, and the log lists what each number stands for.
 *
 * @returns undefined for a column that is not an ENUM, or needs no conversion
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
    return { sql, log: line(`your own levels, mapped in order: ${stand}`) }
  }
  const numbered = levels.map((level, i) => `${i + 1} ${level}`).join(', ')
  return { sql: `${place} + 1`, log: line(`your own levels, numbered in order: ${numbered}`) }
}

function isWithin(levels: readonly string[], { levels: own }: Field): boolean {
  const folded = own!.map(foldSpelling)
  return levels.every((level) => folded.includes(foldSpelling(level)))
}

/** Return the option of COPY that stores these log lines in the Parquet file, for its readers. */
export function kept(lines: readonly LogLine[]): string {
  return lines.length ? `, KV_METADATA {${name(KEY)}: ${text(JSON.stringify(lines))}}` : ''
}

/** Read the log lines stored in a Parquet file. */
export async function linesIn(connection: DuckDBConnection, file: string): Promise<LogLine[]> {
  const found = await connection.runAndReadAll(
    `SELECT decode(value) FROM parquet_kv_metadata(${text(file)}) WHERE decode(key) = ${text(KEY)}`,
  )
  const [row] = found.getRows()
  return row ? (JSON.parse(String(row[0])) as LogLine[]) : []
}
