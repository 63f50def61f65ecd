import normal from '@stdlib/stats-base-dists-normal'
import { columnsOf, type Matrix } from '../core/matrix.js'
import { random, standardNormal } from '../core/random.js'
import { ofEigenvalues } from './eigenvalues.js'
import { type Column, type Distribution, describeColumn, quantileOf, unimodal } from './unimodal.js'

/** A single cloud, as similar to the data as one cloud can be. */
export interface OneCloud {
  readonly rows: number
  readonly columns: readonly Column[]
  /** Each column's own distribution, made unimodal. */
  readonly margins: readonly Distribution[]
  /** Correlation of the normal scores behind the columns, d by d. */
  readonly correlation: Matrix
}

/** Columns of levels weaken correlations: this many rounds, with this many draws each, correct the matrix for it. */
const ROUNDS = 4
const DRAWS_A_ROUND = 3
const STRONGEST = 0.98

/**
 * Describe the single cloud that a table would be if it had no groups: each column keeps its own distribution, except
 * for second peaks, and the columns keep their rank correlations, joined by a Gaussian copula. All that such a cloud
 * lacks is what groups would add: separate peaks and gaps between them.
 *
 * @param x n rows by d columns, n >= 3; not modified
 * @param seed of the draws that correct the correlations of coarse columns
 * @see Helgeson, Vock and Bair (2021), https://doi.org/10.1111/biom.13376
 * @example oneCloud(matrix([[1, 2], [2, 3], [3, 5]])).margins.length // 2
 */
export function oneCloud(x: Matrix, seed: number = 1): OneCloud {
  const values = columnsOf(x)
  const columns = values.map(describeColumn)
  const margins = columns.map(unimodal)
  const target = scoreCorrelation(values)
  const start: OneCloud = { rows: x.rows, columns, margins, correlation: nearestCorrelation(target) }
  if (columns.every(({ coarse, masses }) => !coarse && masses.length === 0)) return start
  return { ...start, correlation: corrected(start, target, random(seed)) }
}

/**
 * Draw rows from the cloud.
 *
 * @param cloud as from oneCloud; not modified
 * @returns a function that takes a source of uniform numbers in [0, 1), as from `random`; each call gives as many rows
 *   as the data have, by d
 */
export function drawsOf({ rows, margins, correlation }: OneCloud): (next: () => number) => Matrix {
  const cols = margins.length
  const root = ofEigenvalues(correlation, Math.sqrt)
  return (next) => {
    const data = new Float64Array(rows * cols)
    const independent = new Float64Array(cols)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) independent[j] = standardNormal(next)
      for (let j = 0; j < cols; j++) {
        let score = 0
        for (let m = 0; m < cols; m++) score += root[j * cols + m] * independent[m]
        data[i * cols + j] = quantileOf(margins[j], normal.cdf(score, 0, 1))
      }
    }
    return { rows, cols, data }
  }
}

/** The matrix for which draws have the correlations of the data. */
function corrected(cloud: OneCloud, target: Matrix, next: () => number): Matrix {
  let asked = target
  for (let round = 0; round < ROUNDS; round++) {
    const draws = drawsOf({ ...cloud, correlation: nearestCorrelation(asked) })
    const found = new Float64Array(target.data.length)
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) {
      scoreCorrelation(columnsOf(draws(next))).data.forEach((value, at) => {
        found[at] += value / DRAWS_A_ROUND
      })
    }
    const data = asked.data.map((value, at) => {
      if (at % (target.cols + 1) === 0) return 1
      return Math.max(-STRONGEST, Math.min(STRONGEST, value + target.data[at] - found[at]))
    })
    asked = { ...target, data }
  }
  return nearestCorrelation(asked)
}

/**
 * Compute the correlations of the normal scores of ranks, d by d; tied values share the score of their middle rank. A
 * constant column has correlations of 0.
 */
export function scoreCorrelation(columns: readonly Float64Array[]): Matrix {
  const cols = columns.length
  const scores = columns.map(normalScores)
  const data = new Float64Array(cols * cols)
  for (let i = 0; i < cols; i++) {
    data[i * cols + i] = 1
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let row = 0; row < scores[i].length; row++) sum += scores[i][row] * scores[j][row]
      data[i * cols + j] = sum
      data[j * cols + i] = sum
    }
  }
  return { rows: cols, cols, data }
}

/** Scores with mean 0 and squares that sum to 1; zeros for a constant column. */
function normalScores(values: Float64Array): Float64Array {
  const n = values.length
  const order = Float64Array.from(values).sort()
  const byValue = new Map<number, number>()
  for (let i = 0; i < n; ) {
    let end = i
    while (end < n && order[end] === order[i]) end++
    byValue.set(order[i], normal.quantile((i + end) / 2 / n, 0, 1))
    i = end
  }
  const scores = values.map((value) => byValue.get(value)!)
  const mean = scores.reduce((sum, one) => sum + one, 0) / n
  const size = Math.sqrt(scores.reduce((sum, one) => sum + (one - mean) ** 2, 0))
  return scores.map((one) => (size > 0 ? (one - mean) / size : 0))
}

/**
 * The matrix without negative variances: eigenvalues below a minimum are raised to it, and the diagonal is scaled back
 * to 1.
 */
function nearestCorrelation(matrix: Matrix): Matrix {
  const { cols } = matrix
  const data = ofEigenvalues(matrix, (variance) => variance)
  return {
    rows: cols,
    cols,
    data: data.map(
      (value, at) => value / Math.sqrt(data[Math.floor(at / cols) * (cols + 1)] * data[(at % cols) * (cols + 1)]),
    ),
  }
}
