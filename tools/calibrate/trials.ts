import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Task, Trial } from './study.js'

/** Return the key of a task, made of its four parts. */
export function keyOf({ study, scenario, rows, seed }: Task): string {
  return JSON.stringify([study, scenario, rows, seed])
}

/**
 * A file of finished trials: one line of JSON each, with the fingerprint of the code that ran it. A line that was cut
 * off by an interruption is skipped.
 */
export class TrialFile {
  constructor(readonly file: string) {}

  /**
   * Read the trials that the current code ran.
   *
   * @param codeOf returns the fingerprint of the code that a task depends on now
   * @returns trials by `keyOf`
   */
  read(codeOf: (task: Task) => string | undefined): Map<string, Trial> {
    const trials = new Map<string, Trial>()
    for (const { code, ...trial } of this.lines()) if (code === codeOf(trial)) trials.set(keyOf(trial), trial)
    return trials
  }

  /** Append a finished trial on its own line. */
  add(trial: Trial, code: string): void {
    if (!this.begun) this.begin()
    appendFileSync(this.file, `${JSON.stringify({ code, ...trial })}\n`)
  }

  private begun = false

  /** End the last line, which may have been cut off. */
  private begin(): void {
    mkdirSync(dirname(this.file), { recursive: true })
    if (existsSync(this.file) && !readFileSync(this.file, 'utf8').endsWith('\n')) appendFileSync(this.file, '\n')
    this.begun = true
  }

  private lines(): (Trial & { code: string })[] {
    if (!existsSync(this.file)) return []
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          return [JSON.parse(line)]
        } catch {
          return []
        }
      })
  }
}
