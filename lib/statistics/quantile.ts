import * as simple from 'simple-statistics'
import { requireNumbers, requireProbability } from '../core/checks.js'

/**
 * Compute a quantile, the value below which a share p of the values lies, by simple-statistics.
 * It is Hyndman and Fan's type 7, the default of numpy and R. Accepts typed arrays, but no missing values.
 *
 * @param values n numbers, n >= 1, any order and units; not modified
 * @param p 0 (the smallest) to 1 (the largest)
 * @returns in the units of `values`
 * @throws {RangeError} on no values, a value that is not finite, or p outside 0 to 1
 * @see Hyndman and Fan (1996), Sample quantiles in statistical packages, https://doi.org/10.2307/2684934
 * @example quantile([4, 1, 3, 2], 0.25) // 1.75
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  requireNumbers('quantile', values)
  requireProbability('quantile', 'p', p)
  return simple.quantile(values as number[], p)
}
