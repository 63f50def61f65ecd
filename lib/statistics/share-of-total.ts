import { type BootstrapOptions, type Measured, studentizedInterval } from './bootstrap.js'

/**
 * The share of a total that some rows bring, such as of all value, and how far it might lie from what was seen had other
 * rows come: a studentized bootstrap, with the standard error of a ratio of sums, since money is skewed.
 *
 * @param values n, none negative; not modified
 * @param counted n, 1 for the rows whose share it is
 * @returns estimate, low and high, 0 to 1; 0 where nothing is brought
 * @throws {RangeError} on no rows
 * @see studentizedInterval
 * @example shareOfTotal([1, 3], [0, 1]).estimate // 0.75
 */
export function shareOfTotal(
  values: ArrayLike<number>,
  counted: ArrayLike<number>,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
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
