import { squaredDistances } from '../clusters/distances.js'
import type { Matrix } from '../core/matrix.js'
import { quantile } from '../statistics/quantile.js'

/** The distance to this neighbor measures how isolated a row is. */
const NEIGHBOUR = 5
/**
 * A row is far if its log distance exceeds the median by this many times the gap from the median to the upper quartile.
 */
const FENCE = 4
const LEAST_SPREAD = 0.05
const AT_MOST = 0.1

/**
 * Return the rows that are not far from all others: k-means would give a few outliers a cluster of their own. A row is
 * far if the distance to its fifth neighbor lies beyond a fence like that of a box plot; at most a tenth of all rows
 * are.
 *
 * @param x n rows by d columns, scaled; not modified
 * @returns the rows that stay, in increasing order
 * @example nearRows(matrix([[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [1e6]])).length // 10
 */
export function nearRows(x: Matrix): Int32Array {
  const distances = neighbourDistances(x, Math.min(NEIGHBOUR, x.rows - 1))
  // The offset avoids the log of 0 for rows with five equal rows.
  const logs = distances.map((distance) => Math.log(distance + 1e-9))
  const middle = quantile(logs, 0.5)
  const spread = Math.max(quantile(logs, 0.75) - middle, LEAST_SPREAD)
  const fence = Math.max(middle + FENCE * spread, quantile(logs, 1 - AT_MOST))
  return Int32Array.from(logs.keys()).filter((row) => logs[row] <= fence)
}

/** The distance of each row to its m-th nearest other row. */
function neighbourDistances(x: Matrix, m: number): Float64Array {
  const nearest = new Float64Array(x.rows * m).fill(Infinity)
  const insert = (row: number, distance: number) => {
    const first = row * m
    let at = first + m - 1
    if (distance >= nearest[at]) return
    for (; at > first && nearest[at - 1] > distance; at--) nearest[at] = nearest[at - 1]
    nearest[at] = distance
  }
  const distances = new Float64Array(x.rows)
  for (let i = 1; i < x.rows; i++) {
    squaredDistances(x, x, i, distances, i)
    for (let other = 0; other < i; other++) {
      insert(i, distances[other])
      insert(other, distances[other])
    }
  }
  return Float64Array.from({ length: x.rows }, (_, i) => Math.sqrt(nearest[i * m + m - 1]))
}
