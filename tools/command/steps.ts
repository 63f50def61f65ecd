import { statSync } from 'node:fs'
import type { Output } from './progress.js'
import { leftWords, secondsLeft } from './time-left.js'

/** Files of less are done within a second or two, and need no word. */
const LONG = 20_000_000

/** Told which step a command has come to. */
export interface Steps {
  /** @param share of the whole that was done before this step, 0 to 1 */
  at(step: string, share: number): void
  end(): void
}

/**
 * Show the steps of a command that reads large files: on a terminal one line that is written anew, elsewhere a line each.
 * Of small files nothing is shown.
 *
 * @param files what it reads; those that do not exist count nothing
 * @param clock milliseconds
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

/** A file's size in words. */
export function megabytes(file: string): string {
  return `${Math.ceil((statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1e6).toLocaleString('en-US')} MB`
}
