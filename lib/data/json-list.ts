import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

/** A list that a file holds, and how an error about it begins. */
export interface JsonList {
  readonly list: readonly unknown[]
  /** An error that names the file and says what it requires. */
  readonly wrong: (what: string) => RangeError
}

/**
 * Read a table that a company may replace by its own: JSON, a list.
 *
 * @param items what it lists, such as "archetypes"
 * @throws {RangeError} on what is no JSON, or no list
 */
export async function readJsonList(file: string, items: string): Promise<JsonList> {
  const wrong = (what: string) => new RangeError(`${basename(file)} requires ${what}`)
  let list: unknown
  try {
    list = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw wrong(`JSON that can be read: ${(error as Error).message}`)
  }
  if (!Array.isArray(list)) throw wrong(`a list of ${items}`)
  return { list, wrong }
}
