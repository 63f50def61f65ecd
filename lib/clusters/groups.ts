import { requireFinite } from '../core/finite.js'
import type { Matrix } from '../core/matrix.js'

/** The rows of a matrix grouped by their labels, with what the validity indices need of each group. */
export interface Groups {
  /** k, the number of distinct labels. */
  readonly count: number
  /** The group of each row, 0 to k - 1, in increasing order of the labels. */
  readonly labels: Int32Array
  /** Number of rows in each group, length k. */
  readonly sizes: Int32Array
  /** The mean of each group, k by d, in the units of x. */
  readonly centroids: Matrix
  /** Squared distance of each row to the centroid of its group, length n. */
  readonly squares: Float64Array
}

/**
 * Group rows by label. Labels may be any numbers; gaps between them are closed.
 *
 * @param what the name of the caller, which opens each error message
 * @param x n rows by d columns; not modified
 * @param labels length n; not modified
 * @throws {RangeError} on no rows, a value or label that is not finite, or a number of labels that is not n
 * @example groups('it', matrix([[1], [3], [9]]), [7, 7, 2]).centroids.data // 9, 2
 */
export function groups(what: string, x: Matrix, labels: ArrayLike<number>): Groups {
  requireFinite(what, x)
  if (labels.length !== x.rows) throw new RangeError(`${what} requires ${x.rows} labels, got ${labels.length}`)
  const dense = denseLabels(what, labels)
  const centroids = groupMeans(x, dense.labels, dense.count)
  const squares = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) squares[i] = squaredDistance(x, i, centroids.means, dense.labels[i])
  return { ...dense, sizes: centroids.sizes, centroids: centroids.means, squares }
}

/**
 * Renumber labels as 0 to k - 1, in increasing order.
 *
 * @param what the name of the caller, which opens the error message
 * @param labels length n; not modified
 * @returns the new labels, length n, and k
 * @throws {RangeError} on a label that is not finite
 * @example denseLabels('it', [7, 7, 2]).labels // 1, 1, 0
 */
export function denseLabels(what: string, labels: ArrayLike<number>): { labels: Int32Array; count: number } {
  const distinct = [...new Set(Array.from(labels))].sort((a, b) => a - b)
  const bad = distinct.find((label) => !Number.isFinite(label))
  if (bad !== undefined) throw new RangeError(`${what} requires finite labels, got ${bad}`)
  const rank = new Map(distinct.map((label, index) => [label, index]))
  return { labels: Int32Array.from(labels, (label) => rank.get(label)!), count: distinct.length }
}

/**
 * Compute the mean and the number of rows of each group. A group without rows has a mean of zeros.
 *
 * @param x n rows by d columns; not modified
 * @param labels 0 to count - 1, length n; not modified
 * @returns means, count by d, and sizes, length count
 * @example groupMeans(matrix([[1], [3]]), Int32Array.of(0, 0), 1).means.data // 2
 */
export function groupMeans(x: Matrix, labels: Int32Array, count: number): { means: Matrix; sizes: Int32Array } {
  const { rows, cols, data } = x
  const sizes = new Int32Array(count)
  const means = new Float64Array(count * cols)
  for (let i = 0; i < rows; i++) {
    const row = i * cols
    const to = labels[i] * cols
    sizes[labels[i]]++
    for (let j = 0; j < cols; j++) means[to + j] += data[row + j]
  }
  for (let at = 0; at < means.length; at++) means[at] /= Math.max(1, sizes[Math.floor(at / cols)])
  return { means: { rows: count, cols, data: means }, sizes }
}

/**
 * Compute the squared Euclidean distance between row i of a and row j of b, which must have equal numbers of columns.
 *
 * @example squaredDistance(matrix([[0, 0]]), 0, matrix([[3, 4]]), 0) // 25
 */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0
  const from = i * a.cols
  const to = j * a.cols
  for (let c = 0; c < a.cols; c++) {
    const difference = a.data[from + c] - b.data[to + c]
    sum += difference * difference
  }
  return sum
}

/**
 * Return the given rows of a matrix, in the order given; a row may appear more than once.
 *
 * @example takeRows(matrix([[1], [2], [3]]), [2, 0]).data // 3, 1
 */
export function takeRows(x: Matrix, rows: ArrayLike<number>): Matrix {
  const data = new Float64Array(rows.length * x.cols)
  for (let i = 0; i < rows.length; i++) data.set(x.data.subarray(rows[i] * x.cols, (rows[i] + 1) * x.cols), i * x.cols)
  return { rows: rows.length, cols: x.cols, data }
}
