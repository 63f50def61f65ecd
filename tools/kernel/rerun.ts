import { copyFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { Notebook } from './notebook.js'
import { CellError, runNotebook } from './run-notebook.js'
import { openWorkspace, type Workspace } from './workspace.js'

/** A notebook to run; `name` is its file name without the extension. */
export interface Job {
  name: string
  notebook: Notebook
}

/** A notebook that ran to its end, and the workspace with the files that it wrote. */
export interface Finished extends Job {
  workspace: Workspace
}

/** A notebook that failed; `cell` and `source` are set if a cell failed. */
export interface Failure {
  name: string
  cell?: number
  source?: string
  message: string
}

/** Receives the progress of a run. */
export interface Progress {
  started(name: string): void
  cell(name: string, cell: number, cells: number): void
  ended(name: string, seconds: number, failure?: Failure): void
}

/**
 * Run notebooks, each in its own kernel and workspace, as many at once as there are processors, but at most four.
 *
 * @param jobs not modified
 * @param root the project's folder
 * @param given absolute paths of files that each notebook finds in its results, such as the result of a query
 * @returns the finished notebooks, in the order of the jobs, and the failures; one failure does not stop the others
 */
export async function rerun(
  jobs: readonly Job[],
  root: string,
  timeout: number,
  progress: Progress,
  given: readonly string[] = [],
) {
  const finished = new Map<string, Finished>()
  const failed: Failure[] = []
  const queue = [...jobs]
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const outcome = await runJob(job, root, timeout, progress, given)
      if ('workspace' in outcome) finished.set(job.name, outcome)
      else failed.push(outcome)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  return { finished: jobs.flatMap(({ name }) => finished.get(name) ?? []), failed }
}

async function runJob(
  { name, notebook }: Job,
  root: string,
  timeout: number,
  progress: Progress,
  given: readonly string[],
) {
  const start = performance.now()
  progress.started(name)
  const seconds = () => (performance.now() - start) / 1000
  try {
    const workspace = await openWorkspace(root, name)
    for (const file of given) await copyFile(file, join(workspace.results, basename(file)))
    const cell = (cell: number, cells: number) => progress.cell(name, cell, cells)
    const fresh = await runNotebook(notebook, { cwd: workspace.notebooks, timeout, progress: cell })
    progress.ended(name, seconds())
    return { name, notebook: fresh, workspace }
  } catch (error) {
    const where = error instanceof CellError ? { cell: error.cell, source: error.source } : {}
    const failure: Failure = { name, ...where, message: (error as Error).message }
    progress.ended(name, seconds(), failure)
    return failure
  }
}
