import { requireNumbers } from '../core/checks.js'

/**
 * The place of each value in ascending order, from 1; equal values share the mean of their places.
 *
 * @param values n numbers, any units; not modified
 * @returns n ranks, 1 to n, which sum to n (n + 1) / 2
 * @throws {RangeError} on a value that is not finite
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.rankdata.html
 * @example ranks([10, 30, 10]) // 1.5, 3, 1.5
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  requireNumbers('ranks', values, 0)
  const sorted = Float64Array.from(values).sort()
  return Float64Array.from(values, (value) => (lowerBound(sorted, value) + upperBound(sorted, value) + 1) / 2)
}

/**
 * How many of the sorted values are less than `value`.
 *
 * @param sorted ascending; not modified
 * @example lowerBound([1, 2, 2, 3], 2) // 1
 */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * How many of the sorted values are less than or equal to `value`.
 *
 * @param sorted ascending; not modified
 * @example upperBound([1, 2, 2, 3], 2) // 3
 */
export function upperBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}
