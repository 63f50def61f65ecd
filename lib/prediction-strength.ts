import { assign } from './assign.js'
import { takeRows } from './groups.js'
import { type Clustering, kmeans } from './kmeans.js'
import type { Matrix } from './matrix.js'
import { random, shuffled } from './random.js'

/** How prediction is probed: up to `kMax` clusters (8), on `splits` (5) drawn by `seed` (1), each from `starts` (2). */
export interface PredictionOptions {
  readonly kMax?: number
  readonly seed?: number
  readonly splits?: number
  readonly starts?: number
}

/**
 * Prediction strength: of two rows that one half of the data puts together, how often does the clustering of the other
 * half put them together too? In the worst cluster, each half in turn as the test, on average over random splits.
 * The authors take the largest k with 0.8 or more.
 *
 * @param x n rows by d columns, n >= 2 kMax; not modified
 * @param options kMax, seed, splits, starts
 * @returns for k = 1 to kMax, at indices 0 to kMax - 1; 0 to 1, and 1 at k = 1
 * @throws {RangeError} as `kmeans` does for each half; on a kMax or splits that is not an integer >= 1
 * @see Tibshirani and Walther (2005), Cluster validation by prediction strength; `prediction.strength` of R's fpc
 * @example predictionStrength(matrix([[0], [1], [2], [3], [80], [81], [82], [83]]), { kMax: 2 }) // 1, 1
 */
export function predictionStrength(x: Matrix, options: PredictionOptions = {}): Float64Array {
  const { kMax = 8, seed = 1, splits = 5, starts = 2 } = options
  for (const [name, count] of Object.entries({ kMax, splits })) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`predictionStrength requires ${name} to be an integer >= 1, got ${count}`)
    }
  }
  const strengths = new Float64Array(kMax)
  const next = random(seed)
  for (let split = 0; split < splits; split++) {
    const order = shuffled(x.rows, next)
    const middle = Math.floor(x.rows / 2)
    const halves = [takeRows(x, order.subarray(0, middle)), takeRows(x, order.subarray(middle))]
    for (let k = 1; k <= kMax; k++) {
      const [a, b] = halves.map((half) => kmeans(half, k, { seed, starts, swaps: 0, passes: 3 }))
      strengths[k - 1] += (strength(halves[0], a, b) + strength(halves[1], b, a)) / (2 * splits)
    }
  }
  return strengths
}

/** The least share, over the test's clusters, of pairs of rows that the training centroids put together too. */
function strength(x: Matrix, test: Clustering, training: Clustering): number {
  const k = test.centroids.rows
  const predicted = assign(x, training.centroids)
  const counts = new Int32Array(k * k)
  const sizes = new Int32Array(k)
  for (let i = 0; i < x.rows; i++) {
    counts[test.labels[i] * k + predicted[i]]++
    sizes[test.labels[i]]++
  }
  const pairs = new Float64Array(k)
  counts.forEach((count, at) => {
    pairs[Math.floor(at / k)] += count * (count - 1)
  })
  // A row alone has no pair that could be parted.
  return Math.min(...pairs.map((together, c) => (sizes[c] > 1 ? together / (sizes[c] * (sizes[c] - 1)) : 1)))
}
