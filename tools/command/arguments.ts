import { statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CURRENCY_RULE, isCurrency } from 'segments/check'

/** A mistake of the caller that is found before anything runs. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export interface Arguments {
  help: boolean
  /** The given values of parameters that notebooks declare; files as absolute paths, '' for a file left out. */
  parameters: Record<string, string | number | boolean | readonly string[]>
  /** Absolute path of the SQL file that yields the customers. */
  query: string | undefined
  /** Absolute paths of the files that the query reads by getvariable('file') and getvariable('files'). */
  files: string[]
  /** Absolute path of the folder of an earlier run to repeat. */
  repeat: string | undefined
  /** Beginnings of notebook names; empty for all. */
  only: string[]
  /** The folder of the run; undefined to rerun the committed notebooks in place. */
  out: string | undefined
  /** Whether an earlier run in that folder may be replaced. */
  replace: boolean
  /** Milliseconds that a cell may take. */
  timeout: number
}

export const USAGE = `Usage: npm start -- [options]

Without options: rerun the notebooks on the shipped data, in place; pages go into reports/, exports into results/.
With parameters: run on your data into runs/NAME/; notebooks/ stays as it is.

  --data FILE        your customers
  --query FILE.sql   a SELECT over your own files that yields them, in the columns of data/README.md;
                     npm run map -- FILE writes a draft
  --file FILE        what the query reads as getvariable('file'); repeat it for more: getvariable('files')
  --spend FILE       marketing spend by channel; without it, parts that need it are left out
  --margins FILE     gross margin by category; likewise
  --archetypes FILE  kinds of customers to look for; by default data/archetypes.json
  --offers FILE      the offer for each state of a group; by default data/offers.json
  --dates D/M/Y      or M/D/Y: what comes first in dates such as 3/12/2024, if the file does not show it
  --decimal ,        or . : the sign before decimals, if the file does not show whether 1.234 is a thousand
  --currency €       how money is written: a sign, a code or an abbreviation; $ by default
  --k N              number of segments, from 2; 0: chosen from the data
  --smallest SHARE   customers that a segment must have for its number of segments to be chosen; 0.05 by default
  --seed N           seed of all random numbers
  --sample N         above N customers (20,000, at least 1,000), searches and evaluations read a sample of N
  --top SHARE        share of customers, from the top, who count as high-value; 0.3333 by default
  --as-of DATE       the day recency and tenure count to, YYYY-MM-DD; by default the latest in the data
  --features A,B     the columns that customers are grouped by: names as in 02, or your own columns of numbers
  --show-rows        show rows and ids of customers in notebooks and pages; without it, only of the shipped data
  --fewest-shown N   withhold anything that describes fewer customers: 5 by default for your data, 1 for the shipped;
                     1 shows all
  --only 03          only the notebooks whose name begins like this; repeat it, or use commas, for more
  --out DIR|NAME     a folder, or the NAME in runs/NAME/; by default the file's name without its extension
  --repeat DIR       repeat the run in DIR, as its run.json says, and say what changed since
  --replace          replace the earlier run of that name, which is kept otherwise
  --timeout SECONDS  for one cell; 600 by default
  --help             this text

Paths are relative to the current folder. Your files are read and checked before any notebook starts.
Exit codes: 0 done, 1 a file cannot be used or a notebook failed, 2 a wrong option.
`

const text = { type: 'string' } as const
const OPTIONS = {
  data: text,
  query: text,
  file: { type: 'string', multiple: true },
  repeat: text,
  features: text,
  'show-rows': { type: 'boolean' },
  'fewest-shown': text,
  spend: text,
  margins: text,
  archetypes: text,
  offers: text,
  k: text,
  seed: text,
  sample: text,
  top: text,
  smallest: text,
  'as-of': text,
  only: { type: 'string', multiple: true },
  dates: text,
  decimal: text,
  currency: text,
  out: text,
  replace: { type: 'boolean' },
  timeout: text,
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Read the command line.
 *
 * @param argv without node and script
 * @param cwd the caller's folder, where relative paths start
 * @param root the project's folder
 * @throws {UsageError} on an unknown option or a wrong value
 */
export function parseArguments(argv: readonly string[], cwd: string, root: string): Arguments {
  const given = parse(argv)
  const { data, query, spend, margins, archetypes, offers, only = [], out, timeout = '600', ...rest } = given
  checkTogether(given)
  const isOwn = data !== undefined || query !== undefined
  const file = (path: string | undefined) => path && resolve(cwd, path)
  const parameters = defined({
    dataFile: file(data),
    spendFile: file(spend) ?? (isOwn ? '' : undefined),
    marginsFile: file(margins) ?? (isOwn ? '' : undefined),
    archetypesFile: file(archetypes),
    offersFile: file(offers),
    truthFile: isOwn ? '' : undefined,
    k: wholeNumber('--k', rest.k, (k) => k === 0 || k >= 2, '0 or a whole number from 2'),
    seed: wholeNumber('--seed', rest.seed, (seed) => seed < 2 ** 32, 'a whole number below 2^32'),
    sample: wholeNumber('--sample', rest.sample, (sample) => sample >= 1000, 'a whole number from 1000'),
    topShare: share('--top', rest.top, (top) => top > 0 && top < 1, 'a share between 0 and 1, such as 0.2'),
    smallestShare: share('--smallest', rest.smallest, (least) => least < 0.5, 'a share from 0 to below 0.5'),
    asOf: day(rest['as-of']),
    dates: oneOf('--dates', rest.dates?.toUpperCase(), ['D/M/Y', 'M/D/Y']),
    decimal: oneOf('--decimal', rest.decimal, [',', '.']),
    currency: currencyOf(rest.currency),
    columns: listOf('--features', rest.features),
    // Rows of the caller's own data may be about real people; those of the shipped data are simulated.
    showRows: rest['show-rows'] ?? (isOwn ? false : undefined),
    fewestShown: fewestShown(rest['fewest-shown']) ?? (isOwn ? FEWEST_SHOWN : undefined),
  })
  if (!(Number(timeout) > 0)) throw wrong('--timeout', 'seconds above 0', timeout)
  const own =
    out !== undefined || rest.repeat !== undefined || query !== undefined || Object.keys(parameters).length > 0
  return {
    help: rest.help ?? false,
    parameters,
    query: file(query),
    files: (rest.file ?? []).map((path) => resolve(cwd, path)),
    repeat: file(rest.repeat),
    only: only.flatMap((names) => names.split(',')).filter(Boolean),
    out: own ? outFolder(out, rest.repeat ? again(rest.repeat) : (data ?? query), cwd, root) : undefined,
    replace: rest.replace ?? false,
    timeout: Number(timeout) * 1000,
  }
}

/** Return the option that sets a parameter, if there is one. */
export function optionOf(parameter: string): string | undefined {
  const named: Record<string, string> = {
    asOf: 'as-of',
    topShare: 'top',
    smallestShare: 'smallest',
    columns: 'features',
    showRows: 'show-rows',
    fewestShown: 'fewest-shown',
  }
  const option = named[parameter] ?? parameter.replace(/File$/, '')
  return option in OPTIONS ? `--${option}` : undefined
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false })
    for (const name of ['data', 'query', 'repeat', 'spend', 'margins', 'archetypes', 'offers', 'out'] as const) {
      if (values[name] === '') throw wrong(`--${name}`, 'a path', '')
    }
    return values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Refuse options that cannot be combined. */
