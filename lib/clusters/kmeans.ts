import { kmeans as mlKmeans } from 'ml-kmeans'
import { requireFinite } from '../core/finite.js'
import { count, decimal, listed } from '../core/format.js'
import type { Matrix } from '../core/matrix.js'
import { printAs } from '../core/print-as.js'
import { random } from '../core/random.js'
import { sampleRows } from '../core/sample.js'
import { exchange } from './exchange.js'
import { groupMeans, squaredDistance, takeRows } from './groups.js'
import { kmeansStarts } from './kmeans-starts.js'
import { lloyd } from './lloyd.js'

/** What `kmeans` returns: n rows in k clusters. */
export interface Clustering {
  /** The mean of each cluster, k by d, in the units of x. */
  readonly centroids: Matrix
  /** The cluster of each row, that of its nearest centroid: 0 to k - 1, length n. */
  readonly labels: Int32Array
  /** Sum of squared distances of the rows to the centroids of their clusters. */
  readonly inertia: number
}

/**
 * How `kmeans` searches: `seed` (default 1), number of random `starts` (default 10), and how many `swaps` in a row may
 * fail before it ends (default 50). `passes` limits each descent, which then ends within some tenths of a percent of
 * its final inertia: for the hundreds of clusterings of resampled data whose labels nobody reads. By default each
 * descent goes on until no row moves.
 */
export interface KmeansOptions {
  readonly seed?: number
  readonly starts?: number
  readonly swaps?: number
  readonly passes?: number
  /** With more rows than this, the search reads a sample of this size (default 20,000). */
  readonly sample?: number
}

/** Exchange takes over after this many steps: it reaches better optima in fewer steps. */
const LLOYD_STEPS = 5
/**
 * A swap is judged after this many passes; it is given up if its inertia exceeds the best by a factor of `HOPELESS`.
 */
const TRIAL_PASSES = 3
const HOPELESS = 1.01

/** Squared distances of larger values overflow. */
const LARGEST = 1e150

/**
 * Cluster rows by k-means: find k centroids with the least sum of squared distances to the rows nearest to each. The
 * best of several random starts is kept; each start is spread out by k-means++, descends by Lloyd's algorithm, and ends
 * by exchanging single rows. Then one centroid is moved to a random row and the descent repeated, until `swaps` moves
 * in a row have not helped.
 *
 * With more rows than `sample` (20,000), the search reads a sample drawn with the seed. Lloyd's algorithm and the
 * exchange of single rows then continue from its centroids over all rows; a few rows in a thousand, on borders, may end
 * with another centroid very slightly nearer.
 *
 * No cluster is empty. The largest cluster comes first; of equal sizes, the one with the earliest row. The order
 * depends only on whole numbers, so neither the seed nor rounding can change it.
 *
 * @param x n rows by d columns, in comparable units; not modified
 * @param k number of clusters, an integer from 1 to n
 * @param options seed, starts, swaps, passes and sample
 * @returns the centroids (k by d), the labels (length n) and the inertia
 * @throws {RangeError} on an invalid k, fewer than k distinct rows, starts < 1, a sample below 1,000 (for k > 1), or a
 *   value that is not finite or beyond 1e150
 * @see https://scikit-learn.org/stable/modules/clustering.html#k-means
 * @see Fränti (2018), Efficiency of random swap clustering
 * @example kmeans(matrix([[0], [9], [1], [2]]), 2).labels // 0, 1, 0, 0
 */
export function kmeans(x: Matrix, k: number, options: KmeansOptions = {}): Clustering {
  const { seed = 1, starts = 10, swaps = 50, passes } = options
  requireFinite('kmeans', x)
  if (!Number.isInteger(k) || k < 1 || k > x.rows) {
    throw new RangeError(`kmeans requires k to be an integer from 1 to ${x.rows} rows, got ${k}`)
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(`kmeans requires starts to be an integer >= 1, got ${starts}`)
  }
  for (let at = 0; at < x.data.length; at++) {
    if (Math.abs(x.data[at]) <= LARGEST) continue
    throw new RangeError(`kmeans requires absolute values up to ${LARGEST}, got ${x.data[at]}`)
  }
  if (k === 1) return clustering(x, new Int32Array(x.rows), 1)
  const sample = sampleRows(x.rows, { sample: options.sample, seed })
  if (sample) return settled(x, kmeans(takeRows(x, sample), k, options).centroids, passes)
  const next = random(seed)
  let best = passes === undefined ? thorough(x, k, starts, next) : quick(x, k, starts, passes, next)
  for (let vain = 0; vain < swaps; vain++) {
    const trial = followed(x, swap(best.centroids, x, next))
    if (trial.inertia > best.inertia * HOPELESS) continue
    const swapped = clustering(x, exchange(x, trial.labels, k, passes), k)
    if (swapped.inertia >= best.inertia * (1 - 1e-12)) continue
    best = swapped
    vain = -1
  }
  return best
}

