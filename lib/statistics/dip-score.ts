import normal from '@stdlib/stats-base-dists-normal'
import { dip } from './dip.js'

/** Shares of uniform samples whose sqrt(n) x dip is below each quantile. */
const SHARES = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999]
const SCORES = SHARES.map((share) => normal.quantile(share, 0, 1))

/** Quantiles of sqrt(n) x dip of n uniform numbers, by n: from 100,000 samples each, computed with R's diptest. */
// biome-ignore format: a table
const QUANTILES: readonly (readonly [number, readonly number[]])[] = [
  [8, [0.1768, 0.1905, 0.2092, 0.232, 0.2611, 0.2822, 0.2993, 0.3141, 0.3278, 0.3409, 0.355, 0.4009, 0.4353, 0.4619, 0.489, 0.5055, 0.5452]],
  [12, [0.2044, 0.2212, 0.2352, 0.2511, 0.2694, 0.282, 0.2959, 0.3158, 0.3354, 0.3567, 0.3811, 0.4164, 0.451, 0.4821, 0.5168, 0.541, 0.5902]],
  [18, [0.213, 0.2241, 0.2334, 0.251, 0.2755, 0.2941, 0.3105, 0.3268, 0.3441, 0.3663, 0.393, 0.4322, 0.467, 0.4989, 0.5369, 0.562, 0.6115]],
  [27, [0.2149, 0.2292, 0.2422, 0.2587, 0.2807, 0.2999, 0.3174, 0.3347, 0.3536, 0.3753, 0.4026, 0.4441, 0.4807, 0.5132, 0.5519, 0.5776, 0.6344]],
  [40, [0.2199, 0.2332, 0.2468, 0.264, 0.287, 0.3059, 0.3237, 0.3416, 0.3609, 0.3835, 0.4118, 0.4534, 0.4911, 0.5255, 0.5669, 0.5964, 0.6511]],
  [60, [0.224, 0.238, 0.2517, 0.2693, 0.2929, 0.3121, 0.3299, 0.3479, 0.3678, 0.3905, 0.42, 0.4627, 0.5016, 0.5364, 0.5781, 0.6088, 0.6688]],
  [100, [0.2274, 0.2424, 0.2564, 0.2742, 0.2987, 0.3183, 0.3364, 0.3551, 0.375, 0.3983, 0.4272, 0.4717, 0.5113, 0.5471, 0.5893, 0.62, 0.6876]],
  [200, [0.2331, 0.2477, 0.2612, 0.2794, 0.3039, 0.3238, 0.3423, 0.3614, 0.3818, 0.4055, 0.4355, 0.4813, 0.5219, 0.5585, 0.6057, 0.6359, 0.7014]],
  [400, [0.2374, 0.2524, 0.2663, 0.2845, 0.3089, 0.3293, 0.3482, 0.3674, 0.3878, 0.4119, 0.4425, 0.4884, 0.5287, 0.5654, 0.6109, 0.6434, 0.709]],
  [1000, [0.2406, 0.2547, 0.2692, 0.2873, 0.3124, 0.3325, 0.3516, 0.3709, 0.3916, 0.4158, 0.4465, 0.4929, 0.5339, 0.5736, 0.6181, 0.6538, 0.7263]],
  [4000, [0.2434, 0.2584, 0.2725, 0.2908, 0.3161, 0.337, 0.3561, 0.3755, 0.3967, 0.421, 0.4514, 0.4981, 0.5403, 0.5798, 0.6269, 0.6594, 0.731]],
]

/** Fewer numbers than this show neither one peak nor two. */
const FEWEST = 8
const LEAST = -3.5
const MOST = 9

/**
 * Compute the dip as a normal score: for uniform samples of the same size, 0 is the median and 1.645 the 95% quantile.
 * Beyond the table the score is extrapolated linearly, up to 9. A sample of fewer than 8 numbers has the lowest score.
 *
 * @param sorted n finite numbers in increasing order; not modified
 * @returns -3.5 to 9
 * @see Hartigan and Hartigan (1985), who use the uniform as the least favorable distribution with one peak
 * @example dipScore([1, 2, 3]) // -3.5
 */
export function dipScore(sorted: ArrayLike<number>): number {
  const n = sorted.length
  if (n < FEWEST) return LEAST
  const statistic = Math.sqrt(n) * dip(sorted)
  const quantiles = quantilesOf(n)
  let i = 1
  while (i < quantiles.length - 1 && statistic > quantiles[i]) i++
  const slope = (SCORES[i] - SCORES[i - 1]) / (quantiles[i] - quantiles[i - 1])
  return Math.max(LEAST, Math.min(MOST, SCORES[i - 1] + slope * (statistic - quantiles[i - 1])))
}

/** The row of the table for n; between two rows, interpolated linearly in log n. */
function quantilesOf(n: number): readonly number[] {
  const next = QUANTILES.findIndex(([size]) => size >= n)
  if (next < 0) return QUANTILES[QUANTILES.length - 1][1]
  if (next === 0) return QUANTILES[0][1]
  const [smaller, low] = QUANTILES[next - 1]
  const [larger, high] = QUANTILES[next]
  const weight = Math.log(n / smaller) / Math.log(larger / smaller)
  return low.map((quantile, i) => quantile + weight * (high[i] - quantile))
}
