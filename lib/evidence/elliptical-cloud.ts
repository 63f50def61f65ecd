import { sum } from 'd3-array'
import { columnsOf, type Matrix } from '../core/matrix.js'
import { standardNormal } from '../core/random.js'
import { ofEigenvalues } from './eigenvalues.js'

/**
 * Draw rows from an elliptical cloud: its covariance and its distances from the center are those of the data, its
 * directions are random. This second kind of single cloud cannot be drawn by a copula of columns: a ball has no
 * corners.
 *
 * @param x n rows by d columns; not modified
 * @returns a function that takes a source of uniform numbers in [0, 1); each call gives n rows by d
 */
export function ellipticalCloud(x: Matrix): (next: () => number) => Matrix {
  const { rows, cols, data } = x
  const means = columnsOf(x).map((column) => sum(column) / rows)
  const covariance = covarianceOf(x, means)
  const root = ofEigenvalues(covariance, Math.sqrt)
  const inverse = ofEigenvalues(covariance, (variance) => 1 / Math.sqrt(variance))
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
  return Math.sqrt(vector.reduce((sum, one) => sum + one ** 2, 0))
}
