import * as simple from 'simple-statistics'
import { requireNumbers } from '../core/checks.js'

/**
 * Compute the arithmetic mean, by simple-statistics' compensated sum. Accepts typed arrays, but no missing values.
 *
 * @param values n numbers, n >= 1, any units; not modified
 * @returns in the units of `values`
 * @throws {RangeError} on no values, or one that is not finite
 * @example mean([1, 2, 6]) // 3
 */
export function mean(values: ArrayLike<number>): number {
  requireNumbers('mean', values)
  return simple.mean(values as readonly number[])
}

/**
 * Compute the median: the middle value, or the mean of the two middle ones.
 *
 * @param values n numbers, n >= 1, any order and units; not modified
 * @returns in the units of `values`
 * @throws {RangeError} on no values, or one that is not finite
 * @example median([5, 1, 3, 100]) // 4
 */
export function median(values: ArrayLike<number>): number {
  requireNumbers('median', values)
  return simple.median(values as readonly number[])
}

/**
 * Compute the sample standard deviation (n - 1 in the denominator).
 *
 * @param values n numbers, n >= 2, any units; not modified
 * @returns in the units of `values`
 * @throws {RangeError} on fewer than two values, or one that is not finite
 * @example deviation([1, 3]) // 1.4142135623730951
 */
export function deviation(values: ArrayLike<number>): number {
  requireNumbers('deviation', values, 2)
  return simple.sampleStandardDeviation(values as readonly number[])
}

/**
 * Compute the sum. Missing values are not accepted.
 *
 * @param values n numbers, n >= 1, any units; not modified
 * @returns in the units of `values`
 * @throws {RangeError} on no values, or one that is not finite
 * @example total([1, 2, 6]) // 9
 */
export function total(values: ArrayLike<number>): number {
  requireNumbers('total', values)
  return simple.sum(values as readonly number[])
}
