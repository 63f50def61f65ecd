import { requireNumbers, requireProbability } from '../core/checks.js'

/**
 * The value below which a share p of the values lies: Hyndman and Fan's type 7, the default of numpy and R.
 * simple-statistics has a quantile of another type, which does not interpolate.
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
  return quantileSorted(Float64Array.from(values).sort(), p)
}

/**
 * The quantile of values that are sorted already, for many quantiles of one vector.
 *
 * @param sorted n finite numbers, ascending, n >= 1; neither checked nor modified
 * @param p 0 to 1
 * @throws {RangeError} on p outside 0 to 1
 * @example quantileSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  requireProbability('quantile', 'p', p)
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (position - below) * (sorted[above] - sorted[below])
}
