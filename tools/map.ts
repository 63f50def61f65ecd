/** `npm run map`: write a first query for a file with columns of its own. */
import { existsSync, statSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from './command/arguments.js'
import { type Place, runCommand } from './command/command.js'
import { megabytes, showSteps } from './command/steps.js'
import { writeWhole } from './command/write-whole.js'
import { mapFile } from './map/map.js'

const USAGE = `Usage: npm run map -- FILE... [--out FILE.sql]

Inspects a file of customers or orders with its own columns, and writes a query that turns it into our columns. The
query says which column was used for what and why, what could not be guessed, and which of our columns can still be
filled in. It runs as it is; check it, change it, and give it to npm start -- --query FILE.sql --file FILE.

  --out FILE.sql   where the query goes; without it, onto the screen. For several files, a folder
  --replace        replace an existing query
  --help           this text

CSV with any separator and in any encoding, gzipped CSV, Parquet or JSON. Exit codes: 0 done, 1 a file cannot be used,
2 a wrong option.
`

/**
 * The command `npm run map`.
 *
 * @returns the exit code: 0 if done, 1 if a file cannot be used, 2 on a wrong option
 */
export async function map(argv: readonly string[], { cwd, out, err }: Place): Promise<number> {
  try {
    const { files, to, replace, help } = options(argv)
    if (help) {
      out.write(USAGE)
      return 0
    }
    for (const given of files) {
      const file = resolve(cwd, given)
      if (!existsSync(file)) throw new UsageError(`map requires a file that exists, got ${given}`)
      const target = targetOf(to, files.length, given)
      if (target && existsSync(resolve(cwd, target)) && !replace) {
        throw new UsageError(`${target} is there already: --replace replaces it, --out writes another`)
      }
      const shown = relative(cwd, file).startsWith('..') ? file : relative(cwd, file)
      const heading = { file: shown, query: target ?? `${stem(given)}.sql` }
      const steps = showSteps([file], err)
      steps.at(`looks at ${shown} (${megabytes(file)})`, 0)
      const mapped = await mapFile(file, heading)
        .catch((error: Error) => {
          throw new Error(`${shown}: ${error.message.replace(`${file}: `, '').split('\n')[0]}`)
        })
        .finally(steps.end)
      if (target) writeWhole(resolve(cwd, target), mapped.sql)
      else out.write(mapped.sql)
      // On stderr, since stdout with the query may be redirected to a file.
      const result = mapped.customers
        ? `the query yields ${mapped.customers.toLocaleString('en-US')} customers`
        : `the query is a draft and needs a change: ${mapped.problem}`
      err.write(`${shown}: ${result}${target ? `; wrote ${target}` : ''}\n`)
    }
    return 0
  } catch (error) {
    const wrong = error instanceof UsageError
    err.write(`${(error as Error).message}\n${wrong ? 'See npm run map -- --help\n' : ''}`)
    return wrong ? 2 : 1
  }
}

function options(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { out: { type: 'string' }, replace: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    if (positionals.length === 0 && !values.help) throw new Error('map requires a file, got none')
    return { files: positionals, to: values.out, replace: values.replace ?? false, help: values.help ?? false }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Return where to write a query: the given file, or a file named after the data in the given folder. */
function targetOf(to: string | undefined, files: number, file: string): string | undefined {
  if (to === undefined) return undefined
  const isFolder = existsSync(to) && statSync(to).isDirectory()
  if (files > 1 && !isFolder) throw new UsageError(`--out requires a folder that exists for several files, got ${to}`)
  return isFolder ? `${to.replace(/[\\/]$/, '')}/${stem(file)}.sql` : to
}

const stem = (file: string): string =>
  basename(file).replace(/(?<=.)(\.(csv|tsv|txt|parquet|json|jsonl))?(\.gz)?$/i, '')

await runCommand(import.meta.url, map)
