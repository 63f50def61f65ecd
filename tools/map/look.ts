import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { DuckDBConnection } from '@duckdb/node-api'
import { decode, locked, sqlName } from 'segments/query'
import { type Column, columnOf } from './column.js'

/** What the mapping knows about a file. */
export interface Look {
  /** SQL that reads the file; columns are text unless the file has types */
  readonly source: string
  readonly rows: number
  readonly columns: readonly Column[]
  /** notes on the format, one sentence each */
  readonly notes: readonly string[]
}

/** Rows sampled to judge what a column contains. */
const SAMPLE = 20_000
const SEPARATORS = [',', ';', '\t', '|']
const SEPARATOR_NAMES: Record<string, string> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/**
 * Inspect a file: its format, its columns and their values.
 *
 * @param file absolute path
 * @throws {Error} on a file that is not a table or cannot be read
 */
export async function look(file: string, folder: string): Promise<Look> {
  return locked({ folder, files: [file] }, async ({ connection, log }) => {
    const { source, notes } = form(file)
    const described = await rowsOf(connection, `DESCRIBE FROM ${source}`)
    const names = described.map(([name]) => String(name))
    const types = described.map(([, type]) => String(type))
    const [[rows]] = await rowsOf(connection, `SELECT count(*)::INTEGER FROM ${source}`)
    if (rows === 0) throw new Error('requires rows below the header; the file has none')
    const texts = names.map((name) => `CAST(${sqlName(name)} AS VARCHAR)`).join(', ')
    const sample = await rowsOf(connection, `SELECT ${texts} FROM ${source} LIMIT ${SAMPLE}`)
    const distinct = names.map((name) => `count(DISTINCT ${sqlName(name)})::INTEGER`).join(', ')
    const counts = await rowsOf(connection, `SELECT ${distinct} FROM (SELECT * FROM ${source} LIMIT 1000000)`)
    const columns = names.map((name, place) =>
      columnOf(
        name,
        types[place],
        sample.map((row) => row[place] as string | null),
        Number(counts[0][place]),
      ),
    )
    return { source, rows: Number(rows), columns, notes: [...log.map(({ detail }) => detail), ...notes] }
  })
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows() as unknown[][]
}

/** Find out how to read a file: Parquet, JSON, or text with its separator, with or without a header. */
function form(file: string): { source: string; notes: string[] } {
  const bytes = readFileSync(file)
  const begins = bytes.subarray(0, 4).toString('latin1')
  if (begins === 'PAR1') return { source: "read_parquet(getvariable('file'))", notes: [] }
  const plain = begins.startsWith('\x1F\x8B') ? gunzipSync(bytes) : bytes
  const text = decode(plain)?.text ?? ''
  if (/^\s*[[{]/.test(text)) return { source: "read_json(getvariable('file'))", notes: [] }
  const lines = recordsOf(text)
  const separator = SEPARATORS.map((one) => ({ one, width: widthOf(lines, one) })).reduce((best, next) =>
    next.width > best.width ? next : best,
  ).one
  const first = cellsOf(lines[0] ?? '', separator)
  const values = first.filter((cell) => /^[$€£(-]?\d[\d.,/:-]*\)?$/.test(cell.trim()))
  const lost = values.length >= 2 && values.length >= first.length / 5
  const names = lost ? `, names = [${first.map((_, place) => `'c${place}'`).join(', ')}]` : ''
  const delimiter = separator === '\t' ? "'\\t'" : `'${separator}'`
  return {
    source: `read_csv(getvariable('file'), all_varchar = true, header = ${!lost}, delim = ${delimiter}, quote = '"', escape = '"'${names})`,
    notes: [
      ...(separator === ',' ? [] : [`columns separated by ${SEPARATOR_NAMES[separator]}`]),
      ...(lost ? ['the header is missing: the first line is a customer, so columns are numbered from c0'] : []),
    ],
  }
}

/** Return the first lines of a text; a line break in quotes does not end a line. */
function recordsOf(text: string): string[] {
  const found: string[] = []
  let line = ''
  for (const part of text.slice(0, 200_000).split(/\r\n?|\n/)) {
    line += line === '' ? part : `\n${part}`
    if ((line.split('"').length - 1) % 2 === 1) continue
    if (line.trim() !== '') found.push(line)
    line = ''
    if (found.length === 30) break
  }
  return found
}

/** Count the columns that a separator gives; 1 unless most lines have the same count. */
function widthOf(lines: readonly string[], separator: string): number {
  const widths = lines.map((line) => cellsOf(line, separator).length)
  const same = widths.filter((width) => width === widths[0]).length
  return same >= 0.8 * widths.length ? widths[0] : 1
}

function cellsOf(line: string, separator: string): string[] {
  const bare = line.replace(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(separator, ' '))
  return bare.split(separator).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
}
