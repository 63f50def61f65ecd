import { LARGE } from '../core/sample.js'
import { type BootstrapOptions, type Measured, studentizedInterval } from './bootstrap.js'
import { normalCritical } from './tails.js'

/**
 * Compute the share of a total that some rows contribute, such as of total value, and its confidence interval. It is a
 * studentized bootstrap with the standard error of a ratio of sums, because money is skewed. With more than 20,000 rows
 * (LARGE) its limits are computed by Hall's expansion, which corrects for skewness in the same way without resampling.
 *
 * @param values n numbers, none negative, any units; not modified
 * @param counted length n, 1 for the rows whose share it is, else 0; not modified
 * @param options as for `bootstrapInterval`
 * @returns estimate, low and high, 0 to 1; all 0 if the total is 0
 * @throws {RangeError} on no rows
 * @see studentizedInterval
 * @see Hall (1992), The Bootstrap and Edgeworth Expansion, chapter 3.10
 * @example shareOfTotal([1, 3], [0, 1]).estimate // 0.75
 */
export function shareOfTotal(
  values: ArrayLike<number>,
  counted: ArrayLike<number>,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
  if (values.length > LARGE) return expanded(values, counted, options.level)
  const { estimate, low, high } = studentizedInterval(values.length, (rows) => share(rows, values, counted), options)
  return { estimate, low: Math.max(0, low), high: Math.min(1, high) }
}

function share(rows: Int32Array, values: ArrayLike<number>, counted: ArrayLike<number>): Measured {
  let all = 0
  let own = 0
  let squares = 0
  let ownSquares = 0
  for (const row of rows) {
    const one = values[row]
    all += one
    squares += one * one
    if (!counted[row]) continue
    own += one
    ownSquares += one * one
  }
  if (!all) return { value: 0, error: 0 }
  const ratio = own / all
  const spread = (1 - ratio) ** 2 * ownSquares + ratio ** 2 * (squares - ownSquares)
  return { value: ratio, error: Math.sqrt((spread * rows.length) / Math.max(1, rows.length - 1)) / all }
}

/**
 * The studentized limits, from the skewness g of the contributions of n rows. For the pivot T,
 * P(T <= t) = N(t) + g (2 t^2 + 1) N'(t) / (6 sqrt(n)), so its quantiles are the normal ones, less
 * g (2 z^2 + 1) / (6 sqrt(n)).
 */
function expanded(
  values: ArrayLike<number>,
  counted: ArrayLike<number>,
  level = 0.95,
): { estimate: number; low: number; high: number } {
  const n = values.length
  let all = 0
  let own = 0
  for (let row = 0; row < n; row++) {
    all += values[row]
    if (counted[row]) own += values[row]
  }
  if (!all) return { estimate: 0, low: 0, high: 0 }
  const ratio = own / all
  let squares = 0
  let cubes = 0
  for (let row = 0; row < n; row++) {
    const pull = (counted[row] ? 1 - ratio : -ratio) * values[row]
    squares += pull * pull
    cubes += pull * pull * pull
  }
  const error = Math.sqrt((squares * n) / (n - 1)) / all
  const z = normalCritical(1 - level)
  // The skewness over sqrt(n) is the sum of cubes over the sum of squares to the power of 3/2.
  const bent = squares > 0 ? (cubes / squares ** 1.5) * ((2 * z * z + 1) / 6) : 0
  return {
    estimate: ratio,
    low: Math.max(0, ratio - (z - bent) * error),
    high: Math.min(1, ratio + (z + bent) * error),
  }
}
