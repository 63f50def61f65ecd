import { readFileSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { core, data, model } from 'segments'
import { requireFiles, UsageError } from './command/arguments.js'
import { type Place, runCommand } from './command/command.js'
import { yieldCustomers } from './command/run-query.js'
import { showSteps } from './command/steps.js'
import { writeWhole } from './command/write-whole.js'
import { closeWorkspaces } from './kernel/workspace.js'

const HELP = `Usage: npm run score -- --model MODEL --data FILE [options]
       npm run score -- --model MODEL --query FILE.sql --file FILE [options]

Assigns each customer of a file to a segment of a model, without fitting again.

  --model FILE       results/model.json of a run
  --data FILE        customers, as for npm start; only the columns that the model needs are read
  --query FILE.sql   a SELECT that yields them, instead of --data; see npm start -- --help
  --file FILE        what the query reads as getvariable('file'); again for more: getvariable('files')
  --dates D/M/Y      or M/D/Y, and
  --decimal ,        or . : how the file is written, if it can be read in two ways
  --as-of DATE       the day recency and tenure count to, YYYY-MM-DD; by default the latest in the data
  --out FILE         the list; by default scored-NAME.csv in the current folder
  --help             this text

A customer without a value that the model needs, or far outside the range used to fit it, gets no segment but a flag
that says why. Exit codes: 0 done, 1 a file cannot be used, 2 a wrong option.
`

/** The command `npm run score`. */
export async function scoreCommand(argv: readonly string[], place: Place): Promise<number> {
  const { cwd, out, err } = place
  try {
    const options = parsed(argv)
    if (options.help) {
      out.write(HELP)
      return 0
    }
    const given = sources(options, cwd)
    const fitted = model.parseModel(readFileSync(resolve(cwd, given.model), 'utf8'), given.model)
    core.useSettings({ currency: fitted.currency })
    const steps = showSteps([...(given.data ? [given.data] : []), ...given.files], err)
    const yielded = given.query ? await yieldCustomers({ ...given, timeout: HOUR }, place) : undefined
    const shown = given.data ?? given.query!
    steps.at(`reads ${relative(cwd, shown)}`, 0)
    const writings = { dates: options.dates?.toUpperCase() as 'D/M/Y', decimal: options.decimal as ',' }
    const customers = await data
      .readSome(yielded?.file ?? shown, model.neededColumns(fitted), writings)
      .catch((error: Error) => {
        throw yielded ? new Error(error.message.replaceAll(yielded.file, relative(cwd, shown))) : error
      })
      .finally(steps.end)
    steps.at(`scores ${core.count(customers.shape[0], 'customer')}`, READING)
    const scored = model.score(fitted, customers, options['as-of'])
    const target = resolve(
      cwd,
      options.out ?? `scored-${basename(shown).replace(/(\.(csv|tsv|txt|parquet|sql))?(\.gz)?$/i, '')}.csv`,
    )
    writeWhole(target, scoredCsv(fitted, scored))
    steps.end()
    out.write(`${summary(fitted, scored)}\nwrote ${relative(cwd, target)}\n`)
    return 0
  } catch (error) {
    err.write(`${(error as Error).message}\n`)
    return error instanceof UsageError ? 2 : 1
  } finally {
    closeWorkspaces()
  }
}

const HOUR = 3_600_000
/** The share of its time that reading takes. */
const READING = 0.75

/** Return the absolute paths of the given files; the model's path stays as given. */
function sources({ model: fitted, data: file, query, file: files = [] }: ReturnType<typeof parsed>, cwd: string) {
  if (!fitted || (file === undefined && query === undefined)) {
    throw new UsageError('score requires --model and --data, or --query')
  }
  if (file !== undefined && query !== undefined) {
    throw new UsageError('--query yields the customers itself: give a file to it with --file, and leave out --data')
  }
  if (files.length && query === undefined) throw new UsageError('--file requires --query')
  requireFiles('--model', [fitted], cwd)
  requireFiles('--data', file === undefined ? [] : [file], cwd)
  requireFiles('--query', query === undefined ? [] : [query], cwd)
  requireFiles('--file', files, cwd)
  const absolute = (path: string | undefined) => (path === undefined ? undefined : resolve(cwd, path))
  return { model: fitted, data: absolute(file), query: absolute(query), files: files.map((one) => resolve(cwd, one)) }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const names = {
    model: text,
    data: text,
    query: text,
    file: { ...text, multiple: true as const },
    dates: text,
    decimal: text,
    'as-of': text,
    out: text,
  }
  try {
    return parseArgs({ args: [...argv], options: { ...names, help: { type: 'boolean', short: 'h' } }, strict: true })
      .values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Return the list: the columns of results/segments.csv that a model knows, and Flag: why a customer has no segment. */
function scoredCsv({ segments }: model.Model, { ids, labels, next, confidence, flags, values }: model.Scored): string {
  const name = (place: number) => segments[place]?.name ?? ''
  const known = (value: number, digits: number) => (Number.isNaN(value) ? '' : value.toFixed(digits))
  const scores = [
    ['value', 'Value_Score', 2],
    ['engagement', 'Engagement_Score', 3],
    ['recency', 'Recency', 0],
  ] as const
  return core.csvOf(
    [
      { name: 'Customer_ID', at: (row) => ids[row] },
      { name: 'Segment', at: (row) => name(labels[row]) },
      { name: 'Confidence', at: (row) => known(confidence[row], 2) },
      { name: 'Next_Segment', at: (row) => name(next[row]) },
      ...scores
        .filter(([column]) => values[column])
        .map(([column, heading, digits]) => ({
          name: heading,
          at: (row: number) => known(values[column][row], digits),
        })),
      { name: 'Flag', at: (row) => flags[row] },
    ],
    ids.length,
  )
}

/** Count the customers in each segment, and those that were flagged, by reason. */
function summary({ segments }: model.Model, { ids, labels, flags, asOf }: model.Scored): string {
  const sizes = new Int32Array(segments.length)
  for (const label of labels) if (label >= 0) sizes[label]++
  const reasons = new Map<string, number>()
  for (const flag of flags) if (flag) reasons.set(flag, (reasons.get(flag) ?? 0) + 1)
  const flagged = [...reasons.values()].reduce((sum, one) => sum + one, 0)
  const lines = [
    `${core.count(ids.length, 'customer')} scored${asOf ? `, as of ${asOf}` : ''}: ${core.listed(segments.map(({ name }, place) => `${name} ${core.count(sizes[place])}`))}`,
  ]
  if (flagged) {
    const why = [...reasons]
      .sort((a, b) => b[1] - a[1])
      .map(([reason, customers]) => `${reason} (${core.count(customers)})`)
    lines.push(`${core.count(flagged, 'customer')} flagged, without a segment: ${core.listed(why)}`)
  }
  return lines.join('\n')
}

await runCommand(import.meta.url, scoreCommand)
