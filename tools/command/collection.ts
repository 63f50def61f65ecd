import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readNotebook } from '../kernel/notebook.js'
import type { Job } from '../kernel/rerun.js'
import { UsageError } from './arguments.js'

/**
 * Read the notebooks of a folder, in the order of their names.
 *
 * @param only beginnings of names; empty for all
 * @throws {UsageError} where there are none, or none begins so
 */
export async function readCollection(folder: string, only: readonly string[] = []): Promise<Job[]> {
  const files = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.ipynb')).sort() : []
  const names = files.map((file) => basename(file, '.ipynb'))
  if (names.length === 0) throw new UsageError(`a run requires notebooks, got none in ${folder}`)
  for (const start of only) {
    if (!names.some((name) => name.startsWith(start))) {
      throw new UsageError(
        `--only requires the beginning of a notebook's name, got '${start}'; there are ${names.join(', ')}`,
      )
    }
  }
  const chosen = names.filter((name) => only.length === 0 || only.some((start) => name.startsWith(start)))
  return Promise.all(
    chosen.map(async (name) => ({ name, notebook: await readNotebook(join(folder, `${name}.ipynb`)) })),
  )
}
