import type { Matrix } from '../core/matrix.js'
import { groups, squaredDistance } from './groups.js'

/**
 * Compute the Davies-Bouldin index: how similar each cluster is to the cluster most similar to it, on average. The
 * similarity of two clusters is the sum of their rows' mean distances to their centroids, over the distance between the
 * centroids. Lower is better.
 *
 * @param x n rows by d columns; not modified
 * @param labels any numbers, length n; not modified
 * @returns 0 or more, no unit; Infinity when two clusters share a centroid and do not both have zero width
 * @throws {RangeError} on fewer than 2 distinct labels, as many as rows, or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.davies_bouldin_score.html
 * @example daviesBouldin(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1]) // 1 / 9
 */
export function daviesBouldin(x: Matrix, labels: ArrayLike<number>): number {
  const { count, labels: own, sizes, centroids, squares } = groups('daviesBouldin', x, labels)
  if (count < 2 || count >= x.rows) {
    throw new RangeError(`daviesBouldin requires 2 to ${x.rows - 1} clusters, got ${count}`)
  }
  const widths = new Float64Array(count)
  for (let i = 0; i < x.rows; i++) widths[own[i]] += Math.sqrt(squares[i]) / sizes[own[i]]
  let sum = 0
  for (let a = 0; a < count; a++) {
    let worst = 0
    for (let b = 0; b < count; b++) {
      const spread = widths[a] + widths[b]
      if (a !== b && spread > 0)
        worst = Math.max(worst, spread / Math.sqrt(squaredDistance(centroids, a, centroids, b)))
    }
    sum += worst
  }
  return sum / count
}
