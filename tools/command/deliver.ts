import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeNotebook } from '../kernel/notebook.js'
import type { Finished } from '../kernel/rerun.js'
import { writePages } from '../pages/pages.js'
import { UsageError } from './arguments.js'
import { readCollection } from './collection.js'
import { RECORD } from './record.js'
import { copyWhole } from './write-whole.js'

const PARTS = ['notebooks', 'reports', 'results', RECORD]

/**
 * Write finished notebooks and their exports back into the project. Each notebook file is replaced in one step.
 *
 * @returns absolute paths of the files written
 */
export async function deliverNotebooks(finished: readonly Finished[], root: string): Promise<string[]> {
  const files: string[] = []
  for (const { name, notebook, workspace } of finished) {
    const file = join(root, 'notebooks', `${name}.ipynb`)
    await writeNotebook(file, notebook)
    files.push(file, ...(await copyResults(workspace.results, join(root, 'results'))))
  }
  return [...new Set(files)]
}

/** Rewrite the pages of all notebooks of a project. */
export async function deliverPages(root: string): Promise<string[]> {
  return writePages(await readCollection(join(root, 'notebooks')), join(root, 'reports'))
}

/**
 * Write a run's own folder in one step: it is made beside the old one, then takes its place.
 *
 * @param record given the folder of results, returns what is needed to repeat the run
 * @returns absolute paths of the files written
 */
export async function deliverRun(
  finished: readonly Finished[],
  out: string,
  record: (results: string) => Promise<object>,
): Promise<string[]> {
  const fresh = `${out}.${process.pid}.new`
  const old = `${out}.${process.pid}.old`
  try {
    await mkdir(join(fresh, 'notebooks'), { recursive: true })
    const files = await deliverNotebooks(finished, fresh)
    files.push(...(await writePages([...finished], join(fresh, 'reports'))))
    const recorded = join(fresh, RECORD)
    await writeFile(recorded, `${JSON.stringify(await record(join(fresh, 'results')), null, 2)}\n`)
    files.push(recorded)
    await mkdir(dirname(out), { recursive: true })
    if (existsSync(out)) await rename(out, old)
    await rename(fresh, out)
    return files.map((file) => join(out, file.slice(fresh.length)))
  } catch (error) {
    if (existsSync(old) && !existsSync(out)) await rename(old, out)
    throw error
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

/**
 * Check that a run's folder may be written: it is absent or empty, or contains only a run that may be replaced.
 *
 * @throws {UsageError} if it contains a run that must not be replaced, or anything else
 */
export async function checkOut(out: string, replace: boolean): Promise<void> {
  if (!existsSync(out)) return
  const names = await readdir(out).catch(() => ['a file'])
  const others = names.filter((name) => !PARTS.includes(name))
  if (others.length) {
    throw new UsageError(
      `--out requires a new folder or that of an earlier run, got ${out}, which contains ${others[0]}`,
    )
  }
  if (names.length && !replace) {
    throw new UsageError(`${out} holds an earlier run, which is kept: --replace replaces it, --out NAME writes another`)
  }
}

async function copyResults(from: string, to: string): Promise<string[]> {
  const names = existsSync(from) ? (await readdir(from)).sort() : []
  if (names.length) await mkdir(to, { recursive: true })
  for (const name of names) await copyWhole(join(from, name), join(to, name))
  return names.map((name) => join(to, name))
}
