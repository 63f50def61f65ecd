import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { isCode, joined } from '../kernel/notebook.js'
import type { Job } from '../kernel/rerun.js'
import { type Arguments, UsageError } from './arguments.js'

/** The file of a run's folder that holds what it takes to repeat it. */
export const RECORD = 'run.json'

const file = z.object({ path: z.string(), sha256: z.string() })
const RECORDED = z.object({
  /** what was given, by the notebooks' names for it; without files */
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  only: z.array(z.string()),
  /** the query's file, and the text that ran */
  query: z.object({ path: z.string(), sql: z.string() }).optional(),
  /** by parameter; '' is a file that was left out */
  files: z.record(z.string(), z.union([file, z.literal('')])),
  /** what the query read by getvariable('file') */
  queryFiles: z.array(file),
  versions: z.record(z.string(), z.string()),
  /** of the sources of each notebook */
  notebooks: z.record(z.string(), z.string()),
  /** of each export */
  results: z.record(z.string(), z.string()),
})

/** What a run was, as its folder holds it: hashes are SHA-256, paths start at the project's folder where they lie in it. */
export type Recorded = z.infer<typeof RECORDED>

/**
 * Record a run before its files can change.
 *
 * @param sql the text of its query
 * @returns all but the results, which a run does not have yet
 */
export async function recordRun(
  args: Pick<Arguments, 'parameters' | 'only' | 'query' | 'files'>,
  sql: string | undefined,
  jobs: readonly Job[],
  root: string,
): Promise<Recorded> {
  const given = Object.entries(args.parameters)
  const isFile = ([name]: readonly [string, unknown]) => name.endsWith('File')
  const hashed = async (path: string) => ({ path: shortened(path, root), sha256: await hashFile(path) })
  const files = given.filter(isFile).map(async ([name, path]) => [name, path === '' ? '' : await hashed(String(path))])
  return {
    parameters: Object.fromEntries(given.filter((entry) => !isFile(entry))) as Recorded['parameters'],
    only: args.only,
    ...(args.query !== undefined && { query: { path: shortened(args.query, root), sql: sql! } }),
    files: Object.fromEntries(await Promise.all(files)),
    queryFiles: await Promise.all(args.files.map(hashed)),
    versions: await versionsOf(root),
    notebooks: Object.fromEntries(jobs.map((job) => [job.name, hashSources(job)])),
    results: {},
  }
}

/** The hashes of what a folder holds, by name. */
export async function hashFolder(folder: string): Promise<Record<string, string>> {
  const names = existsSync(folder) ? (await readdir(folder)).sort() : []
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await hashFile(join(folder, name))])))
}

/**
 * Read what a run recorded.
 *
 * @param folder the run's
 * @throws {UsageError} where it recorded nothing, or nothing that can be read
 */
export async function readRecord(folder: string): Promise<Recorded> {
  const path = join(folder, RECORD)
  if (!existsSync(path)) throw new UsageError(`--repeat requires the folder of a run with its ${RECORD}, got ${folder}`)
  try {
    return RECORDED.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new UsageError(`--repeat requires a ${RECORD} as npm start wrote it; ${path} was changed, and cannot be read`)
  }
}

/**
 * The arguments of a recorded run.
 *
 * @param now the arguments that ask for it: where it goes, and how long a cell may take
 * @throws {UsageError} on a file of the run that is gone
 */
export function repeated(recorded: Recorded, now: Arguments, root: string): Arguments {
  const path = (one: { path: string }) => {
    const found = resolve(root, one.path)
    if (!existsSync(found)) throw new UsageError(`--repeat requires the files of the run, and ${one.path} is gone`)
    return found
  }
  const files = Object.entries(recorded.files).map(([name, one]) => [name, one === '' ? '' : path(one)])
  return {
    ...now,
    parameters: { ...recorded.parameters, ...Object.fromEntries(files) },
    query: recorded.query && resolve(root, recorded.query.path),
    files: recorded.queryFiles.map(path),
    only: recorded.only,
  }
}

/**
 * What changed between a run and its repetition, a sentence each: files, the query, versions, notebooks and results.
 *
 * @param sql the text of the query's file now; undefined where it is gone
 */
export function changes(then: Recorded, now: Recorded, sql: string | undefined): string[] {
  const found: string[] = []
  const filesOf = ({ files, queryFiles }: Recorded) => [
    ...Object.values(files).filter((one) => one !== ''),
    ...queryFiles,
  ]
  for (const { path, sha256 } of filesOf(then)) {
    if (filesOf(now).find((one) => one.path === path)?.sha256 !== sha256) found.push(`${path} has changed`)
  }
  if (then.query && sql !== then.query.sql) {
    found.push(`${then.query.path} ${sql === undefined ? 'is gone' : 'was edited'}; the original query was repeated`)
  }
  for (const [name, version] of Object.entries(then.versions)) {
    if (now.versions[name] !== version) found.push(`${name} was ${version}, and is ${now.versions[name] ?? 'missing'}`)
  }
  found.push(...differing(then.notebooks, now.notebooks, 'the cells of', 'were edited'))
  found.push(...differing(then.results, now.results, 'results/', 'came out differently'))
  return found
}

function differing(
  then: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  what: string,
  verb: string,
): string[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((name) => then[name] !== now[name])
  return names.map((name) => `${what}${what.endsWith('/') ? '' : ' '}${name} ${verb}`)
}

function shortened(path: string, root: string): string {
  const way = relative(root, path)
  return way.startsWith('..') || resolve(way) === way ? path : way.replaceAll('\\', '/')
}

async function versionsOf(root: string): Promise<Record<string, string>> {
  const version = async (folder: string) => {
    const path = join(root, folder, 'package.json')
    return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')).version as string) : 'unknown'
  }
  return {
    'customer-segments': await version('.'),
    DuckDB: await version('node_modules/@duckdb/node-api'),
    Node: process.version,
  }
}

function hashSources({ notebook }: Job): string {
  const sources = notebook.cells.filter(isCode).map((cell) => joined(cell.source))
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex')
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
