import type { Output } from '../command/progress.js'
import { thousands } from './study.js'

/** Seconds between two lines; on a terminal the line is overwritten. */
const EVERY = { terminal: 1, file: 60 }

/**
 * Report how many trials are finished and how long the others will take at the pace so far.
 *
 * @param total trials to run, without those finished in earlier runs
 * @param before trials finished in earlier runs
 * @param now returns the time in milliseconds
 * @returns a function to call after each finished trial
 */
export function countdown(out: Output, total: number, before: number, now: () => number = Date.now): () => void {
  const start = now()
  let done = 0
  let said = start
  out.write(`${thousands(total)} trials to run, ${thousands(before)} finished before\n`)
  return () => {
    done++
    const seconds = out.isTTY ? EVERY.terminal : EVERY.file
    if (done < total && now() - said < 1000 * seconds) return
    said = now()
    const left = ((said - start) / done) * (total - done)
    const line = `${thousands(done)} of ${thousands(total)} trials, ${duration(left)} left`
    out.write(out.isTTY ? `\r\x1b[K${line}${done === total ? '\n' : ''}` : `${line}\n`)
  }
}

/** Format milliseconds in words: "1 h 20 min", "3 min", "40 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