/**
 * Maximum steps over all rows, and passes after them: a million rows would go on moving, some dozen at a time, for a
 * minute.
 */
const MOST_STEPS = 100
const LAST_PASSES = 10

/** The clustering of all rows, started from the centroids of a sample. */
function settled(x: Matrix, centroids: Matrix, passes: number = LAST_PASSES): Clustering {
  const k = centroids.rows
  return clustering(x, exchange(x, lloyd(x, centroids, MOST_STEPS), k, passes), k)
}

/** The centroids, with a random one moved to a random row. */
function swap(centroids: Matrix, x: Matrix, next: () => number): Matrix {
  const data = centroids.data.slice()
  const row = Math.floor(next() * x.rows)
  const at = Math.floor(next() * centroids.rows) * x.cols
  data.set(x.data.subarray(row * x.cols, (row + 1) * x.cols), at)
  return { rows: centroids.rows, cols: x.cols, data }
}

/** The clustering that a swap leads to in a few steps. */
function followed(x: Matrix, centroids: Matrix): Clustering {
  const k = centroids.rows
  return clustering(x, exchange(x, lloyd(x, centroids, LLOYD_STEPS), k, TRIAL_PASSES), k)
}

/** The best of the starts; each descends by ml-kmeans and ends by exchange. */
function thorough(x: Matrix, k: number, starts: number, next: () => number): Clustering {
  const rows = toRows(x)
  const found = Array.from({ length: starts }, () => {
    const initialization = toRows(kmeansStarts(x, k, next))
    const { clusters } = mlKmeans(rows, k, { initialization, maxIterations: LLOYD_STEPS })
    return clustering(x, exchange(x, Int32Array.from(clusters), k), k)
  })
  return found.reduce((a, b) => (b.inertia < a.inertia ? b : a))
}

/** The best of the starts after the same descent on flat arrays; only the best ends by exchange. */
function quick(x: Matrix, k: number, starts: number, passes: number, next: () => number): Clustering {
  let best: { inertia: number; labels: Int32Array } = { inertia: Infinity, labels: new Int32Array(x.rows) }
  for (let start = 0; start < starts; start++) {
    const labels = lloyd(x, kmeansStarts(x, k, next), LLOYD_STEPS)
    const inertia = inertiaOf(x, labels, groupMeans(x, labels, k).means)
    if (inertia < best.inertia) best = { inertia, labels }
  }
  return clustering(x, exchange(x, best.labels, k, passes), k)
}

/** Labels in canonical order, with their centroids and inertia. */
function clustering(x: Matrix, unordered: Int32Array, k: number): Clustering {
  const labels = inOrder(unordered, k)
  const centroids = groupMeans(x, labels, k).means
  const found: Clustering = { centroids, labels, inertia: inertiaOf(x, labels, centroids) }
  return printAs(found, printed)
}

function printed({ centroids, labels, inertia }: Clustering): string {
  const sizes = Array.from({ length: centroids.rows }, (_, k) => count(labels.filter((label) => label === k).length))
  return `${count(centroids.rows, 'cluster')} of ${listed(sizes)} rows, inertia ${decimal(inertia, 1)}`
}

function inertiaOf(x: Matrix, labels: Int32Array, centroids: Matrix): number {
  let inertia = 0
  for (let i = 0; i < x.rows; i++) inertia += squaredDistance(x, i, centroids, labels[i])
  return inertia
}

/** Largest cluster first; of equal sizes, the one with the earliest row. */
function inOrder(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k)
  for (let i = 0; i < labels.length; i++) sizes[labels[i]]++
  const first = Array.from(sizes, (_, cluster) => labels.indexOf(cluster))
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || first[a] - first[b])
  const place = Int32Array.from(sizes, (_, cluster) => order.indexOf(cluster))
  const ordered = new Int32Array(labels.length)
  for (let i = 0; i < labels.length; i++) ordered[i] = place[labels[i]]
  return ordered
}

function toRows({ rows, cols, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => {
    const row = Array<number>(cols)
    for (let j = 0; j < cols; j++) row[j] = data[i * cols + j]
    return row
  })
}
