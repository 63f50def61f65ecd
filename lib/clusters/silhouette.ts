import { sum } from 'd3-array'
import type { Matrix } from '../core/matrix.js'
import { random, shuffled } from '../core/random.js'
import { squaredDistances } from './distances.js'
import { groups, takeRows } from './groups.js'

/**
 * Compute the silhouette of each row: (b - a) / max(a, b), with a its mean distance to the other rows of its cluster
 * and b its mean distance to the rows of the nearest other cluster. Near 1: well inside its cluster; near 0: between
 * two clusters; below 0: nearer to another cluster. It is 0 for a row alone in its cluster. Time grows with the square
 * of n.
 *
 * @param x n rows by d columns; not modified
 * @param labels any numbers, length n; not modified
 * @returns length n, each from -1 to 1
 * @throws {RangeError} on fewer than 2 distinct labels, as many as rows, or a value that is not finite
 * @see Rousseeuw (1987), Silhouettes
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.silhouette_samples.html
 * @example silhouette(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1]) // 0.894, 0.882, 0.882, 0.894
 */
export function silhouette(x: Matrix, labels: ArrayLike<number>): Float64Array {
  const group = groups('silhouette', x, labels)
  if (group.count < 2 || group.count >= x.rows) {
    throw new RangeError(`silhouette requires 2 to ${x.rows - 1} clusters, got ${group.count}`)
  }
  const sums = distanceSums(x, group.labels, group.count)
  return Float64Array.from(group.labels, (own, i) => {
    if (group.sizes[own] === 1) return 0
    const within = sums[i * group.count + own] / (group.sizes[own] - 1)
    let between = Infinity
    for (let c = 0; c < group.count; c++) {
      if (c !== own) between = Math.min(between, sums[i * group.count + c] / group.sizes[c])
    }
    return (between - within) / (Math.max(within, between) || 1)
  })
}

/**
 * Compute the mean silhouette. With more than `sample` rows, only a random sample of that size is used, also for the
 * distances.
 *
 * @param x n rows by d columns; not modified
 * @param labels any numbers, length n; not modified
 * @param options sample (default 5000) and the seed (default 1) of its draw
 * @returns -1 to 1
 * @throws {RangeError} as `silhouette` does
 * @example silhouetteMean(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1]) // 0.8885
 */
export function silhouetteMean(
  x: Matrix,
  labels: ArrayLike<number>,
  options: { sample?: number; seed?: number } = {},
): number {
  const { sample = 5000, seed = 1 } = options
  const rows = x.rows > sample ? shuffled(x.rows, random(seed)).subarray(0, sample) : undefined
  const widths = rows
    ? silhouette(
        takeRows(x, rows),
        Array.from(rows, (row) => labels[row]),
      )
    : silhouette(x, labels)
  return sum(widths) / widths.length
}

/** The sum of the distances of each row to the rows of each cluster, n by count; each distance is computed once. */
function distanceSums(x: Matrix, labels: Int32Array, count: number): Float64Array {
  const sums = new Float64Array(x.rows * count)
  const squares = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    squaredDistances(x, x, i, squares, i)
    for (let other = 0; other < i; other++) {
      const distance = Math.sqrt(squares[other])
      sums[i * count + labels[other]] += distance
      sums[other * count + labels[i]] += distance
    }
  }
  return sums
}
