import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Arguments, optionOf, parseArguments, USAGE, UsageError } from './command/arguments.js'
import { checkData } from './command/check-data.js'
import { claimFolder } from './command/claim-folder.js'
import { checkShared, readCollection, readCommitted } from './command/collection.js'
import { type Place, runCommand } from './command/command.js'
import { checkOut, deliverNotebooks, deliverPages, deliverRun } from './command/deliver.js'
import { type Output, showProgress } from './command/progress.js'
import { declaredParameters, injectParameters, type Parameters } from './kernel/parameters.js'
import { type Finished, type Job, rerun } from './kernel/rerun.js'
import { closeWorkspaces, sweepWorkspaces } from './kernel/workspace.js'
import { addStills, Painter } from './pages/stills.js'

/**
 * The command `npm start`: rerun notebooks in place, or with parameters into a folder of their own.
 * Those that finish in place are written even where another fails; a folder of its own is written only if all finish.
 *
 * @returns the exit code: 0 done, 1 a file cannot be used or a notebook failed, 2 a wrong option
 */
export async function start(argv: readonly string[], place: Place): Promise<number> {
  let release = () => {}
  try {
    const args = parseArguments(argv, place.cwd, place.root)
    if (args.help) return say(place.out, USAGE, 0)
    release = claimFolder(args.out ?? join(place.root, 'notebooks'))
    const jobs = await readCollection(join(place.root, 'notebooks'), args.only)
    await checkArguments(args, jobs)
    checkShared(args.out ? jobs : await readCollection(join(place.root, 'notebooks')), Object.keys(args.parameters))
    await checkData(args.parameters, place)
    return await run(args, jobs, place)
  } catch (error) {
    if (!(error instanceof UsageError)) return say(place.err, `${(error as Error).message}\n`, 1)
    return say(place.err, `${error.message}\nSee npm start -- --help\n`, 2)
  } finally {
    closeWorkspaces()
    release()
  }
}

async function run(args: Arguments, jobs: readonly Job[], place: Place): Promise<number> {
  const { root } = place
  sweepWorkspaces(root)
  const parameters = relativeFiles(args.parameters, root)
  const prepared = jobs.map((job) => ({ ...job, notebook: injectParameters(job.notebook, parameters) }))
  const { finished, failed } = await rerun(prepared, root, args.timeout, showProgress(place.out, place.err))
  const earlier = args.out ? await readCollection(join(args.out, 'notebooks')).catch(() => []) : []
  await draw(finished, earlier, jobs, place)
  if (failed.length && args.out) return say(place.err, 'Nothing was written.\n', 1)
  const files = args.out ? await deliverRun(finished, args.out) : await deliverNotebooks(finished, root)
  if (!args.out && failed.length === 0) files.push(...(await deliverPages(root)))
  for (const file of files) place.out.write(`wrote ${relative(place.cwd, file) || file} (${size(file)})\n`)
  if (failed.length) return say(place.err, `Failed: ${failed.map(({ name }) => name).join(', ')}.\n`, 1)
  return say(place.out, `Look at ${relative(place.cwd, join(args.out ?? root, 'reports', 'index.html'))}\n`, 0)
}

/** What is committed gives its stills before the files do, so that a rerun changes no more than it must. */
async function draw(
  finished: readonly Finished[],
  earlier: readonly Job[],
  jobs: readonly Job[],
  { root, err }: Place,
) {
  const painter = new Painter()
  let missing = 0
  try {
    for (const { name, notebook } of finished) {
      const of = (known: readonly Job[]) => known.find((job) => job.name === name)?.notebook
      const old = [of(earlier), await readCommitted(root, name), of(jobs)].filter((known) => known !== undefined)
      missing += await addStills(notebook, old, painter)
    }
  } finally {
    await painter.close()
  }
  if (missing === 0) return
  err.write(
    `Warning: no Chromium was found on the PATH or as CHROMIUM: ${missing} new figures have no still picture.\n`,
  )
}

async function checkArguments({ parameters, out, replace }: Arguments, jobs: readonly Job[]): Promise<void> {
  const declared = new Set(jobs.flatMap(({ notebook }) => [...declaredParameters(notebook)]))
  for (const [name, value] of Object.entries(parameters)) {
    if (value === '') continue
    const option = optionOf(name)
    if (!declared.has(name))
      throw new UsageError(`${option} requires a notebook that declares ${name}, got none of those to run`)
    if (name.endsWith('File') && !isFile(String(value))) {
      throw new UsageError(`${option} requires a file that exists, got ${value}`)
    }
  }
  if (out) await checkOut(out, replace)
}

/** Files inside the project by their way from a run's notebooks: what is written then holds no path of this machine. */
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

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function size(file: string): string {
  const bytes = statSync(file).size
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

await runCommand(import.meta.url, start)
