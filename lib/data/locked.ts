import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DataError } from './data-error.js'
import { decode, tellingWord } from './encoding.js'
import { begins, bytesOf, isWorkbook, unzipped } from './file-bytes.js'
import type { LogLine } from './log.js'
import { quoted } from './quoted.js'
import { text } from './sql.js'

/** What may be touched by a query: everything else is locked. */
export interface Reach {
  /** the folder whose files may be read; relative names start here */
  readonly folder: string
  /** further files that may be read, wherever they are: absolute */
  readonly files: readonly string[]
  /** the one file that may be written, and which the query itself cannot write: absolute */
  readonly out?: string
}

/** A locked DuckDB and what it found when the files were made ready. */
export interface Locked {
  readonly connection: DuckDBConnection
  /** the given files as DuckDB reads them: a text in another encoding than UTF-8 as a copy in UTF-8 */
  readonly files: readonly string[]
  readonly log: readonly LogLine[]
}

/**
 * Use a DuckDB in memory that reads the files of one folder and those given, and nothing else: no network, no extensions,
 * no databases, and no setting can be changed back. In its SQL, `getvariable('file')` is the first of the given files,
 * `getvariable('files')` the list of all.
 *
 * DuckDB takes relative names from the working folder of the process, so that it is changed while `use` runs.
 *
 * @throws {DataError} on a given file that is absent, a workbook, or broken gzip
 */
export async function locked<Result>(reach: Reach, use: (open: Locked) => Promise<Result>): Promise<Result> {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'segments-')))
  const back = process.cwd()
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const offline = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  try {
    const ready = reach.files.map((file, place) => readable(file, join(temporary, String(place))))
    const instance = await DuckDBInstance.create(':memory:', offline)
    const connection = await instance.connect()
    try {
      process.chdir(reach.folder)
      const files = ready.map(({ file }) => file)
      for (const setting of settings(reach, files, temporary)) await connection.run(setting)
      return await use({ connection, files, log: ready.flatMap(({ log }) => log) })
    } finally {
      process.chdir(back)
      connection.closeSync()
      instance.closeSync()
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The order matters: what comes after the lock fails. */
function settings({ folder, out }: Reach, files: readonly string[], temporary: string): string[] {
  const paths = [...files, ...(out ? [out] : [])].map(text).join(', ')
  return [
    ...(files.length
      ? [`SET VARIABLE file = ${text(files[0])}`, `SET VARIABLE files = [${files.map(text).join(', ')}]`]
      : []),
    `SET temp_directory = ${text(join(temporary, 'spilled'))}`,
    `SET allowed_directories = [${text(`${realpathSync(folder)}/`)}]`,
    `SET allowed_paths = [${paths}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]
}

/**
 * A file as DuckDB can read it: as it is, or a copy in UTF-8 with lines that end alike, since DuckDB knows neither the code
 * pages of spreadsheets nor lines that end in two ways.
 */
function readable(file: string, copies: string): { file: string; log: LogLine[] } {
  const bytes = bytesOf(file)
  if (begins(bytes, 'PAR1')) return { file, log: [] }
  if (isWorkbook(bytes)) {
    const advice = 'open it, and save the sheet as "CSV UTF-8"'
    throw new DataError(file, [`requires text or Parquet; this is a workbook or an archive: ${advice}`])
  }
  const plain = unzipped(file, bytes)
  const decoded = decode(plain)
  if (!decoded) throw new DataError(file, ['requires text in a known encoding, or Parquet; this is neither'])
  const mixed = /\r\n/.test(decoded.text) && /(?<!\r)\n/.test(decoded.text)
  if (plain === bytes && decoded.encoding === 'UTF-8' && !mixed) return { file, log: [] }
  mkdirSync(copies)
  const copy = join(copies, basename(file).replace(/\.gz$/i, ''))
  writeFileSync(copy, decoded.text.replace(/\r\n?/g, '\n'))
  if (decoded.encoding === 'UTF-8') return { file: copy, log: [] }
  const word = tellingWord(decoded.text)
  const detail = `text of ${basename(file)} in ${decoded.encoding}${word ? `, as in ${quoted(word)}` : ''}`
  return { file: copy, log: [{ step: 'file', column: '', rows: 0, detail }] }
}
