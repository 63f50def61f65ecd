import { existsSync, readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { DataError } from './data-error.js'

/**
 * Read a whole file.
 *
 * @throws {DataError} if it does not exist, or is a folder
 */
export function bytesOf(file: string): Buffer {
  if (!existsSync(file)) throw new DataError(file, ['requires an existing file; there is none with this name'])
  if (!statSync(file).isFile()) throw new DataError(file, ['requires a file; this is a folder'])
  return readFileSync(file)
}

/** Return whether a file begins with a mark, given as one character per byte. */
export function begins(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark
}

/** Return whether a file is a workbook or an archive, by its contents. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return begins(bytes, 'PK\x03\x04') || begins(bytes, '\xD0\xCF\x11\xE0')
}

/**
 * Return the contents of a gzip file, or any other file unchanged.
 *
 * @param file its name, for the error
 * @throws {DataError} on a broken gzip file
 */
export function unzipped(file: string, bytes: Buffer): Buffer {
  if (!begins(bytes, '\x1F\x8B')) return bytes
  try {
    return gunzipSync(bytes)
  } catch (error) {
    throw new DataError(file, [`requires a complete gzip file; this one is broken: ${(error as Error).message}`])
  }
}
