import { kmeans } from './kmeans.js'
import type { Matrix } from './matrix.js'
import { random, shuffled } from './random.js'
import { silhouetteMean } from './silhouette.js'

/** How the null is drawn: `permutations` (99) by `seed` (1), clustered from `starts` (2), silhouettes of `sample` (1000). */
export interface PermutationOptions {
  readonly seed?: number
  readonly permutations?: number
  readonly starts?: number
  readonly sample?: number
}

/**
 * Are the clusters more than the columns one by one would give? The mean silhouette of k clusters, against the same for
 * data in which each column was shuffled on its own: that keeps each distribution and breaks every tie between columns.
 *
 * @param x n rows by d columns; not modified
 * @param k number of clusters, 2 or more
 * @param options seed, permutations, starts, sample (rows whose silhouette is taken, the same ones each time)
 * @returns observed and null (length permutations), mean silhouettes; p = (1 + number of null >= observed) /
 *   (1 + permutations)
 * @throws {RangeError} as `kmeans` and `silhouette` do; on no permutations
 * @see Phipson and Smyth (2010), Permutation p-values should never be zero
 * @example permutationNull(matrix([[0, 0], [0, 1], [9, 8], [9, 9]]), 2, { permutations: 9 }).null.length // 9
 */
export function permutationNull(
  x: Matrix,
  k: number,
  options: PermutationOptions = {},
): { observed: number; null: Float64Array; p: number } {
  const { seed = 1, permutations = 99, starts = 2, sample = 1000 } = options
  if (!Number.isInteger(permutations) || permutations < 1) {
    throw new RangeError(`permutationNull requires permutations to be an integer >= 1, got ${permutations}`)
  }
  const statistic = (data: Matrix) =>
    silhouetteMean(data, kmeans(data, k, { seed, starts, swaps: 0, passes: 3 }).labels, { sample, seed })
  const next = random(seed)
  const observed = statistic(x)
  const drawn = Float64Array.from({ length: permutations }, () => statistic(permuteColumns(x, next)))
  const extreme = drawn.filter((value) => value >= observed).length
  return { observed, null: drawn, p: (1 + extreme) / (1 + permutations) }
}

function permuteColumns(x: Matrix, next: () => number): Matrix {
  const data = new Float64Array(x.data.length)
  for (let j = 0; j < x.cols; j++) {
    shuffled(x.rows, next).forEach((from, to) => {
      data[to * x.cols + j] = x.data[from * x.cols + j]
    })
  }
  return { rows: x.rows, cols: x.cols, data }
}
