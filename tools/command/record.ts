import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { isCode, joined } from '../kernel/notebook.js'
import type { Job } from '../kernel/rerun.js'
import { type Arguments, UsageError } from './arguments.js'

/** The file in a run's folder that contains what is needed to repeat it. */
export const RECORD = 'run.json'

const file = z.object({ path: z.string(), sha256: z.string() })
const RECORDED = z.object({
  /** the given parameters by name, without files */
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  only: z.array(z.string()),
  /** the query's file and the text that was run */
  query: z.object({ path: z.string(), sql: z.string() }).optional(),
  /** by parameter; '' for a file left out */
  files: z.record(z.string(), z.union([file, z.literal('')])),
  /** files that the query read by getvariable('file') and getvariable('files') */
  queryFiles: z.array(file),
  versions: z.record(z.string(), z.string()),
  /** hash of the sources of each notebook */
  notebooks: z.record(z.string(), z.string()),
  /** hash of each export */
  results: z.record(z.string(), z.string()),
})

/** The record of a run. Hashes are SHA-256; paths inside the project are relative to its folder. */
export type Recorded = z.infer<typeof RECORDED>

/**
 * Record a run, before its files can change.
 *
 * @param sql the text of its query
 * @returns the record without results, which do not exist yet
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

/** Return the hashes of a folder's files, by name. */
export async function hashFolder(folder: string): Promise<Record<string, string>> {
  const names = existsSync(folder) ? (await readdir(folder)).sort() : []
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await hashFile(join(folder, name))])))
}

/**
 * Read the record of a run.
 *
 * @param folder of the run
 * @throws {UsageError} if there is no record, or it cannot be read
 */
export async function readRecord(folder: string): Promise<Recorded> {
  const path = join(folder, RECORD)
  if (!existsSync(path)) throw new UsageError(`--repeat requires the folder of a run with its ${RECORD}, got ${folder}`)
  try {
    return RECORDED.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new UsageError(
      `--repeat requires the ${RECORD} that npm start wrote, but ${path} was changed and cannot be read`,
    )
  }
}

/**
 * Return the arguments that repeat a recorded run.
 *
 * @param now the arguments of the repetition: where it is written, and how long a cell may take
 * @throws {UsageError} if a file of the run no longer exists
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
 * List what changed between a run and its repetition, one sentence each: files, query, versions, notebooks and results.
 *
 * @param sql the text of the query's file now; undefined if it no longer exists
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
