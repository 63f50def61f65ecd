import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { core } from 'segments'
import { FEWEST_SHOWN, fewestShown, UsageError } from './command/arguments.js'
import { type Place, runCommand } from './command/command.js'
import { advice, driftOf } from './comparing/drift.js'
import { comparison } from './comparing/page.js'
import { type Side, sideOf } from './comparing/run-of.js'
import type { Notebook } from './kernel/notebook.js'
import { writePage } from './pages/pages.js'
import { drawStills } from './pages/stills.js'

const HELP = `Usage: npm run compare -- OLD NEW [--out FILE]

What moved between two runs: segments matched by their customers, customers who moved, drift of each feature, and a
bridge from the earlier value to the later one. Writes a page.

  OLD, NEW           each a run's folder (runs/NAME), a results/model.json, or a list: results/segments.csv, a scored file
  --currency €       currency of lists without a model; $ by default
  --fewest-shown N   withhold anything that describes fewer customers; 5 by default, 1 shows all
  --out FILE         the page; by default reports/compare.html
  --help             this text

Exit codes: 0 done, 1 a file cannot be used, 2 a wrong option.
`

/** The command `npm run compare`. */
export async function compareCommand(argv: readonly string[], { root, cwd, out, err }: Place): Promise<number> {
  try {
    const { values, positionals } = parsed(argv)
    if (values.help) {
      out.write(HELP)
      return 0
    }
    if (positionals.length !== 2) throw new UsageError(`compare requires two runs, got ${positionals.length}`)
    const [then, now] = [
      await sideOf(resolve(cwd, positionals[0]), positionals[0]),
      await sideOf(resolve(cwd, positionals[1]), positionals[1]),
    ]
    core.useSettings({
      currency: currencyOf(then, now) ?? values.currency,
      fewestShown: fewestShown(values['fewest-shown']) ?? FEWEST_SHOWN,
    })
    const file = values.out ? resolve(cwd, values.out) : resolve(root, 'reports', 'compare.html')
    const page = comparison(then, now)
    // The page has the only parts of a notebook that stills need: code cells with outputs.
    await drawStills([{ notebook: page as unknown as Notebook, old: [] }], err)
    await writePage(page, file)
    out.write(`${advice(driftOf(then, now)).replaceAll('**', '')}\nwrote ${relative(cwd, file)}\n`)
    return 0
  } catch (error) {
    err.write(`${(error as Error).message}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}

/** Return the common currency of both sides; throw if they differ, since their values cannot be compared. */
function currencyOf({ model: then }: Side, { model: now }: Side): string | undefined {
  const [old, fresh] = [then, now].map((model) => model && (model.currency ?? '$'))
  if (old && fresh && old !== fresh)
    throw new UsageError(
      `compare requires two runs in one currency, got ${old} and ${fresh}: run one again in the other`,
    )
  return old ?? fresh
}

function parsed(argv: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const options = { out: text, currency: text, 'fewest-shown': text, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

await runCommand(import.meta.url, compareCommand)
