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

/** The files that a query may access; everything else is locked. */
export interface Reach {
  /** The folder whose files may be read; relative names start here. */
  readonly folder: string
  /** Absolute paths of other files that may be read. */
  readonly files: readonly string[]
  /** The absolute path of the only file that may be written, though not by the query itself. */
  readonly out?: string
}

/** A locked DuckDB, and a log of how the files were prepared. */
export interface Locked {
  readonly connection: DuckDBConnection
  /** The given files as DuckDB reads them: text in an encoding other than UTF-8 is a copy in UTF-8. */
  readonly files: readonly string[]
  readonly log: readonly LogLine[]
}

/**
 * Open a DuckDB in memory that can read the files of one folder and the given files, and nothing else: no network, no
 * extensions, no databases. No setting can be changed back. In its SQL, `getvariable('file')` is the first of the given
 * files, and `getvariable('files')` the list of all.
 *
 * The working directory of the process is changed while `use` runs, because DuckDB resolves relative names against it.
 *
 * @param use called with the open connection, which is closed afterwards
 * @returns the result of `use`
 * @throws {DataError} on a given file that is absent, a workbook, broken gzip, or text in an unknown encoding
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

/** The order matters: any setting after the lock fails. */
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
 * Make a file readable for DuckDB: unchanged if possible, else as a copy in UTF-8 with uniform line endings, because
 * DuckDB reads neither the code pages of spreadsheets nor mixed line endings.
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
