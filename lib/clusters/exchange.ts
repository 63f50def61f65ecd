import type { Matrix } from '../core/matrix.js'
import { squaredDistances } from './distances.js'
import { groupMeans } from './groups.js'

const MAX_PASSES = 1000

/**
 * Move single rows between clusters for as long as a move lowers the inertia. It continues where Lloyd's algorithm
 * stops: it finds better optima, fills empty clusters, empties none, and leaves every row with its nearest centroid.
 *
 * For a row at squared distance s from its own centroid, leaving a cluster of n rows lowers the inertia by
 * n s / (n - 1); at squared distance t, joining a cluster of m rows raises it by m t / (m + 1). Bounds on the distances
 * to a row's two nearest centroids are kept, with how far centroids have moved since (Hamerly's bounds), so most rows
 * need no new distances.
 *
 * @param x n rows by d columns; not modified
 * @param labels 0 to k - 1, length n; not modified
 * @param k number of clusters, some of which may be empty
 * @param passes maximum number of passes over all rows; if it ends the search early, no cluster is empty, but some rows
 *   may have a nearer centroid
 * @returns the labels after the last move, length n
 * @see Hartigan and Wong (1979), Algorithm AS 136, the default of R's kmeans
 * @see Hamerly (2010), Making k-means even faster
 * @example exchange(matrix([[0], [1], [9]]), Int32Array.of(0, 1, 1), 2) // 0, 0, 1
 */
export function exchange(x: Matrix, labels: Int32Array, k: number, passes: number = MAX_PASSES): Int32Array {
  const out = Int32Array.from(labels)
  // For each row: an upper bound on the distance to its own centroid, a lower bound on the distance to any other, both
  // relative to the total movement of the centroids, `moved`.
  const bounds = { own: new Float64Array(x.rows).fill(Infinity), other: new Float64Array(x.rows), moved: 0 }
  for (let pass = 0, moves = 1; moves > 0 && pass < passes; pass++) moves = exchangeOnce(x, out, k, bounds)
  return out
}

/**
 * One pass over the rows; changes labels and bounds in place. It computes the means anew, so rounding does not add up.
 */
function exchangeOnce(
  x: Matrix,
  labels: Int32Array,
  k: number,
  bounds: { own: Float64Array; other: Float64Array; moved: number },
): number {
  const { means, sizes } = groupMeans(x, labels, k)
  const { cols, data } = x
  const centers = means.data
  const { own, other } = bounds
  const distances = new Float64Array(k)
  const shares = new Float64Array(k)
  setShares(shares, sizes)
  let moves = 0
  for (let i = 0; i < x.rows; i++) {
    const from = labels[i]
    // No move can lower the inertia; own and other are kept relative to `moved`.
    if (own[i] + bounds.moved <= (other[i] - bounds.moved) * shares[from] || sizes[from] === 1) continue
    squaredDistances(means, x, i, distances)
    const here = distances[from]
    // A move must gain more than a rounding error.
    let least = (here * sizes[from] * (1 - 1e-12)) / (sizes[from] - 1)
    let to = from
    let nearest = Infinity
    for (let c = 0; c < k; c++) {
      if (c === from) continue
      const there = distances[c]
      if (there < nearest) nearest = there
      const cost = (there * sizes[c]) / (sizes[c] + 1)
      if (cost < least) {
        least = cost
        to = c
      }
    }
    own[i] = Math.sqrt(here) - bounds.moved
    other[i] = Math.sqrt(nearest) + bounds.moved
    if (to === from) continue
    own[i] = Infinity
    labels[i] = to
    moves++
    const entered = ++sizes[to]
    const left = --sizes[from]
    let enteredStep = 0
    let leftStep = 0
    for (let j = 0; j < cols; j++) {
      const entering = (data[i * cols + j] - centers[to * cols + j]) / entered
      const leaving = (centers[from * cols + j] - data[i * cols + j]) / left
      centers[to * cols + j] += entering
      centers[from * cols + j] += leaving
      enteredStep += entering * entering
      leftStep += leaving * leaving
    }
    bounds.moved += Math.sqrt(Math.max(enteredStep, leftStep))
    setShares(shares, sizes)
  }
  return moves
}

/** For each cluster: no move of a row gains if its own centroid is nearer than any other by this factor. */
function setShares(shares: Float64Array, sizes: Int32Array): void {
  let smallest = Infinity
  for (let c = 0; c < sizes.length; c++) if (sizes[c] < smallest) smallest = sizes[c]
  for (let c = 0; c < sizes.length; c++) {
    shares[c] = Math.sqrt(((sizes[c] - 1) * smallest) / (sizes[c] * (smallest + 1)))
  }
}
