import { extent } from 'd3-array'
import { quantile } from './quantile.js'

/** A histogram: counts of values in bins of equal width. */
export interface Bins {
  /** The middle of each bin, in the units of the values. */
  readonly middles: readonly number[]
  readonly counts: readonly number[]
  readonly width: number
  /** Where the first bin begins. */
  readonly low: number
}

/** More bars than this cannot be told apart in a panel. */
export const MOST = 30

/**
 * Count values in bins of equal width. For whole numbers the width is a whole number, so that all bins cover equally
 * many of them; otherwise it follows the Freedman-Diaconis rule. There are at most 30 bins by default.
 * The bins of d3-array ignore whole numbers, and collapse into one if half of the values are equal.
 *
 * @param values numbers, NaN where missing (not counted); not modified
 * @param most the largest number of bins
 * @returns middles, counts and width of the bins; no bins if there are no values
 * @see Freedman and Diaconis (1981), https://doi.org/10.1007/BF01025868
 * @example bins([1, 1, 3]).counts // 2, 0, 1
 */
export function bins(values: ArrayLike<number>, most: number = MOST): Bins {
  const known = Float64Array.from(values).filter((value) => !Number.isNaN(value))
  if (!known.length) return { middles: [], counts: [], width: 1, low: 0 }
  const [low, high] = extent(known) as [number, number]
  if (known.every(Number.isInteger)) {
    const width = Math.ceil((high - low + 1) / most)
    return counted(known, low - 0.5, width, Math.ceil((high - low + 1) / width))
  }
  const spread = (2 * (quantile(known, 0.75) - quantile(known, 0.25))) / Math.cbrt(known.length)
  const number = spread > 0 ? Math.min(most, Math.max(1, Math.ceil((high - low) / spread))) : most
  return counted(known, low, (high - low) / number || 1, number)
}

/**
 * Count other values in the same bins; values beyond the ends count in the first and the last bin.
 *
 * @param values numbers, NaN where missing (not counted); not modified
 * @returns one count per bin
 * @example countIn([1, 2, 2], bins([1, 1, 3])) // [1, 2, 0]
 */
export function countIn(values: ArrayLike<number>, { middles, width, low }: Bins): number[] {
  const counts = middles.map(() => 0)
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || !counts.length) continue
    counts[Math.min(counts.length - 1, Math.max(0, Math.floor((values[i] - low) / width)))]++
  }
  return counts
}

function counted(values: Float64Array, low: number, width: number, number: number): Bins {
  const empty = { middles: Array.from({ length: number }, (_, i) => low + (i + 0.5) * width), counts: [], width, low }
  return { ...empty, counts: countIn(values, empty) }
}
