/** `npm run simulate`: write the simulated data set. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { TITLE } from './dictionary.js'
import { simulatedFiles } from './files.js'
import { type SimulateOptions, STRUCTURES, type Structure } from './simulator.js'

/** Options of the shipped data. */
export const SHIPPED: SimulateOptions = { seed: 7, customers: 3000, structure: 'groups' }

const DATA = fileURLToPath(new URL('../../data', import.meta.url))
const HELP = `Usage: npm run simulate -- [options]

Writes customers.csv, truth.csv, channel_spend.csv, category_margins.csv and README.md.
Without options it writes data/ as it is shipped.

  --seed N           integer from 1 to 4294967295 (${SHIPPED.seed})
  --customers N      how many distinct customers (${SHIPPED.customers})
  --structure S      groups; cloud: the same columns without groups; or none: every column by itself (${SHIPPED.structure})
  --out DIR          folder to write to; made if absent (data)
  --help             this text
`

/** Run the command and return its exit code: 0, or 2 on wrong arguments. */
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
  if (await isForeign(command.out)) {
    process.stderr.write(`--out requires a folder of simulated data or none, got ${command.out} with other files\n`)
    return 2
  }
  await writeAll(command.out, simulatedFiles(command.options))
  const { seed, customers, structure } = command.options
  process.stdout.write(`Wrote ${customers} customers to ${command.out} (seed ${seed}, structure ${structure})\n`)
  return 0
}

function parsed(args: readonly string[]): { help: boolean; out: string; options: SimulateOptions } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(SHIPPED.seed) },
      customers: { type: 'string', default: String(SHIPPED.customers) },
      structure: { type: 'string', default: SHIPPED.structure },
      out: { type: 'string', default: DATA },
      help: { type: 'boolean', default: false },
    },
  })
  const { structure } = values
  if (!isStructure(structure)) throw new RangeError(`--structure requires groups, cloud or none, got ${structure}`)
  if (values.out === '') throw new RangeError('--out requires a folder, got nothing')
  const seed = integer('--seed', values.seed, 4294967295)
  const customers = integer('--customers', values.customers, 1_000_000)
  return { help: values.help, out: values.out, options: { seed, customers, structure } }
}

function isStructure(text: string | undefined): text is Structure {
  return (STRUCTURES as readonly (string | undefined)[]).includes(text)
}

function integer(flag: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 1 && value <= max)) throw new RangeError(`${flag} requires an integer from 1 to ${max}, got ${text}`)
  return value
}

/** Check whether the folder has a customer file or README from elsewhere, which must never be replaced. */
async function isForeign(folder: string): Promise<boolean> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '')
  if (readme.startsWith(TITLE)) return false
  return ['README.md', 'customers.csv'].some((name) => existsSync(join(folder, name)))
}

/** Write every file under another name, then rename all, so that no reader sees half a file. */
async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true })
  const moves = Object.keys(files).map((name) => ({
    from: join(folder, `.${name}.${process.pid}.tmp`),
    to: join(folder, name),
    text: files[name],
  }))
  try {
    for (const { from, text } of moves) await writeFile(from, text)
    for (const { from, to } of moves) await rename(from, to)
  } finally {
    for (const { from } of moves) await rm(from, { force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
