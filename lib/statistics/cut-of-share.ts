import { requireNumbers, requireProbability } from '../core/checks.js'

/**
 * Return the value at or above which a given share of the values lies. Equal values stay together, so the cut is the
 * distinct value whose share at or above is nearest to the wanted one; of two equally near, the higher. Neither side is
 * ever empty.
 *
 * @param values n numbers, n >= 1, any order and units; not modified
 * @param share the share of values wanted at or above the cut, 0 to 1
 * @returns in the units of `values`; undefined if all values are equal
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
