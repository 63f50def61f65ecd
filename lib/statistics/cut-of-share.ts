import { requireNumbers, requireProbability } from '../core/checks.js'

/**
 * The value from which a top share of the values begins, where some are equal: equal ones stay together, so the cut is the
 * one among the different values whose upper share is nearest to the share wanted, of two alike the higher one. It parts:
 * neither side is ever empty.
 *
 * @param values n numbers, n >= 1, any order and units; not modified
 * @param share 0 to 1: how many should be at the cut or above it
 * @returns in the units of `values`; undefined where all values are equal
 * @throws {RangeError} on no values, a value that is not finite, or a share outside 0 to 1
 * @example cutOfShare([0, 0, 0, 5, 9], 1 / 3) // 5: two fifths are nearer to a third than one fifth
 */
export function cutOfShare(values: ArrayLike<number>, share: number): number | undefined {
  requireNumbers('cutOfShare', values)
  requireProbability('cutOfShare', 'share', share)
  const sorted = Float64Array.from(values).sort().reverse()
  const wanted = share * sorted.length
  let cut: number | undefined
  let least = Infinity
  for (let above = 1; above < sorted.length; above++) {
    if (sorted[above] === sorted[above - 1]) continue
    if (Math.abs(above - wanted) >= least) break
    least = Math.abs(above - wanted)
    cut = sorted[above - 1]
  }
  return cut
}
