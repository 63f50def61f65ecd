/** About how long cells take that do more than show something, by what they call: in seconds, with 100,000 customers. */
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

/** How much of a run a cell is, from its source: only the ratio of two such weights means something. */
export function weightOf(source: string): number {
  return SECONDS.reduce((sum, [call, seconds]) => sum + (call.test(source) ? seconds : 0), OTHER)
}

/** With less done, or sooner, nothing can be told. */
const LEAST_SHARE = 0.1
const LEAST_SECONDS = 2

/**
 * How long work will still take, if it goes on as it went so far.
 *
 * @param done weight of what is done
 * @param all weight of everything
 * @param elapsed seconds since the start
 * @returns seconds; undefined where it cannot be told yet
 * @example secondsLeft(1, 4, 20) // 60
 */
export function secondsLeft(done: number, all: number, elapsed: number): number | undefined {
  if (done >= all) return 0
  return done < LEAST_SHARE * all || elapsed < LEAST_SECONDS ? undefined : (elapsed / done) * (all - done)
}

/**
 * The time left in words, no finer than it is known.
 *
 * @returns "about 40 s left", "about 3 min left"; empty where it is not known
 */
export function leftWords(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  if (seconds < 5) return 'a few seconds left'
  return seconds < 90 ? `about ${5 * Math.round(seconds / 5)} s left` : `about ${Math.round(seconds / 60)} min left`
}
