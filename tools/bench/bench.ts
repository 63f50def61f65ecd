/** `npm run bench`: time the steps of an analysis against the Python stack, in the same run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { clusters, data, features } from 'segments'
import { simulatedFiles } from '../simulate/files.js'
import { Peer } from './peer.js'
import { report, type Timed } from './report.js'
import { type Given, TASKS } from './tasks.js'

const HELP = `Usage: npm run bench -- [options]

Times each step of an analysis against pandas, scikit-learn and scipy, in turns, and prints the ratios. It needs a Python
that has these packages: python3 -m venv .venv && .venv/bin/pip install pandas scikit-learn scipy

  --python COMMAND   .venv/bin/python, for example (python3)
  --customers N      how many simulated customers (30000)
  --rounds N         how often each step is timed, after one round that is not counted (5)
  --only REGEX       only the steps whose name matches: ${TASKS.map(({ name }) => name).join(', ')}
  --help             this text
`

/** Run the command and return its exit code: 0, 1 if Python cannot be used or the two sides disagree, 2 on wrong options. */
export async function main(args: readonly string[]): Promise<number> {
  let options: ReturnType<typeof parsed>
  try {
    options = parsed(args)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const folder = mkdtempSync(join(tmpdir(), 'segments-bench-'))
  let peer: Peer | undefined
  try {
    const given = await prepared(folder, options.customers)
    peer = await Peer.start(options.python, folder, given.x.rows, given.x.cols)
    process.stdout.write(
      `${options.customers} simulated customers; Node ${process.versions.node}; ${peer.versions}\n\n`,
    )
    const timed: Timed[] = []
    for (const task of TASKS.filter(({ name }) => options.only.test(name))) {
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round <= options.rounds; round++) {
        const started = performance.now()
        const value = await task.run(given)
        const seconds = (performance.now() - started) / 1000
        const answer = await peer.run(task.name)
        if (task.alike && !isAlike(value, answer.value)) {
          throw new Error(`${task.name} gives ${value} here and ${answer.value} in Python`)
        }
        // The first round warms both sides up.
        if (round === 0) continue
        ours.push(seconds)
        theirs.push(answer.seconds)
      }
      process.stderr.write(`${task.name}: done\n`)
      timed.push({ does: task.does, ours, peer: theirs })
    }
    process.stdout.write(`${report(timed)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  } finally {
    // Otherwise, Python would wait for the next task after an error, and the command for Python.
    peer?.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

function isAlike(own: number, other: number | null): boolean {
  return other !== null && Math.abs(own - other) <= 0.001 * Math.abs(own)
}

/** Write what both sides read: the file, the points and their clusters. */
async function prepared(folder: string, customers: number): Promise<Given> {
  const file = join(folder, 'customers.csv')
  writeFileSync(file, simulatedFiles({ seed: 1, customers, structure: 'groups' })['customers.csv'])
  const read = await data.readCustomers(file)
  const { x } = features.featureSpace(features.prepare(read.customers).customers)
  const { labels } = clusters.kmeans(x, 3, { seed: 1 })
  writeFileSync(join(folder, 'x.bin'), x.data)
  writeFileSync(join(folder, 'labels.bin'), labels)
  return { file, customers: read.customers, x, labels }
}

function parsed(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      python: { type: 'string', default: 'python3' },
      customers: { type: 'string', default: '30000' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  const whole = (name: 'customers' | 'rounds', least: number) => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`--${name} requires a whole number from ${least}, got ${values[name]}`)
    }
    return value
  }
  return {
    help: values.help,
    python: values.python,
    customers: whole('customers', 1000),
    rounds: whole('rounds', 1),
    only: new RegExp(values.only),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
