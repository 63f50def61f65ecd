import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

/** The list in a file, and a constructor of errors about it. */
export interface JsonList {
  readonly list: readonly unknown[]
  /** Returns an error that names the file and says what it requires. */
  readonly wrong: (what: string) => RangeError
}

/**
 * Read a JSON list, such as a table that companies may replace with their own.
 *
 * @param items what it lists, such as "archetypes", for the error
 * @throws {RangeError} on invalid JSON, or JSON that is not a list
 */
export async function readJsonList(file: string, items: string): Promise<JsonList> {
  const wrong = (what: string) => new RangeError(`${basename(file)} requires ${what}`)
  let list: unknown
  try {
    list = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw wrong(`valid JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(list)) throw wrong(`a list of ${items}`)
  return { list, wrong }
}
