import { clusters, core, features } from 'segments'

/** Options: up to `kMax` clusters (8), `references` samples (20), `starts` of k-means for each fit (2), `seed` (1). */
export interface GapOptions {
  readonly kMax?: number
  readonly seed?: number
  readonly references?: number
  readonly starts?: number
}

/**
 * Compute the gap statistic: how much tighter k clusters are than k clusters of data without structure. The references
 * are uniform in a box along the principal axes of the rows; gap(k) is their mean log inertia minus that of the rows.
 * The k chosen is the smallest with gap(k) >= gap(k + 1) - error(k + 1), or kMax if there is none. Unlike silhouettes,
 * it can choose k = 1.
 *
 * @param x n rows by d columns, with more than kMax distinct rows; not modified
 * @param options kMax, seed, references, starts
 * @returns gap and error for k = 1 to kMax, at indices 0 to kMax - 1, in logs of inertia; and the k chosen
 * @throws {RangeError} on too few distinct rows, no references, or a value that is not finite
 * @see Tibshirani, Walther and Hastie (2001), Estimating the number of clusters in a data set via the gap statistic
 * @example gapStatistic(matrix([[0], [1], [2], [80], [81], [82]]), { kMax: 3 }).k // 2
 */
export function gapStatistic(
  x: core.Matrix,
  options: GapOptions = {},
): { gap: Float64Array; error: Float64Array; k: number } {
  const { kMax = 8, seed = 1, references = 20, starts = 2 } = options
  for (const [name, count] of Object.entries({ kMax, references })) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`gapStatistic requires ${name} to be an integer >= 1, got ${count}`)
    }
  }
  const { scores } = features.pca(x)
  const next = core.random(seed)
  const observed = logInertias(x, kMax, seed, starts)
  const drawn = Array.from({ length: references }, () => logInertias(reference(scores, next), kMax, seed, starts))
  const gap = new Float64Array(kMax)
  const error = new Float64Array(kMax)
  for (let i = 0; i < kMax; i++) {
    const mean = drawn.reduce((sum, logs) => sum + logs[i], 0) / references
    const variance = drawn.reduce((sum, logs) => sum + (logs[i] - mean) ** 2, 0) / references
    gap[i] = mean - observed[i]
    error[i] = Math.sqrt(variance * (1 + 1 / references))
  }
  const chosen = gap.findIndex((value, i) => value >= gap[i + 1] - error[i + 1])
  return { gap, error, k: chosen < 0 ? kMax : chosen + 1 }
}

function logInertias(x: core.Matrix, kMax: number, seed: number, starts: number): number[] {
  return Array.from({ length: kMax }, (_, i) => {
    const { inertia } = clusters.kmeans(x, i + 1, { seed, starts, swaps: 0, passes: 3 })
    if (inertia > 0) return Math.log(inertia)
    throw new RangeError(`gapStatistic requires more than kMax = ${kMax} distinct rows, got ${i + 1}`)
  })
}

/** Draw rows uniformly in the box of the scores. Rotating them back to the axes of x would change no distance. */
function reference(scores: core.Matrix, next: () => number): core.Matrix {
  const { rows, cols, data } = scores
  const lows = new Float64Array(cols).fill(Infinity)
  const highs = new Float64Array(cols).fill(-Infinity)
  data.forEach((value, at) => {
    lows[at % cols] = Math.min(lows[at % cols], value)
    highs[at % cols] = Math.max(highs[at % cols], value)
  })
  return { rows, cols, data: data.map((_, at) => lows[at % cols] + next() * (highs[at % cols] - lows[at % cols])) }
}
