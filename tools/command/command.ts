import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { killKernels } from '../kernel/kernel.js'
import { closeWorkspaces } from '../kernel/workspace.js'
import type { Output } from './progress.js'

/** The environment of a command. */
export interface Place {
  root: string
  cwd: string
  out: Output
  err: Output
}

/** Leave no kernel and no workspace behind when the process is interrupted. */
function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killKernels()
      closeWorkspaces()
      process.exit(128 + constants.signals[signal])
    })
  }
}

/**
 * Run a command if Node was started with its file; do nothing if the file is imported.
 *
 * @param url the file's own `import.meta.url`
 */
export async function runCommand(
  url: string,
  command: (argv: readonly string[], place: Place) => Promise<number>,
): Promise<void> {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return
  endOnSignals()
  const cwd = process.env.INIT_CWD ?? process.cwd()
  process.exitCode = await command(process.argv.slice(2), {
    root: process.cwd(),
    cwd,
    out: process.stdout,
    err: process.stderr,
  })
}
