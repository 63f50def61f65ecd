/** `npm run calibrate`: how often are verdict and claims wrong? Counts over many simulated data sets. */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { SCENARIOS, type Scenario, type Trial, trial } from './calibration.js'

const OUT = fileURLToPath(new URL('../docs/calibration.md', import.meta.url))
const ROWS = { verdict: 1000, ledger: 600 }
const HELP = `Usage: npm run calibrate -- [options]

Counts verdicts and supported claims on data whose truth is known, and writes docs/calibration.md.

  --seeds N     data sets a scenario; twice as many for the claims (100)
  --out FILE    where the table goes (docs/calibration.md)
  --help        this text
`

/** Runs the command with its arguments and returns its exit code: 0, 1 where a bound is missed, 2 on wrong arguments. */
export async function main(args: readonly string[]): Promise<number> {
  let command: ReturnType<typeof parsed>
  try {
    command = parsed(args)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`)
    return 2
  }
  if (command.help) {
    process.stdout.write(HELP)
    return 0
  }
  const trials = await allTrials(command.seeds)
  const rows = summary(trials)
  await mkdir(dirname(command.out), { recursive: true })
  await writeFile(command.out, page(rows, command.seeds))
  process.stdout.write(`${rows.map(({ what, bound, found }) => `${what}: ${found} (${bound})`).join('\n')}\n`)
  return rows.every(({ met }) => met) ? 0 : 1
}

function parsed(args: readonly string[]): { help: boolean; seeds: number; out: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '100' },
      out: { type: 'string', default: OUT },
      help: { type: 'boolean', default: false },
    },
  })
  if (!/^[1-9]\d{0,5}$/.test(values.seeds)) {
    throw new RangeError(`--seeds requires an integer from 1 to 999999, got ${values.seeds}`)
  }
  if (values.out === '') throw new RangeError('--out requires a file, got nothing')
  return { help: values.help, seeds: Number(values.seeds), out: values.out }
}

/** Every trial in a process of its own queue: as many processes as cores take the next seed as they get free. */
async function allTrials(seeds: number): Promise<Trial[]> {
  const queue = SCENARIOS.flatMap((scenario) =>
    Array.from({ length: scenario === 'ledger' ? 2 * seeds : seeds }, (_, i) => ({ scenario, seed: i + 1 })),
  )
  const total = queue.length
  const trials: Trial[] = []
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), ['--worker'])
      const hand = () => {
        const next = queue.shift()
        if (next) child.send(next)
        else child.disconnect()
      }
      child.on('message', (done: Trial) => {
        trials.push(done)
        if (trials.length % Math.ceil(total / 20) === 0) process.stdout.write(`${trials.length} of ${total}\n`)
        hand()
      })
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a trial ended with exit code ${code}`))))
      hand()
    })
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), total) }, work))
  return trials
}

/** A line of the table: a bound, what was counted, and whether the bound is met. */
export interface Line {
  readonly what: string
  readonly bound: string
  readonly found: string
  readonly met: boolean
}

/**
 * Count the trials against the bounds.
 *
 * @param trials at least one a scenario; not modified
 */
export function summary(trials: readonly Trial[]): Line[] {
  const verdicts = (scenario: Scenario) => {
    const own = trials.filter((one) => one.scenario === scenario)
    const of = (kind: string) => own.filter((one) => one.kind === kind).length
    const kinds = `${of('segments')} segments, ${of('tentative')} tentative, ${of('slices')} slices`
    return { own, share: of('segments') / own.length, found: `${kinds} of ${own.length}` }
  }
  const nothing = (scenario: Scenario): Line => {
    const { share, found } = verdicts(scenario)
    return { what: `Verdict, ${scenario}`, bound: 'segments in at most 5 %', found, met: share <= 0.05 }
  }
  const { own, share, found } = verdicts('planted groups')
  const three = own.filter(({ k }) => k === 3).length
  const claims = trials.flatMap((one) => (one.claims ? [one.claims] : []))
  const wrong = claims.filter(({ supported }) => supported > 0).length
  const sum = (part: keyof (typeof claims)[number]) => claims.reduce((total, one) => total + one[part], 0)
  return [
    { what: 'Verdict, planted groups', bound: 'segments in at least 95 %', found, met: share >= 0.95 },
    {
      what: 'k, planted groups',
      bound: '3 in at least 90 %',
      found: `3 in ${three} of ${own.length}`,
      met: three / own.length >= 0.9,
    },
    ...(['null twin', 'noise in 2 columns', 'noise in 10 columns'] as const).map(nothing),
    {
      what: 'Claims, null twin',
      bound: 'supported: at most 5 %',
      found: `${sum('supported')} of ${sum('made')} supported`,
      met: sum('supported') <= 0.05 * sum('made'),
    },
    {
      what: 'Ledgers with a supported claim, null twin',
      bound: 'at most 5 %, but for chance',
      found: `${wrong} of ${claims.length}`,
      met: wrong <= 0.05 * claims.length + 2 * Math.sqrt(0.05 * 0.95 * claims.length),
    },
  ]
}

/** What the numbers hang on. */
const PACKAGES = ['ml-kmeans', '@stdlib/random-base-mt19937', 'd3-random']

function version(name: string): string {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
  return `${name} ${packages[`node_modules/${name}`].version}`
}

function page(rows: readonly Line[], seeds: number): string {
  const lines = rows.map(({ what, bound, found, met }) => `| ${what} | ${bound} | ${found} | ${met ? 'yes' : 'no'} |`)
  return `# Calibration

How often verdict and claims are wrong on data whose truth is known. Written by \`npm run calibrate\`; Node ${process.versions.node}, ${PACKAGES.map(version).join(', ')}.

- Verdict: seeds 1 to ${seeds}, ${ROWS.verdict} customers or rows each; k as chosen from the data.
- Claims: seeds 1 to ${2 * seeds}, ${ROWS.ledger} customers each, half of them held out; every claim of 04-insights, on columns that are independent of each other. Where nothing is true, one supported claim makes a ledger wrong.

| What | Bound | Found | Met |
|---|---|---|---|
${lines.join('\n')}
`
}

/** A process of `allTrials`: answers each scenario and seed that it is sent, until there are none. */
function serve(): void {
  process.on('message', async ({ scenario, seed }: { scenario: Scenario; seed: number }) => {
    process.send!(await trial(scenario, seed, scenario === 'ledger' ? ROWS.ledger : ROWS.verdict))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--worker') serve()
  else process.exitCode = await main(process.argv.slice(2))
}
