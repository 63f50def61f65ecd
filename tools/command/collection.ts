import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type Notebook, parseNotebook, readNotebook } from '../kernel/notebook.js'
import { parameterValues } from '../kernel/parameters.js'
import type { Job } from '../kernel/rerun.js'
import { optionOf, UsageError } from './arguments.js'

/**
 * Read the notebooks of a folder, ordered by name.
 *
 * @param only beginnings of names; empty for all
 * @throws {UsageError} if there are no notebooks, or none whose name begins so
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

/**
 * Read a project's notebook as committed in git.
 *
 * @returns undefined if it is not committed, or git is missing
 */
export async function readCommitted(root: string, name: string): Promise<Notebook | undefined> {
  const show = ['show', `HEAD:./notebooks/${name}.ipynb`]
  try {
    const { stdout } = await promisify(execFile)('git', show, { cwd: root, maxBuffer: Number.POSITIVE_INFINITY })
    return parseNotebook(stdout, name)
  } catch {
    return undefined
  }
}

/**
 * Check that notebooks agree on the parameters that they share. Otherwise segments from one k and the customer list
 * from another would be presented as one result.
 *
 * @param given names of parameters that the run sets in all of them
 * @throws {UsageError} on the first parameter that differs
 */
export function checkShared(jobs: readonly Job[], given: readonly string[] = []): void {
  const first = new Map<string, { notebook: string; value: string }>()
  for (const { name: notebook, notebook: content } of jobs) {
    for (const [name, value] of parameterValues(content)) {
      const other = first.get(name) ?? { notebook, value }
      first.set(name, other)
      if (other.value === value || given.includes(name)) continue
      const option = optionOf(name)
      throw new UsageError(
        `${name} requires one value in all notebooks, got ${other.value} in ${other.notebook}.ipynb and ${value} in ${notebook}.ipynb: ` +
          `write the same value in both${option ? `, or give it with ${option} for a run in its own folder` : ''}`,
      )
    }
  }
}
