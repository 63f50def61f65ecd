import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { DuckDBConnection } from '@duckdb/node-api'
import { decode, locked, sqlName } from 'segments/query'
import { type Column, columnOf } from './column.js'

/** A file as the mapping sees it. */
export interface Look {
  /** how a query reads it, with each of its columns as text unless the file knows types */
  readonly source: string
  readonly rows: number
  readonly columns: readonly Column[]
  /** what was found of its form, a sentence each */
  readonly notes: readonly string[]
}

/** Rows that are looked at to tell what a column holds. */
const SAMPLE = 20_000
const SEPARATORS = [',', ';', '\t', '|']
const SEPARATOR_NAMES: Record<string, string> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/**
 * Look at a file: its form, its columns, and what they hold.
 *
 * @param file absolute
 * @throws {Error} on a file that is no table, or that cannot be read
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

/** How a file is read: Parquet and JSON say it themselves; text by its separator, with a line of names or without. */
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
      ...(lost ? ['the line of names is lost: the first line is a customer, so columns are numbered from c0'] : []),
    ],
  }
}

/** The first lines of a text; a line break in quotes does not end one. */
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

/** How many columns a separator makes of lines, where it makes the same of most. */
function widthOf(lines: readonly string[], separator: string): number {
  const widths = lines.map((line) => cellsOf(line, separator).length)
  const same = widths.filter((width) => width === widths[0]).length
  return same >= 0.8 * widths.length ? widths[0] : 1
}

function cellsOf(line: string, separator: string): string[] {
  const bare = line.replace(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(separator, ' '))
  return bare.split(separator).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
}
