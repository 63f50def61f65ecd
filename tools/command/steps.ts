import { statSync } from 'node:fs'
import type { Output } from './progress.js'
import { leftWords, secondsLeft } from './time-left.js'

/** In bytes. Smaller files take a second or two, so no steps are shown. */
const LONG = 20_000_000

/** Receives the steps of a command. */
export interface Steps {
  /** @param share of the work done before this step, 0 to 1 */
  at(step: string, share: number): void
  end(): void
}

/**
 * Show the steps of a command that reads large files: on a terminal as one line that is overwritten, elsewhere as one
 * line per step. For small files nothing is shown.
 *
 * @param files that the command reads; missing ones count as empty
 * @param clock returns milliseconds
 */
export function showSteps(files: readonly string[], err: Output, clock: () => number = () => performance.now()): Steps {
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  if (bytes < LONG) return { at() {}, end() {} }
  const started = clock()
  return {
    at(step, share) {
      const left = leftWords(secondsLeft(share, 1, (clock() - started) / 1000))
      const text = `${step}${left && `, ${left}`}`
      err.write(err.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
    },
    end() {
      if (err.isTTY) err.write('\r\x1b[K')
    },
  }
}

/** Format a file's size in megabytes: "120 MB". */
export function megabytes(file: string): string {
  return `${Math.ceil((statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1e6).toLocaleString('en-US')} MB`
}
