import { constants } from 'node:os'
import { killKernels } from './kernel.js'
import { closeWorkspaces } from './workspace.js'

/** Leave no kernel and no workspace behind when the process is interrupted. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killKernels()
      closeWorkspaces()
      process.exit(128 + constants.signals[signal])
    })
  }
}
