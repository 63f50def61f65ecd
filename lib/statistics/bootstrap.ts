import { requireProbability } from '../core/checks.js'
import { random } from '../core/random.js'
import { quantile } from './quantile.js'

/** How `bootstrapInterval` resamples: `seed` (default 1), `resamples` (1000) and `level` (0.95). */
export interface BootstrapOptions {
  readonly seed?: number
  readonly resamples?: number
  readonly level?: number
}

/**
 * Compute the percentile bootstrap interval of a statistic: how much it might vary with another sample of customers.
 * Rows are resampled with replacement, the statistic is computed on each resample, and the interval holds the middle
 * `level` of the results. simple-statistics draws samples, but has no bootstrap interval.
 *
 * @param n the number of rows, >= 1
 * @param statistic computes a number from n row indices, 0 to n - 1, with repeats; the same array is reused for every
 *   resample, so it must not be kept or modified
 * @returns estimate, the statistic of the original rows; low and high, in its units
 * @throws {RangeError} on n < 1, resamples < 1, a level outside 0 to 1, or a statistic that is not finite
 * @see Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13
 * @example bootstrapInterval(3, (rows) => rows.length) // estimate 3, low 3, high 3
 */
export function bootstrapInterval(
  n: number,
  statistic: (indices: Int32Array) => number,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
  const { own, drawn, tail } = resampled(n, (rows, where) => requireFinite(statistic(rows), where), options)
  return { estimate: own, low: quantile(drawn, tail), high: quantile(drawn, 1 - tail) }
}

/** A statistic of rows, and its standard error estimated from the same rows; 0 if they show none. */
export interface Measured {
  readonly value: number
  readonly error: number
}

/**
 * Compute the studentized bootstrap interval (bootstrap-t) of a skewed statistic. For each resample, the deviation from
 * the estimate is divided by the resample's own standard error. The limits are the estimate minus the outer quantiles
 * of these ratios times the standard error of the original rows. With skewed values, such as money, and small groups,
 * the percentile bootstrap covers the truth too seldom: a sample without large values has both a small mean and a small
 * error. The studentized bootstrap allows for that.
 *
 * @param n the number of rows, >= 1
 * @param statistic as for `bootstrapInterval`, with its standard error; resamples with an error of 0 are left out
 * @returns estimate, the value of the original rows; low and high, in its units, equal to it if no error is seen
 * @throws {RangeError} as `bootstrapInterval` does, and on a standard error that is not finite
 * @see Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 12.5
 * @see Davison and Hinkley (1997), Bootstrap Methods and their Application, chapter 5.2
 * @example studentizedInterval(3, () => ({ value: 2, error: 1 })) // estimate 2, low 2, high 2
 */
export function studentizedInterval(
  n: number,
  statistic: (indices: Int32Array) => Measured,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
  const measured = (rows: Int32Array, where: () => string): Measured => {
    const { value, error } = statistic(rows)
    return { value: requireFinite(value, where), error: requireFinite(error, where) }
  }
  const { own, drawn, tail } = resampled(n, measured, options)
  const told = drawn.filter(({ error }) => error > 0)
  const off = told.map(({ value, error }) => (value - own.value) / error)
  const limit = (share: number) => (off.length ? own.value - quantile(off, share) * own.error : own.value)
  return { estimate: own.value, low: limit(1 - tail), high: limit(tail) }
}

/** The statistic of the original rows and of each resample, and the share that an interval leaves out on each side. */
function resampled<Value>(
  n: number,
  statistic: (rows: Int32Array, where: () => string) => Value,
  { seed = 1, resamples = 1000, level = 0.95 }: BootstrapOptions,
): { own: Value; drawn: Value[]; tail: number } {
  requireCount('n', n)
  requireCount('resamples', resamples)
  requireProbability('bootstrapInterval', 'level', level)
  const next = random(seed)
  const rows = Int32Array.from({ length: n }, (_, i) => i)
  const own = statistic(rows, () => 'the rows as they are')
  const drawn = Array.from({ length: resamples }, (_, b) => {
    for (let i = 0; i < n; i++) rows[i] = Math.floor(next() * n)
    return statistic(rows, () => `resample ${b}`)
  })
  return { own, drawn, tail: (1 - level) / 2 }
}

function requireCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`bootstrapInterval requires ${name} to be a whole number of at least 1, got ${count}`)
  }
}

function requireFinite(value: number, where: () => string): number {
  if (Number.isFinite(value)) return value
  throw new RangeError(`bootstrapInterval requires a statistic that is finite, got ${value} on ${where()}`)
}
