import type { Matrix } from '../core/matrix.js'
import { squaredDistances } from './distances.js'
import { takeRows } from './groups.js'

/**
 * Choose start centroids for k-means: rows drawn far apart from each other (greedy k-means++). Each next row is the
 * best of 2 + floor(ln k) candidates, drawn with a probability proportional to the squared distance to the nearest row
 * chosen so far.
 *
 * @param x n rows by d columns; not modified
 * @param k number of centroids, 1 to n
 * @param next a source of uniform numbers in [0, 1), as from `random`
 * @returns k by d, distinct rows of x
 * @throws {RangeError} when x has fewer than k distinct rows
 * @see Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.cluster.kmeans_plusplus.html
 * @example kmeansStarts(matrix([[1], [9]]), 2, () => 0).data // 1, 9
 */
export function kmeansStarts(x: Matrix, k: number, next: () => number): Matrix {
  const chosen = [Math.floor(next() * x.rows)]
  let nearest = nearestWith(x, chosen[0], new Float64Array(x.rows).fill(Infinity))
  let total = sum(nearest)
  while (chosen.length < k) {
    if (!(total > 0)) throw new RangeError(`kmeans requires at least k = ${k} distinct rows, got ${chosen.length}`)
    const candidates = Array.from({ length: 2 + Math.floor(Math.log(k)) }, () => draw(nearest, next() * total))
    const outcomes = candidates.map((row) => nearestWith(x, row, nearest))
    const sums = outcomes.map(sum)
    total = Math.min(...sums)
    const best = sums.indexOf(total)
    chosen.push(candidates[best])
    nearest = outcomes[best]
  }
  return takeRows(x, chosen)
}

/** The squared distance of each row to the nearest chosen row, once `row` is chosen too. */
function nearestWith(x: Matrix, row: number, nearest: Float64Array): Float64Array {
  const out = new Float64Array(x.rows)
  squaredDistances(x, x, row, out)
  for (let i = 0; i < out.length; i++) if (nearest[i] < out[i]) out[i] = nearest[i]
  return out
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}

/** The row at which the cumulative weight passes `left`; never a row of weight 0. */
function draw(weights: Float64Array, left: number): number {
  let drawn = 0
  for (let i = 0; i < weights.length && left >= 0; i++) {
    if (weights[i] > 0) drawn = i
    left -= weights[i]
  }
  return drawn
}
