import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArguments, UsageError } from './command/arguments.js'
import { checkShared, readCollection } from './command/collection.js'
import { type Place, runCommand } from './command/command.js'
import { compareNotebooks } from './command/compare.js'
import { showProgress } from './command/progress.js'
import { formatNotebook, parseNotebook } from './kernel/notebook.js'
import { rerun } from './kernel/rerun.js'
import { closeWorkspaces, sweepWorkspaces } from './kernel/workspace.js'

const USAGE = `Usage: npm run check -- [--only 03] [--timeout SECONDS]

Rerun the notebooks aside, and compare what is committed with it. Nothing is written.
Exit codes: 0 equal, 1 different or failed, 2 a wrong option.
`

/**
 * The command `npm run check`: compare the committed notebooks with a clean run.
 *
 * @returns the exit code: 0 if they are equal, 1 if not, 2 on a wrong option
 */
export async function check(argv: readonly string[], { root, cwd, out, err }: Place): Promise<number> {
  try {
    const { help, only, timeout, parameters, out: folder } = parseArguments(argv, cwd, root)
    if (help) out.write(USAGE)
    if (help) return 0
    if (folder || Object.keys(parameters).length) throw new UsageError('check accepts only --only and --timeout')
    const committed = await readCollection(join(root, 'notebooks'), only)
    checkShared(await readCollection(join(root, 'notebooks')))
    sweepWorkspaces(root)
    const { finished, failed } = await rerun(committed, root, timeout, showProgress(committed, err))
    let differences = 0
    for (const { name, notebook } of finished) {
      const file = await readFile(join(root, 'notebooks', `${name}.ipynb`), 'utf8')
      const old = parseNotebook(file, name)
      const found = compareNotebooks(old, notebook)
      if (formatNotebook(old) !== file.replaceAll('\r\n', '\n'))
        found.push('the file is not formatted as Jupyter writes it')
      for (const difference of found) err.write(`${name}.ipynb, ${difference}\n`)
      differences += found.length
    }
    out.write(`${finished.length} notebooks compared, ${differences} differences, ${failed.length} failed\n`)
    return differences + failed.length > 0 ? 1 : 0
  } catch (error) {
    err.write(`${(error as Error).message}\n`)
    return error instanceof UsageError ? 2 : 1
  } finally {
    closeWorkspaces()
  }
}

await runCommand(import.meta.url, check)
