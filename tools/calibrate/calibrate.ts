/** `npm run calibrate`: count how often the verdict and the claims are wrong, over many simulated data sets. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Painter } from '../pages/stills.js'
import { codeOf } from './code.js'
import { countdown } from './countdown.js'
import { writeMatrices } from './matrices.js'
import { page } from './page.js'
import { plantedStudy } from './planted-study.js'
import { runTasks } from './pool.js'
import { powerFigure } from './power-figure.js'
import { STUDIES } from './studies.js'
import { type Section, type Task, type Trial, tasksOf } from './study.js'
import { keyOf, TrialFile } from './trials.js'
import { type Found, ROWS } from './verdicts.js'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const OUT = at('../../docs/calibration.md')
const TRIALS = at('../../results/calibration.jsonl')
/** Text for the end of the page: results on real tables. */
const FURTHER = at('./real-tables.md')

const HELP = `Usage: npm run calibrate -- [options]

Counts verdicts and supported claims on data whose truth is known, and writes docs/calibration.md and docs/power.png.
Finished trials are kept in results/calibration.jsonl: a rerun continues where the last one stopped. Trials of other
versions of the code are not used.

  --seeds N         data sets per scenario; fewer where fewer are enough (100)
  --only REGEX      only scenarios whose "study: name" matches; needs --out
  --rows N[,N]      numbers of rows for the verdict, instead of 500,2000; needs --out
  --out FILE        where the page goes, power.png beside it (docs/calibration.md)
  --trials FILE     where finished trials are kept (results/calibration.jsonl)
  --finished        run nothing; write a page of the finished trials
  --workers N       processes at a time (as many as cores)
  --matrices DIR    write the data sets for gaussian_mixture.py into a folder, and nothing else
  --help            this text
`

interface Command {
  readonly help: boolean
  readonly seeds: number
  readonly only: RegExp
  readonly rows: readonly number[] | undefined
  readonly out: string
  readonly trials: string
  readonly workers: number
  readonly finished: boolean
  readonly matrices: string | undefined
}

/** Run the command and return its exit code: 0, 1 if a bound is missed, 2 on wrong arguments. */
export async function main(args: readonly string[]): Promise<number> {
  let command: Command
  try {
    command = parsed(args)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`)
    return 2
  }
  if (command.help) process.stdout.write(HELP)
  else if (command.matrices) {
    const count = await writeMatrices(command.matrices, command.only, command.rows)
    process.stdout.write(`Wrote ${count} data sets to ${command.matrices}\n`)
  } else return calibrated(command)
  return 0
}

/** Run the missing trials and write the page. */
async function calibrated(command: Command): Promise<number> {
  const trials = await allTrials(command)
  const sections = STUDIES.flatMap((study) => {
    const own = trials.filter((trial) => trial.study === study.name)
    return own.length ? [study.section(own)] : []
  })
  await write(command, trials, sections)
  const misses = sections.flatMap((section) => section.misses.map((miss) => `${section.title}: ${miss}\n`))
  process.stdout.write(misses.length ? misses.join('') : 'Every bound is met.\n')
  return misses.length ? 1 : 0
}

/** Return the trials of a command, in the order of the studies. Unless --finished is given, run the missing ones. */
async function allTrials(command: Command): Promise<Trial[]> {
  const { seeds, only, rows, trials: file, workers } = command
  const tasks = STUDIES.flatMap((study) => tasksOf(study, seeds, study.rows === ROWS ? rows : study.rows)).filter(
    (task) => only.test(`${task.study}: ${task.scenario}`),
  )
  const codes = { points: codeOf('points'), everything: codeOf('everything') }
  const code = (task: Task) => {
    const study = STUDIES.find(({ name }) => name === task.study)
    return study?.scenarios.includes(task.scenario) ? codes[study.dependsOn(task.scenario)] : undefined
  }
  const kept = new TrialFile(file)
  const finished = kept.read(code)
  if (command.finished) return tasks.flatMap((task) => finished.get(keyOf(task)) ?? [])
  const missing = tasks.filter((task) => !finished.has(keyOf(task)))
  const said = countdown(process.stderr, missing.length, tasks.length - missing.length)
  await runTasks(inTurn(missing), workers, (trial) => {
    kept.add(trial, code(trial)!)
    finished.set(keyOf(trial), trial)
    said()
  })
  return tasks.map((task) => finished.get(keyOf(task))!)
}

/** Sort by seed: each seed runs all scenarios, so the pace so far predicts the time left. */
function inTurn(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((a, b) => a.seed - b.seed)
}

async function write(command: Command, trials: readonly Trial[], sections: readonly Section[]): Promise<void> {
  const { out } = command
  await mkdir(dirname(out), { recursive: true })
  const planted = trials.filter((trial) => trial.study === plantedStudy.name) as Trial<Found>[]
  const figure = await drawn(planted, join(dirname(out), 'power.png'))
  const further = existsSync(FURTHER) ? await readFile(FURTHER, 'utf8') : ''
  await writeFile(out, page(sections, { figure, further }))
}

/** Draw the power curves, if there are any; warn if there is no browser to draw them. */
async function drawn(trials: readonly Trial<Found>[], file: string): Promise<boolean> {
  const figure = powerFigure(trials)
  if (!figure) return false
  const painter = new Painter()
  if (!painter.executable) {
    process.stderr.write(`No Chromium was found to draw ${basename(file)}, so it was not changed\n`)
    return existsSync(file)
  }
  try {
    const picture = await painter.draw({ data: [...figure.data], layout: figure.layout }, 2)
    await writeFile(file, Buffer.from(picture, 'base64'))
  } finally {
    await painter.close()
  }
  return true
}

function parsed(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '100' },
      only: { type: 'string' },
      rows: { type: 'string' },
      out: { type: 'string' },
      trials: { type: 'string', default: TRIALS },
      workers: { type: 'string', default: String(availableParallelism()) },
      finished: { type: 'boolean', default: false },
      matrices: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  for (const name of ['out', 'trials', 'matrices'] as const) {
    if (values[name] === '') throw new RangeError(`--${name} requires a path, got nothing`)
  }
  if ((values.only ?? values.rows) !== undefined && !values.out && !values.matrices && !values.help) {
    throw new RangeError(`--only and --rows require --out: docs/calibration.md holds all scenarios`)
  }
  return {
    ...values,
    seeds: integer('--seeds', values.seeds),
    only: pattern(values.only ?? ''),
    rows: values.rows?.split(',').map((text) => integer('--rows', text)),
    out: values.out ?? OUT,
    workers: integer('--workers', values.workers),
    matrices: values.matrices,
  }
}

function pattern(text: string): RegExp {
  let only: RegExp
  try {
    only = new RegExp(text)
  } catch {
    throw new RangeError(`--only requires a regular expression, got ${text}`)
  }
  const names = STUDIES.flatMap((study) => study.scenarios.map((scenario) => `${study.name}: ${scenario}`))
  if (names.some((name) => only.test(name))) return only
  throw new RangeError(`--only requires a scenario that matches, got ${text}`)
}

function integer(flag: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new RangeError(`${flag} requires an integer from 1 to 999999, got ${text}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
