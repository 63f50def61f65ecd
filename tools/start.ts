import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import {
  type Arguments,
  FEWEST_SHOWN,
  optionOf,
  parseArguments,
  requireFiles,
  USAGE,
  UsageError,
} from './command/arguments.js'
import { checkData } from './command/check-data.js'
import { claimFolder } from './command/claim-folder.js'
import { checkShared, readCollection, readCommitted } from './command/collection.js'
import { type Place, runCommand } from './command/command.js'
import { checkOut, deliverNotebooks, deliverPages, deliverRun } from './command/deliver.js'
import { type Output, showProgress } from './command/progress.js'
import { changes, hashFolder, type Recorded, readRecord, recordRun, repeated } from './command/record.js'
import { YIELDED, yieldCustomers } from './command/run-query.js'
import { declaredParameters, injectParameters, type Parameters } from './kernel/parameters.js'
import { relinked } from './kernel/relink.js'
import { type Finished, type Job, rerun } from './kernel/rerun.js'
import { closeWorkspaces, sweepWorkspaces } from './kernel/workspace.js'
import { drawStills } from './pages/stills.js'

/**
 * The command `npm start`: rerun notebooks in place, or with parameters into a run's own folder. In place, each
 * notebook that finishes is written even if another fails; a run's folder is written only if all finish.
 *
 * @returns the exit code: 0 if done, 1 if a file cannot be used or a notebook failed, 2 on a wrong option
 */
export async function start(argv: readonly string[], place: Place): Promise<number> {
  let release = () => {}
  try {
    const asked = parseArguments(argv, place.cwd, place.root)
    if (asked.help) return say(place.out, USAGE, 0)
    const earlier = asked.repeat ? await readRecord(asked.repeat) : undefined
    const args = earlier ? repeated(earlier, asked, place.root) : asked
    release = claimFolder(args.out ?? join(place.root, 'notebooks'))
    const jobs = await readCollection(join(place.root, 'notebooks'), args.only)
    await checkArguments(args, jobs)
    checkShared(args.out ? jobs : await readCollection(join(place.root, 'notebooks')), Object.keys(args.parameters))
    sweepWorkspaces(place.root)
    const yielded = args.query ? await yieldCustomers(args, place, earlier?.query?.sql) : undefined
    const dataFile = yielded && { dataFile: yielded.file }
    await checkData({ ...args.parameters, ...dataFile }, place, args.query)
    const record = await recordRun(args, yielded?.sql, jobs, place.root)
    const code = await run(args, jobs, place, record, yielded?.file)
    if (earlier && code === 0) await tellChanges(earlier, args, record, place)
    return code
  } catch (error) {
    if (!(error instanceof UsageError)) return say(place.err, `${(error as Error).message}\n`, 1)
    return say(place.err, `${error.message}\nSee npm start -- --help\n`, 2)
  } finally {
    closeWorkspaces()
    release()
  }
}

async function run(
  args: Arguments,
  jobs: readonly Job[],
  place: Place,
  record: Recorded,
  yielded: string | undefined,
): Promise<number> {
  const { root } = place
  // Relative to the notebook's folder, both in its workspace and in the run's own folder.
  const customers = yielded && { dataFile: `../results/${YIELDED}` }
  const parameters = { ...relativeFiles(args.parameters, root), ...customers }
  const prepared = jobs.map((job) => ({ ...job, notebook: injectParameters(job.notebook, parameters) }))
  const { finished, failed } = await rerun(
    prepared,
    root,
    args.timeout,
    showProgress(prepared, place.err),
    yielded ? [yielded] : [],
  )
  const earlier = args.out ? await readCollection(join(args.out, 'notebooks')).catch(() => []) : []
  await drawStills(await withOld(finished, earlier, jobs, root), place.err)
  if (failed.length && args.out) return say(place.err, 'Nothing was written.\n', 1)
  const files = args.out
    ? await deliverRun(linked(finished, args.out, root), args.out, async (results) => ({
        ...record,
        results: await hashFolder(results),
      }))
    : await deliverNotebooks(finished, root)
  if (!args.out && failed.length === 0) files.push(...(await deliverPages(root)))
  for (const file of files) place.out.write(`wrote ${relative(place.cwd, file) || file} (${size(file)})\n`)
  if (failed.length) return say(place.err, `Failed: ${failed.map(({ name }) => name).join(', ')}.\n`, 1)
  return say(place.out, `Look at ${relative(place.cwd, join(args.out ?? root, 'reports', 'index.html'))}\n`, 0)
}

/** Relink the notebooks of a run inside the project. A run elsewhere may be moved, so it keeps its links. */
function linked(finished: readonly Finished[], out: string, root: string): Finished[] {
  const up = relative(join(out, 'notebooks'), root).replaceAll(sep, '/')
  const inside = !relative(root, out).startsWith('..')
  return finished.map((one) => (inside ? { ...one, notebook: relinked(one.notebook, up) } : one))
}

/** Take stills from committed notebooks before those on disk, so that a rerun changes no more than it must. */
async function withOld(finished: readonly Finished[], earlier: readonly Job[], jobs: readonly Job[], root: string) {
  return Promise.all(
    finished.map(async ({ name, notebook }) => {
      const of = (known: readonly Job[]) => known.find((job) => job.name === name)?.notebook
      const old = [of(earlier), await readCommitted(root, name), of(jobs)].filter((known) => known !== undefined)
      return { notebook, old }
    }),
  )
}

async function tellChanges(then: Recorded, args: Arguments, now: Recorded, { root, out }: Place): Promise<void> {
  const results = await hashFolder(join(args.out!, 'results'))
  const sql = then.query ? await readFile(resolve(root, then.query.path), 'utf8').catch(() => undefined) : undefined
  const found = changes(then, { ...now, results }, sql)
  out.write(found.length ? `Changed since:\n${found.map((one) => `  ${one}\n`).join('')}` : 'Nothing changed since.\n')
}

async function checkArguments(
  { parameters, out, replace, query, files, repeat }: Arguments,
  jobs: readonly Job[],
): Promise<void> {
  // The text of a repeated query is recorded, so its file need not exist.
  requireFiles('--query', query && !repeat ? [query] : [])
  requireFiles('--file', files)
  const declared = new Set(jobs.flatMap(({ notebook }) => [...declaredParameters(notebook)]))
  for (const [name, value] of Object.entries(parameters)) {
    // A notebook that does not show something need not declare the parameter that leaves it out or hides it.
    if (value === '' || value === false || (name === 'fewestShown' && value === FEWEST_SHOWN)) continue
    const option = optionOf(name)
    if (!declared.has(name))
      throw new UsageError(`${option} requires a notebook that declares ${name}, got none of those to run`)
    if (name.endsWith('File')) requireFiles(option!, [String(value)])
  }
  if (out) await checkOut(out, replace)
}

/** Make paths inside the project relative to a run's notebooks, so that no output contains a path of this machine. */
function relativeFiles(parameters: Parameters, root: string): Parameters {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const way = name.endsWith('File') && value !== '' ? relative(root, String(value)) : '..'
    const inside = !way.startsWith('..') && !/^([\\/]|\w:)/.test(way)
    return [name, inside ? `../../../${way.replaceAll('\\', '/')}` : value]
  })
  return Object.fromEntries(entries)
}

function say(stream: Output, text: string, code: number): number {
  stream.write(text)
  return code
}

function size(file: string): string {
  const bytes = statSync(file).size
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

await runCommand(import.meta.url, start)
