import { takeRows } from './groups.js'
import type { Matrix } from './matrix.js'

/**
 * Start centroids for k-means: rows drawn far apart from each other (greedy k-means++). Each next one is the best of
 * 2 + floor(ln k) candidates, drawn with a chance proportional to the squared distance to the nearest one before.
 *
 * @param x n rows by d columns; not modified
 * @param k how many, 1 to n
 * @param next a source of uniform numbers in [0, 1), as from `random`
 * @returns k by d, different rows of x
 * @throws {RangeError} when x has fewer than k distinct rows
 * @see Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.cluster.kmeans_plusplus.html
 * @example kmeansStarts(matrix([[1], [9]]), 2, () => 0).data // 1, 9
 */
export function kmeansStarts(x: Matrix, k: number, next: () => number): Matrix {
  const chosen = [Math.floor(next() * x.rows)]
  let nearest = distancesTo(x, chosen[0], new Float64Array(x.rows).fill(Infinity))
  while (chosen.length < k) {
    if (!(sum(nearest) > 0)) {
      throw new RangeError(`kmeans requires at least k = ${k} distinct rows, got ${chosen.length}`)
    }
    const candidates = Array.from({ length: 2 + Math.floor(Math.log(k)) }, () => draw(nearest, next))
    const outcomes = candidates.map((row) => distancesTo(x, row, nearest))
    const sums = outcomes.map(sum)
    const best = sums.indexOf(Math.min(...sums))
    chosen.push(candidates[best])
    nearest = outcomes[best]
  }
  return takeRows(x, chosen)
}

function distancesTo(x: Matrix, row: number, nearest: Float64Array): Float64Array {
  const { rows, cols, data } = x
  const out = new Float64Array(rows)
  for (let i = 0, at = 0; i < rows; i++) {
    let square = 0
    for (let to = row * cols; to < (row + 1) * cols; to++, at++) {
      const difference = data[at] - data[to]
      square += difference * difference
    }
    out[i] = nearest[i] < square ? nearest[i] : square
  }
  return out
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}

/** A row drawn with a chance proportional to its weight; never one of weight 0. */
function draw(weights: Float64Array, next: () => number): number {
  let left = next() * sum(weights)
  let drawn = 0
  for (let i = 0; i < weights.length && left >= 0; i++) {
    if (weights[i] > 0) drawn = i
    left -= weights[i]
  }
  return drawn
}
