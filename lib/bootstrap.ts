import { requireProbability } from './checks.js'
import { quantileSorted } from './quantile.js'
import { random } from './random.js'

/** How `bootstrapInterval` resamples: `seed` (default 1), `resamples` (1000) and `level` (0.95). */
export interface BootstrapOptions {
  readonly seed?: number
  readonly resamples?: number
  readonly level?: number
}

/**
 * How far a statistic might lie from what was seen, had other customers come: the percentile bootstrap.
 * Rows are drawn again with replacement, the statistic is computed on each draw, and the middle `level` of the outcomes
 * is the interval.
 *
 * @param n rows, >= 1
 * @param statistic a number computed from n row indices 0 to n - 1, repeats included; the same array is used again for
 *   each resample, so it must not be kept or modified
 * @returns estimate, the statistic of the rows as they are; low and high, in its units
 * @throws {RangeError} on n < 1, resamples < 1, a level outside 0 to 1, or a statistic that is not finite
 * @see Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13
 * @example bootstrapInterval(3, (rows) => rows.length) // estimate 3, low 3, high 3
 */
export function bootstrapInterval(
  n: number,
  statistic: (indices: Int32Array) => number,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
  const { seed = 1, resamples = 1000, level = 0.95 } = options
  requireCount('n', n)
  requireCount('resamples', resamples)
  requireProbability('bootstrapInterval', 'level', level)
  const next = random(seed)
  const indices = Int32Array.from({ length: n }, (_, i) => i)
  const estimate = requireValue(statistic(indices), 'the rows as they are')
  const outcomes = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < n; i++) indices[i] = Math.floor(next() * n)
    outcomes[b] = requireValue(statistic(indices), `resample ${b}`)
  }
  outcomes.sort()
  const tail = (1 - level) / 2
  return { estimate, low: quantileSorted(outcomes, tail), high: quantileSorted(outcomes, 1 - tail) }
}

function requireCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`bootstrapInterval requires ${name} to be a whole number of at least 1, got ${count}`)
  }
}

function requireValue(value: number, where: string): number {
  if (Number.isFinite(value)) return value
  throw new RangeError(`bootstrapInterval requires a statistic that is finite, got ${value} on ${where}`)
}
