import { distinctRows } from '../clusters/distinct-rows.js'
import { takeRows } from '../clusters/groups.js'
import { type KmeansOptions, kmeans } from '../clusters/kmeans.js'
import { matchClusters } from '../clusters/match-clusters.js'
import type { Matrix } from '../core/matrix.js'
import { random } from '../core/random.js'
import { JUDGED, sampleRows } from '../core/sample.js'

/** Hennig's thresholds: below 0.6 a cluster dissolves, from 0.75 it is stable. */
export const STABLE = 0.75
export const DISSOLVED = 0.6

/**
 * How stability is measured: number of `resamples` (default 100), `seed` of their draws (default 1), `starts` of each
 * clustering (default 3); with more rows than `sample` (default 20,000), a quarter of the sample is read.
 */
export interface StabilityOptions {
  readonly seed?: number
  readonly resamples?: number
  readonly starts?: number
  readonly sample?: number
}

/**
 * Compute how well each cluster survives a bootstrap: the Jaccard similarity to the most similar cluster of the
 * resample, among the rows drawn, averaged over resamples. Each row drawn counts once; in a resample with fewer than k
 * distinct rows, all similarities are 0. Rule of thumb: a cluster below 0.6 is not to be trusted, one from 0.85 is
 * highly stable. Stable does not mean real: slices of a single cloud can be stable too.
 *
 * @param x n rows by d columns; not modified. With more than 20,000 rows, a sample of 5,000 is read (see sampleRows)
 * @param k number of clusters
 * @param options seed, resamples, starts and sample
 * @returns length k, 0 to 1, in the order of `kmeans(x, k)`
 * @throws {RangeError} as `kmeans` does; on no resamples
 * @see Hennig (2007), Cluster-wise assessment of cluster stability; `clusterboot` of R's fpc
 * @example jaccardStability(matrix([[0], [1], [2], [3], [80], [81], [82], [83]]), 2) // 1, 1
 */
export function jaccardStability(x: Matrix, k: number, options: StabilityOptions = {}): Float64Array {
  const { seed = 1, resamples = 100, starts = 3 } = options
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new RangeError(`jaccardStability requires resamples to be an integer >= 1, got ${resamples}`)
  }
  const search = { seed, sample: options.sample }
  const read = sampleRows(x.rows, { ...search, share: JUDGED })
  if (read) return inOrderOf(x, k, search, read, jaccardStability(takeRows(x, read), k, options))
  const { labels } = kmeans(x, k, search)
  const next = random(seed)
  const sums = new Float64Array(k)
  const counts = new Int32Array(k)
  for (let resample = 0; resample < resamples; resample++) {
    const rows = bootstrap(x.rows, next)
    const drawn = takeRows(x, rows)
    if (distinctRows(drawn, k) < k) {
      counts.forEach((_, cluster) => {
        counts[cluster]++
      })
      continue
    }
    const again = kmeans(drawn, k, { ...search, starts, swaps: 0, passes: 3 }).labels
    bestMatches(
      rows.map((row) => labels[row]),
      again,
      k,
    ).forEach((best, cluster) => {
      // A small cluster may have no row in this resample; then the resample does not count for it.
      if (Number.isNaN(best)) return
      sums[cluster] += best
      counts[cluster]++
    })
  }
  return sums.map((sum, cluster) => sum / counts[cluster])
}

/** The values found for the clusters of a sample, in the order of the clusters of all rows. */
function inOrderOf(x: Matrix, k: number, search: KmeansOptions, read: Int32Array, found: Float64Array): Float64Array {
  const all = kmeans(x, k, search).labels
  const own = kmeans(takeRows(x, read), k, search).labels
  const places = matchClusters(
    own,
    read.map((row) => all[row]),
    k,
    k,
  )
  const ordered = new Float64Array(k)
  places.forEach((place, cluster) => {
    ordered[place] = found[cluster]
  })
  return ordered
}

/** The distinct rows among n drawn with replacement, in increasing order. */
function bootstrap(n: number, next: () => number): Int32Array {
  const drawn = new Uint8Array(n)
  for (let i = 0; i < n; i++) drawn[Math.floor(next() * n)] = 1
  return Int32Array.from(drawn.keys()).filter((row) => drawn[row] === 1)
}

/** For each of k clusters of a, the largest Jaccard similarity to a cluster of b; NaN for one without rows. */
function bestMatches(a: Int32Array, b: Int32Array, k: number): Float64Array {
  const shared = new Int32Array(k * k)
  const ofA = new Int32Array(k)
  const ofB = new Int32Array(k)
  a.forEach((label, i) => {
    shared[label * k + b[i]]++
    ofA[label]++
    ofB[b[i]]++
  })
  return Float64Array.from(ofA, (size, i) => {
    const similarities = Array.from(ofB, (other, j) => shared[i * k + j] / (size + other - shared[i * k + j]))
    return size > 0 ? Math.max(...similarities) : NaN
  })
}
