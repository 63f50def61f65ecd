import { requireNumbers, requireSameLength } from './checks.js'

/**
 * Cliff's delta: the chance that a value of one group exceeds one of the other, minus the chance of the reverse.
 * -1 to 1, 0 where neither tends to be larger; no units, no assumption on the distribution. Equal to the rank-biserial
 * correlation of Mann and Whitney's test, 2 U / (n m) - 1, and to 2 auc - 1.
 *
 * @param a n numbers, n >= 1, any units; not modified
 * @param b m numbers, m >= 1, in the same units; not modified
 * @throws {RangeError} on an empty group, or a value that is not finite
 * @see Cliff (1993), Dominance statistics, https://doi.org/10.1037/0033-2909.114.3.494
 * @example cliffsDelta([3, 4], [1, 2, 3]) // 0.8333333333333334
 */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number {
  requireNumbers('cliffsDelta', a)
  requireNumbers('cliffsDelta', b)
  const values = Float64Array.from([...Array.from(a), ...Array.from(b)])
  const inGroup = Uint8Array.from(values, (_, i) => (i < a.length ? 1 : 0))
  return cliffsDeltaOf(values, inGroup)(Int32Array.from(values, (_, i) => i))
}

/**
 * The chance that a value of one group exceeds one of the other, ties counting half: the area under the ROC curve.
 *
 * @param a n numbers, n >= 1, any units; not modified
 * @param b m numbers, m >= 1, in the same units; not modified
 * @returns 0 to 1
 * @throws {RangeError} on an empty group, or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
 * @example auc([3, 4], [1, 2, 3]) // 0.9166666666666667
 */
export function auc(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return (cliffsDelta(a, b) + 1) / 2
}

/**
 * Cliff's delta as a statistic of chosen rows, for `bootstrapInterval`: values are sorted once, and each resample is
 * counted in one pass. Give the bootstrap `strata: inGroup`, so that no resample lacks a group.
 *
 * @param values n numbers, any units; not modified
 * @param inGroup for each row 1 (true) in the group of interest, 0 (false) in the rest; not modified
 * @returns a function of row indices (repeats allowed): the delta of the group against the rest; NaN where either is empty
 * @throws {RangeError} on vectors of different lengths, or a value that is not finite
 * @example cliffsDeltaOf([3, 1, 4, 2, 3], [1, 0, 1, 0, 0])(Int32Array.of(0, 1, 2, 3, 4)) // 0.8333333333333334
 */
export function cliffsDeltaOf(
  values: ArrayLike<number>,
  inGroup: ArrayLike<number | boolean>,
): (indices: Int32Array) => number {
  requireSameLength('cliffsDeltaOf', values, inGroup)
  requireNumbers('cliffsDeltaOf', values)
  const distinct = Float64Array.from(new Set(Array.from(values))).sort()
  const place = new Map(Array.from(distinct, (value, i) => [value, i]))
  // Group and rest are counted side by side: place * 2 for the rest, place * 2 + 1 for the group.
  const slot = Int32Array.from(Array.from(values), (value, i) => place.get(value)! * 2 + Number(inGroup[i]))
  const counts = new Int32Array(distinct.length * 2)
  return (indices) => {
    counts.fill(0)
    for (let i = 0; i < indices.length; i++) counts[slot[indices[i]]]++
    return dominance(counts)
  }
}

function dominance(counts: Int32Array): number {
  let group = 0
  let rest = 0
  let wins = 0
  for (let i = 0; i < counts.length; i += 2) {
    wins += counts[i + 1] * rest - counts[i] * group
    rest += counts[i]
    group += counts[i + 1]
  }
  return wins / (group * rest)
}