function checkTogether({ data, query, file, repeat, ...rest }: ReturnType<typeof parse>): void {
  if (data !== undefined && query !== undefined) {
    throw new UsageError(
      '--query supplies the customers, so it cannot be combined with --data: give it files with --file',
    )
  }
  if (file && query === undefined)
    throw new UsageError('--file requires --query; without a query, give the customers with --data')
  if (repeat === undefined) return
  const other = Object.keys({ data, query, file, ...rest }).find(
    (name) =>
      !['out', 'replace', 'timeout', 'help'].includes(name) &&
      { data, query, file, ...rest }[name as 'data'] !== undefined,
  )
  if (other) throw new UsageError(`--repeat repeats a run as it was, got --${other} as well: leave one of them out`)
}

/**
 * Refuse an option whose files do not exist.
 *
 * @param paths absolute, or relative to cwd
 * @throws {UsageError} on the first path that is not an existing file
 */
export function requireFiles(option: string, paths: readonly string[], cwd = ''): void {
  const absent = paths.find((path) => !statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile())
  if (absent !== undefined) throw new UsageError(`${option} requires a file that exists, got ${absent}`)
}

const again = (run: string): string => `${basename(resolve(run))}-again`

function listOf(option: string, given: string | undefined): string[] | undefined {
  if (given === undefined) return undefined
  const names = given.split(',').map((name) => name.trim())
  if (names.some((name) => name === '')) throw wrong(option, 'names of columns with commas between them', given)
  return names
}

function outFolder(out: string | undefined, data: string | undefined, cwd: string, root: string): string {
  if (out && (/[\\/]/.test(out) || /^\.+$/.test(out))) return resolve(cwd, out)
  // The whole stem, so that shop.2024-11.csv and shop.2024-12.csv are two runs.
  const name = out ?? basename(data ?? 'customers').replace(/(?<=.)(\.(csv|tsv|txt|parquet|sql))?(\.gz)?$/i, '')
  if (name.startsWith('.')) throw wrong('--out', 'a name that does not begin with a dot', name)
  return join(root, 'runs', name)
}

function wholeNumber(
  option: string,
  given: string | undefined,
  allowed: (value: number) => boolean,
  rule: string,
): number | undefined {
  if (given === undefined) return undefined
  if (!/^\d+$/.test(given) || !allowed(Number(given))) throw wrong(option, rule, given)
  return Number(given)
}

function share(option: string, given: string | undefined, allowed: (value: number) => boolean, rule: string) {
  if (given === undefined) return undefined
  if (!/^\d*\.?\d+$/.test(given) || !allowed(Number(given))) throw wrong(option, rule, given)
  return Number(given)
}

function currencyOf(given: string | undefined): string | undefined {
  if (given !== undefined && !isCurrency(given)) throw wrong('--currency', CURRENCY_RULE, given)
  return given
}

/** The fewest customers that a published number may describe, for the caller's own data. */
export const FEWEST_SHOWN = 5

export function fewestShown(given: string | undefined): number | undefined {
  return wholeNumber('--fewest-shown', given, () => true, 'a whole number of customers, 0 or more')
}

function oneOf(option: string, given: string | undefined, allowed: readonly string[]): string | undefined {
  if (given !== undefined && !allowed.includes(given)) throw wrong(option, allowed.join(' or '), given)
  return given
}

function day(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given) {
    throw wrong('--as-of', 'a day as YYYY-MM-DD', given)
  }
  return given
}

const wrong = (option: string, rule: string, given: string) =>
  new UsageError(`${option} requires ${rule}, got '${given}'`)

function defined<T>(values: Record<string, T | undefined>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined))
}
