import { kmeans as lloyd } from 'ml-kmeans'
import { exchange } from './exchange.js'
import { requireFinite } from './finite.js'
import { groupMeans, squaredDistance } from './groups.js'
import { kmeansStarts } from './kmeans-starts.js'
import type { Matrix } from './matrix.js'
import { random } from './random.js'

/** What `kmeans` returns: k clusters of n rows. */
export interface Clustering {
  /** The mean of each cluster, k by d, in the units of x. */
  readonly centroids: Matrix
  /** The cluster of each row, 0 to k - 1, length n; the nearest centroid of each row. */
  readonly labels: Int32Array
  /** Sum of squared distances of the rows to the centroids of their clusters. */
  readonly inertia: number
}

/** How `kmeans` searches: `seed` (default 1), how many `starts` (default 10), and `swaps` in vain until it ends (50). */
export interface KmeansOptions {
  readonly seed?: number
  readonly starts?: number
  readonly swaps?: number
}

/** The exchange of single rows goes on from there, and reaches better optima in fewer steps. */
const LLOYD_STEPS = 10

/** Beyond it squared distances overflow. */
const LARGEST = 1e150

/**
 * k-means: k centroids with the least sum of squared distances to the rows that are nearest to each. The best of several
 * random starts; each is spread out by k-means++, descends by Lloyd's algorithm, and ends by exchange of single rows.
 * Then one centroid is put on a random row and the descent repeated, until so many swaps in a row did not help.
 *
 * No cluster is empty. The largest cluster comes first; of equal sizes, the one with the earliest row. The order thus
 * hangs on whole numbers alone: neither the seed nor rounding can change it.
 *
 * @param x n rows by d columns, in comparable units; not modified
 * @param k number of clusters, an integer from 1 to n
 * @param options seed, starts and swaps
 * @throws {RangeError} on such a k, fewer than k distinct rows, starts < 1, or a value that is not finite or beyond 1e150
 * @see https://scikit-learn.org/stable/modules/clustering.html#k-means
 * @see Fränti (2018), Efficiency of random swap clustering
 * @example kmeans(matrix([[0], [9], [1], [2]]), 2).labels // 0, 1, 0, 0
 */
export function kmeans(x: Matrix, k: number, options: KmeansOptions = {}): Clustering {
  const { seed = 1, starts = 10, swaps = 50 } = options
  requireFinite('kmeans', x)
  if (!Number.isInteger(k) || k < 1 || k > x.rows) {
    throw new RangeError(`kmeans requires k to be an integer from 1 to ${x.rows} rows, got ${k}`)
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(`kmeans requires starts to be an integer >= 1, got ${starts}`)
  }
  const huge = x.data.find((value) => Math.abs(value) > LARGEST)
  if (huge !== undefined) throw new RangeError(`kmeans requires values up to ${LARGEST} in size, got ${huge}`)
  const next = random(seed)
  const rows = toRows(x)
  const found = Array.from({ length: starts }, () => descend(x, rows, kmeansStarts(x, k, next)))
  let best = found.reduce((a, b) => (b.inertia < a.inertia ? b : a))
  // With fewer clusters the starts find the optimum already.
  for (let vain = 0; k > 3 && vain < swaps; vain++) {
    const swapped = descend(x, rows, swap(best.centroids, x, next))
    if (swapped.inertia >= best.inertia * (1 - 1e-12)) continue
    best = swapped
    vain = -1
  }
  return best
}

/** The centroids, but a random one of them on a random row. */
function swap(centroids: Matrix, x: Matrix, next: () => number): Matrix {
  const data = centroids.data.slice()
  const row = Math.floor(next() * x.rows)
  const at = Math.floor(next() * centroids.rows) * x.cols
  data.set(x.data.subarray(row * x.cols, (row + 1) * x.cols), at)
  return { rows: centroids.rows, cols: x.cols, data }
}

function descend(x: Matrix, rows: number[][], starts: Matrix): Clustering {
  const k = starts.rows
  const near = lloyd(rows, k, { initialization: toRows(starts), maxIterations: LLOYD_STEPS })
  const labels = inOrder(exchange(x, Int32Array.from(near.clusters), k), k)
  const centroids = groupMeans(x, labels, k).means
  let inertia = 0
  for (let i = 0; i < x.rows; i++) inertia += squaredDistance(x, i, centroids, labels[i])
  return { centroids, labels, inertia }
}

/** Largest cluster first; of equal sizes, the one with the earliest row. */
function inOrder(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]++
  const first = Array.from(sizes, (_, cluster) => labels.indexOf(cluster))
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || first[a] - first[b])
  return labels.map((label) => order.indexOf(label))
}

function toRows(x: Matrix): number[][] {
  return Array.from({ length: x.rows }, (_, i) => Array.from(x.data.subarray(i * x.cols, (i + 1) * x.cols)))
}
