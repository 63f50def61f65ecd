import normal from '@stdlib/stats-base-dists-normal'
import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix'
import type { Matrix } from './matrix.js'
import { random } from './random.js'
import { type Column, type Distribution, describeColumn, quantileOf, unimodal } from './unimodal.js'

/** One cloud that is as like the data as one cloud can be. */
export interface OneCloud {
  readonly rows: number
  readonly columns: readonly Column[]
  /** Each column's own distribution, made unimodal. */
  readonly margins: readonly Distribution[]
  /** Correlation of the normal scores behind the columns, d by d. */
  readonly correlation: Matrix
}

/** Columns of levels weaken correlations: so many rounds, of so many draws each, correct the matrix for it. */
const ROUNDS = 4
const DRAWS_A_ROUND = 3
const STRONGEST = 0.98
/** The least variance that a direction keeps when the matrix is made a correlation matrix again. */
const LEAST_VARIANCE = 1e-6

/**
 * Describe the single cloud that a table would be if it held no groups: each column keeps its own distribution, but for
 * second peaks, and the columns keep their rank correlations, tied by a Gaussian copula. What groups add to such a cloud,
 * separate peaks and gaps between them, is all that it lacks.
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
 * @param next a source of uniform numbers in [0, 1), as from `random`
 * @returns as many rows as the data have, by d
 */
export function drawCloud(cloud: OneCloud, next: () => number): Matrix {
  const { rows, margins, correlation } = cloud
  const cols = margins.length
  const root = squareRoot(correlation)
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

/**
 * Draw rows from an elliptical cloud: the covariance and the distances from the centre are those of the data, the directions
 * are random. A second kind of single cloud, which a copula of columns cannot draw: a ball has no corners.
 *
 * @param x n rows by d columns; not modified
 * @returns a function; each call gives n rows by d
 */
export function ellipticalCloud(x: Matrix): (next: () => number) => Matrix {
  const { rows, cols, data } = x
  const means = columnsOf(x).map((column) => column.reduce((sum, value) => sum + value, 0) / rows)
  const covariance = covarianceOf(x, means)
  const root = lifted(covariance, Math.sqrt)
  const inverse = lifted(covariance, (variance) => 1 / Math.sqrt(variance))
  const radii = new Float64Array(rows)
  const off = new Float64Array(cols)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) off[j] = data[i * cols + j] - means[j]
    radii[i] = length(turned(inverse, off))
  }
  return (next) => {
    const drawn = new Float64Array(data.length)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) off[j] = standardNormal(next)
      const radius = radii[Math.floor(next() * rows)] / length(off)
      turned(root, off).forEach((value, j) => {
        drawn[i * cols + j] = means[j] + radius * value
      })
    }
    return { rows, cols, data: drawn }
  }
}

function covarianceOf({ rows, cols, data }: Matrix, means: readonly number[]): Matrix {
  const sums = new Float64Array(cols * cols)
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < cols; p++) {
      const off = (data[i * cols + p] - means[p]) / rows
      for (let q = 0; q < cols; q++) sums[p * cols + q] += off * (data[i * cols + q] - means[q])
    }
  }
  return { rows: cols, cols, data: sums }
}

/** A square matrix times a vector. */
function turned(matrix: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length
  return vector.map((_, i) => {
    let sum = 0
    for (let j = 0; j < d; j++) sum += matrix[i * d + j] * vector[j]
    return sum
  })
}

function length(vector: Float64Array): number {
  let squares = 0
  for (let j = 0; j < vector.length; j++) squares += vector[j] ** 2
  return Math.sqrt(squares)
}

function standardNormal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** The matrix with which draws show the correlations of the data. */
function corrected(cloud: OneCloud, target: Matrix, next: () => number): Matrix {
  let asked = target
  for (let round = 0; round < ROUNDS; round++) {
    const trial = { ...cloud, correlation: nearestCorrelation(asked) }
    const found = new Float64Array(target.data.length)
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) {
      scoreCorrelation(columnsOf(drawCloud(trial, next))).data.forEach((value, at) => {
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

/** Correlation of the normal scores of ranks; equal values share the score of their middle rank. A constant column has none. */
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

/** Scores with mean 0 and squares that add up to 1; zeros for a constant column. */
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

/** The matrix without negative variances: eigenvalues below a least one are lifted, and the diagonal is made 1 again. */
function nearestCorrelation(matrix: Matrix): Matrix {
  const { cols } = matrix
  const data = lifted(matrix, (variance) => variance)
  return {
    rows: cols,
    cols,
    data: data.map(
      (value, at) => value / Math.sqrt(data[Math.floor(at / cols) * (cols + 1)] * data[(at % cols) * (cols + 1)]),
    ),
  }
}

/** The symmetric root: rows of independent normals become rows with these correlations. */
function squareRoot(correlation: Matrix): Float64Array {
  return lifted(correlation, Math.sqrt)
}

/** The matrix with a function of its eigenvalues, none below the least variance. */
function lifted({ rows, cols, data }: Matrix, of: (variance: number) => number): Float64Array {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(MlMatrix.from1DArray(rows, cols, data), {
    assumeSymmetric: true,
  })
  const kept = realEigenvalues.map((value) => of(Math.max(value, LEAST_VARIANCE)))
  const scaled = eigenvectorMatrix.clone().mulRowVector(kept)
  return Float64Array.from(scaled.mmul(eigenvectorMatrix.transpose()).to1DArray())
}

/** The columns of a matrix, each by itself. */
export function columnsOf({ rows, cols, data }: Matrix): Float64Array[] {
  return Array.from({ length: cols }, (_, j) => {
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++) values[i] = data[i * cols + j]
    return values
  })
}
