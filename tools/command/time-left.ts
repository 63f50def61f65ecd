/** Approximate seconds that cells take with 100,000 customers, by the functions that they call. */
const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/\bmultiverse\(/, 11],
  [/\breadCustomers\(/, 4],
  [/\bassess\(/, 4],
  [/\bdraftClaims\(/, 4],
  [/\bjaccardStability\(/, 2],
  [/\bsaveList\(/, 2],
  [/from 'segments'/, 2],
  [/\bscanK\(|\bkmeans\(|\bruleCards\(/, 1],
]
const OTHER = 0.3

/** Estimate a cell's share of a run from its source. Only the ratio of two weights is meaningful. */
export function weightOf(source: string): number {
  return SECONDS.reduce((sum, [call, seconds]) => sum + (call.test(source) ? seconds : 0), OTHER)
}

/** With less work done, or earlier than this, there is no estimate. */
const LEAST_SHARE = 0.1
const LEAST_SECONDS = 2

/**
 * Estimate how long the rest of the work takes at the pace so far.
 *
 * @param done weight of the finished work
 * @param all weight of all work
 * @param elapsed seconds since the start
 * @returns seconds; undefined while there is no estimate yet
 * @example secondsLeft(1, 4, 20) // 60
 */
export function secondsLeft(done: number, all: number, elapsed: number): number | undefined {
  if (done >= all) return 0
  return done < LEAST_SHARE * all || elapsed < LEAST_SECONDS ? undefined : (elapsed / done) * (all - done)
}

/**
 * Format the time left in words, no more precise than the estimate.
 *
 * @returns "about 40 s left", "about 3 min left"; empty without an estimate
 */
export function leftWords(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  if (seconds < 5) return 'a few seconds left'
  return seconds < 90 ? `about ${5 * Math.round(seconds / 5)} s left` : `about ${Math.round(seconds / 60)} min left`
}
