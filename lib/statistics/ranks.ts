import { requireNumbers } from '../core/checks.js'

/**
 * Rank values in ascending order, from 1. Equal values share the mean of their ranks; d3-array gives them the first.
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
  const places = new Map<number, number>()
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    while (end < sorted.length && sorted[end] === sorted[first]) end++
    places.set(sorted[first], (first + end + 1) / 2)
  }
  const found = new Float64Array(values.length)
  for (let i = 0; i < found.length; i++) found[i] = places.get(values[i])!
  return found
}
