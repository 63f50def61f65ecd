import { sum } from 'd3-array'
import type { Matrix } from '../core/matrix.js'
import { groups, squaredDistance } from './groups.js'

/**
 * Compute the Calinski-Harabasz index: the variance between clusters over the variance within them, each divided by its
 * degrees of freedom. Higher is better; it is Infinity when all rows of each cluster are equal.
 *
 * @param x n rows by d columns; not modified
 * @param labels any numbers, length n; not modified
 * @returns 0 or more, no unit
 * @throws {RangeError} on fewer than 2 distinct labels, as many as rows, or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.calinski_harabasz_score.html
 * @example calinskiHarabasz(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1]) // 162
 */
export function calinskiHarabasz(x: Matrix, labels: ArrayLike<number>): number {
  const group = groups('calinskiHarabasz', x, labels)
  if (group.count < 2 || group.count >= x.rows) {
    throw new RangeError(`calinskiHarabasz requires 2 to ${x.rows - 1} clusters, got ${group.count}`)
  }
  const whole = groups('calinskiHarabasz', x, new Int32Array(x.rows)).centroids
  const within = sum(group.squares)
  let between = 0
  for (let c = 0; c < group.count; c++) between += group.sizes[c] * squaredDistance(group.centroids, c, whole, 0)
  return between / (group.count - 1) / (within / (x.rows - group.count))
}
