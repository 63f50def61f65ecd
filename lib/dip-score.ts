import normal from '@stdlib/stats-base-dists-normal'
import { dip } from './dip.js'

/** Shares of samples of uniform numbers whose sqrt(n) x dip stays below each quantile. */
const SHARES = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999]
const SCORES = SHARES.map((share) => normal.quantile(share, 0, 1))

/** Quantiles of sqrt(n) x dip of n uniform numbers, by n, simulated. */
// biome-ignore format: a table
const QUANTILES: readonly (readonly [number, readonly number[]])[] = [
  [8, [0.1768, 0.188, 0.2087, 0.2323, 0.2605, 0.2829, 0.2989, 0.3145, 0.3285, 0.3417, 0.356, 0.4028, 0.4402, 0.4639, 0.4876, 0.5047, 0.5423]],
  [12, [0.2079, 0.2245, 0.2375, 0.2521, 0.2709, 0.2832, 0.2967, 0.3164, 0.3356, 0.3566, 0.3807, 0.415, 0.447, 0.4786, 0.51, 0.5294, 0.5951]],
  [18, [0.214, 0.225, 0.2336, 0.2509, 0.2759, 0.2946, 0.3106, 0.3264, 0.3434, 0.3654, 0.3907, 0.4315, 0.4689, 0.5018, 0.5431, 0.5748, 0.6258]],
  [27, [0.2153, 0.2285, 0.2418, 0.2588, 0.2804, 0.3002, 0.3173, 0.3348, 0.3545, 0.3754, 0.4036, 0.4471, 0.487, 0.5199, 0.5588, 0.5842, 0.6326]],
  [40, [0.2215, 0.2335, 0.2476, 0.2648, 0.2884, 0.3062, 0.3238, 0.3412, 0.361, 0.3829, 0.4116, 0.4518, 0.4889, 0.5245, 0.5611, 0.5912, 0.6541]],
  [60, [0.2258, 0.2385, 0.2516, 0.2694, 0.2937, 0.3128, 0.3303, 0.3504, 0.3701, 0.3931, 0.4201, 0.465, 0.5021, 0.5381, 0.5769, 0.6102, 0.6848]],
  [100, [0.2275, 0.2426, 0.2574, 0.2751, 0.2999, 0.3194, 0.3378, 0.3559, 0.3762, 0.4, 0.4276, 0.4696, 0.5116, 0.5451, 0.5919, 0.6194, 0.6662]],
  [200, [0.2332, 0.25, 0.2618, 0.2803, 0.3044, 0.3244, 0.3432, 0.361, 0.3813, 0.4046, 0.433, 0.4804, 0.5238, 0.5644, 0.615, 0.6434, 0.7154]],
  [400, [0.2364, 0.251, 0.2654, 0.2827, 0.3084, 0.3296, 0.3482, 0.3665, 0.3871, 0.4099, 0.44, 0.4881, 0.5307, 0.5638, 0.6136, 0.6541, 0.7314]],
  [1000, [0.2477, 0.2596, 0.2712, 0.2881, 0.3129, 0.334, 0.3538, 0.3743, 0.3957, 0.4182, 0.4483, 0.4967, 0.5351, 0.5785, 0.6273, 0.6586, 0.6971]],
  [4000, [0.2457, 0.2585, 0.2732, 0.293, 0.3145, 0.3356, 0.3543, 0.3745, 0.3974, 0.4206, 0.453, 0.4975, 0.5402, 0.5797, 0.6294, 0.6633, 0.7387]],
]

/** Fewer numbers show neither one peak nor two. */
const FEWEST = 8
const LEAST = -3.5
const MOST = 9

/**
 * The dip as a normal score: 0 is the median of samples with a single flat peak, 1.645 its 95% point. Beyond the table the
 * score goes on in a straight line, up to 9; a sample of fewer than 8 numbers has the least score, -3.5.
 *
 * @param sorted finite numbers in increasing order; not modified
 * @see Hartigan and Hartigan (1985), who take the uniform distribution as the hardest of those with one peak
 * @example dipScore([1, 1, 1, 1, 9, 9, 9, 9]) // 9
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

/** The row of the table; between two rows, linear in the logarithm of n. */
function quantilesOf(n: number): readonly number[] {
  const next = QUANTILES.findIndex(([size]) => size >= n)
  if (next < 0) return QUANTILES[QUANTILES.length - 1][1]
  if (next === 0) return QUANTILES[0][1]
  const [smaller, low] = QUANTILES[next - 1]
  const [larger, high] = QUANTILES[next]
  const weight = Math.log(n / smaller) / Math.log(larger / smaller)
  return low.map((quantile, i) => quantile + weight * (high[i] - quantile))
}
