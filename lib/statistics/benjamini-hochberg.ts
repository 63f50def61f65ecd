import padjust from '@stdlib/stats-padjust'
import { requireProbability } from '../core/checks.js'

/**
 * Compute the q-values of many tests: of the tests with q at or below 0.05, at most about 5% are false positives.
 * One in twenty p-values is below 0.05 by chance alone; among 300 pairs of columns that is fifteen. stdlib's padjust,
 * used here, accepts no empty list and does not say which p is wrong.
 *
 * @param pValues m p-values, 0 to 1, any order; not modified
 * @returns m q-values in the same order, each at least its p
 * @throws {RangeError} on a p outside 0 to 1, or NaN
 * @see Benjamini and Hochberg (1995), https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 * @example benjaminiHochberg([0.01, 0.04, 0.03, 0.5]) // 0.04, 0.0533, 0.0533, 0.5
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  pValues.forEach((p, i) => {
    requireProbability('benjaminiHochberg', `p at index ${i}`, p)
  })
  return pValues.length ? padjust([...pValues], 'bh') : []
}
