import { bootstrapInterval } from './bootstrap.js'
import { cliffsDeltaOf } from './cliffs-delta.js'
import { cramersV } from './cramers-v.js'
import { encode } from './encode.js'
import { permutationTest } from './permutation-test.js'
import { ranks } from './ranks.js'

/** How a variable goes with a group of customers. */
export interface Association {
  readonly measure: "Cliff's delta" | "Cramér's V"
  readonly effect: number
  readonly interval: readonly [number, number]
  readonly p: number
  readonly n: number
  readonly method: string
}

/** How many shuffles and resamples: enough for p = .001 and for two digits of an interval. */
export interface Effort {
  readonly seed?: number
  readonly permutations?: number
  readonly resamples?: number
}

const METHOD = 'permutation test; percentile bootstrap'

/**
 * Do customers in a group have larger values than the rest? Cliff's delta: the chance that one of them has more than one
 * of the rest, minus the chance of less.
 *
 * @param values n numbers or ordered levels as numbers; not modified
 * @param inGroup n, true or 1 for the group; neither all nor none
 * @see Cliff (1993), https://doi.org/10.1037/0033-2909.114.3.494
 */
export function numericAssociation(
  values: ArrayLike<number>,
  inGroup: ArrayLike<number>,
  effort: Effort = {},
): Association {
  const n = values.length
  const delta = bootstrapInterval(n, cliffsDeltaOf(values, inGroup), {
    seed: effort.seed,
    resamples: effort.resamples ?? 500,
    strata: inGroup,
  })
  const rank = ranks(values)
  const middle = (n + 1) / 2
  const { p } = permutationTest(
    (labels) => {
      let sum = 0
      for (let i = 0; i < n; i++) if (labels[i]) sum += rank[i] - middle
      return Math.abs(sum)
    },
    inGroup,
    { seed: effort.seed, permutations: effort.permutations ?? 999 },
  )
  return { measure: "Cliff's delta", effect: delta.estimate, interval: [delta.low, delta.high], p, n, method: METHOD }
}

/**
 * Do customers in a group differ from the rest in which category they are in? Cramér's V, corrected for bias.
 *
 * @param categories n categories; not modified
 * @param inGroup n, true or 1 for the group; neither all nor none
 * @see Bergsma (2013), https://doi.org/10.1016/j.jkss.2012.10.002
 */
export function categoricalAssociation(
  categories: ArrayLike<string>,
  inGroup: ArrayLike<number>,
  effort: Effort = {},
): Association {
  const n = categories.length
  const { codes, levels } = encode(categories)
  const interval = correctedInterval(
    n,
    (rows) => cramersVOfCounts(codes, levels.length, inGroup, rows),
    inGroup,
    effort,
  )
  const totals = new Float64Array(levels.length)
  for (const code of codes) totals[code]++
  const { p } = permutationTest((labels) => spread(codes, totals, labels), inGroup, {
    seed: effort.seed,
    permutations: effort.permutations ?? 999,
  })
  return {
    measure: "Cramér's V",
    effect: cramersV(categories, inGroup).v,
    interval,
    p,
    n,
    method: METHOD,
  }
}

/**
 * Resampling adds noise of its own, which V, never negative, counts as association: the percentile interval is moved back
 * by that bias, and kept on 0 to 1.
 */
function correctedInterval(
  n: number,
  statistic: (rows: Int32Array) => number,
  strata: ArrayLike<number>,
  effort: Effort,
): readonly [number, number] {
  const resamples = effort.resamples ?? 500
  let sum = 0
  const counted = (rows: Int32Array): number => {
    const value = statistic(rows)
    sum += value
    return value
  }
  const { estimate, low, high } = bootstrapInterval(n, counted, { seed: effort.seed, resamples, strata })
  const bias = (sum - estimate) / resamples - estimate
  const kept = (value: number) => Math.min(1, Math.max(0, value - bias))
  return [Math.min(estimate, kept(low)), Math.max(estimate, kept(high))]
}

/** Chi-square of a two-column table up to constants that no shuffle changes. */
function spread(codes: Int32Array, totals: Float64Array, labels: Int32Array): number {
  const hits = new Float64Array(totals.length)
  for (let i = 0; i < codes.length; i++) if (labels[i]) hits[codes[i]]++
  return hits.reduce((sum, hit, level) => sum + (totals[level] ? (hit * hit) / totals[level] : 0), 0)
}

/** Bias-corrected V of the rows given, by counting: the bootstrap calls it a thousand times. */
function cramersVOfCounts(codes: Int32Array, levels: number, inGroup: ArrayLike<number>, rows: Int32Array): number {
  const counts = [new Float64Array(levels), new Float64Array(levels)]
  for (const row of rows) counts[inGroup[row] ? 1 : 0][codes[row]]++
  const n = rows.length
  const size = counts[1].reduce((sum, hit) => sum + hit, 0)
  let chiSquare = 0
  let used = 0
  for (let level = 0; level < levels; level++) {
    const total = counts[0][level] + counts[1][level]
    if (!total) continue
    used++
    const expected = (total * size) / n
    chiSquare += (counts[1][level] - expected) ** 2 * (1 / expected + 1 / (total - expected))
  }
  const phi = Math.max(0, chiSquare / n - (used - 1) / (n - 1))
  const most = Math.min(used - (used - 1) ** 2 / (n - 1), 2 - 1 / (n - 1)) - 1
  return most > 0 ? Math.min(1, Math.sqrt(phi / most)) : 0
}
