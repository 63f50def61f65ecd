import type { Matrix } from '../core/matrix.js'
import { squaredDistances } from './distances.js'

/**
 * Assign each point to its nearest centroid; of equally near centroids, to the first. The points may be customers that
 * took no part in the clustering.
 *
 * @param x n by d, scaled like the centroids; not modified
 * @param centroids k by d; not modified
 * @returns n labels, 0 to k - 1
 * @throws {RangeError} when x and the centroids have different numbers of columns
 * @example assign(matrix([[1], [8]]), matrix([[9], [0]])) // 1, 0
 */
export function assign(x: Matrix, centroids: Matrix): Int32Array {
  if (x.cols !== centroids.cols) {
    throw new RangeError(`assign requires equal widths, got ${x.cols} and ${centroids.cols}`)
  }
  const labels = new Int32Array(x.rows)
  const least = new Float64Array(x.rows).fill(Infinity)
  const distances = new Float64Array(x.rows)
  for (let c = 0; c < centroids.rows; c++) {
    squaredDistances(x, centroids, c, distances)
    for (let i = 0; i < x.rows; i++) {
      if (distances[i] >= least[i]) continue
      least[i] = distances[i]
      labels[i] = c
    }
  }
  return labels
}
