import { sum } from 'd3-array'
import { PCA } from 'ml-pca'
import { requireFinite } from '../core/finite.js'
import type { Matrix } from '../core/matrix.js'

/** What `pca` returns: c = min(n, d) components, largest variance first. */
export interface Components {
  /** The place of each row on each component, n by c, in the units of x. */
  readonly scores: Matrix
  /** The weight of each column in each component, d by c; each component has length 1. */
  readonly loadings: Matrix
  /** Variance of the scores (n - 1 in the denominator), length c. */
  readonly variances: Float64Array
  /** Share of each component in the total variance, length c; zeros if there is none. */
  readonly shares: Float64Array
}

/**
 * Compute principal components: the directions in which the rows vary most. Each component has the sign that makes its
 * largest loading positive (of nearly equal ones, the first), so that a map never flips between runs.
 *
 * @param x n rows by d columns, n >= 2; centered here, not scaled; not modified
 * @returns scores, loadings, variances and shares
 * @throws {RangeError} on fewer than 2 rows or a value that is not finite
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.decomposition.PCA.html
 * @example pca(matrix([[0, 0], [3, 4]])).loadings.data // 0.6, 0.8 are those of the first component
 */
export function pca(x: Matrix): Components {
  requireFinite('pca', x)
  if (x.rows < 2) throw new RangeError(`pca requires at least 2 rows, got ${x.rows}`)
  const centered = centeredAt(x, columnMeans(x))
  // Of the covariance, a few columns square; ml-pca's default decomposes all rows, a hundred times slower.
  const model = new PCA(covariance(centered), { isCovarianceMatrix: true })
  const count = Math.min(x.rows, x.cols)
  const variances = Float64Array.from(model.getEigenvalues().slice(0, count), (variance) => Math.max(0, variance))
  const vectors = model.getEigenvectors().transpose().to2DArray().slice(0, count)
  const components = vectors.map((vector) => {
    const sign = signOf(vector)
    return vector.map((weight) => weight * sign)
  })
  const whole = sum(variances)
  const loadings = { rows: x.cols, cols: count, data: new Float64Array(x.cols * count) }
  components.forEach((weights, c) => {
    weights.forEach((weight, j) => {
      loadings.data[j * count + c] = weight
    })
  })
  return {
    scores: scoresOf(centered, components),
    loadings,
    variances,
    shares: variances.map((variance) => variance / (whole || 1)),
  }
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const means = new Float64Array(cols)
  for (let at = 0; at < data.length; at++) means[at % cols] += data[at] / rows
  return means
}

function centeredAt({ rows, cols, data }: Matrix, means: Float64Array): Matrix {
  return { rows, cols, data: data.map((value, at) => value - means[at % cols]) }
}

/** The covariance of centered columns, with n - 1 in the denominator. */
function covariance({ rows, cols, data }: Matrix): number[][] {
  const products = Array.from({ length: cols }, () => new Array<number>(cols).fill(0))
  for (let row = 0; row < data.length; row += cols) {
    for (let i = 0; i < cols; i++) for (let j = 0; j <= i; j++) products[i][j] += data[row + i] * data[row + j]
  }
  return products.map((own, i) => own.map((_, j) => products[Math.max(i, j)][Math.min(i, j)] / (rows - 1)))
}

function scoresOf({ rows, cols, data }: Matrix, components: readonly number[][]): Matrix {
  const scores = new Float64Array(rows * components.length)
  for (let row = 0; row < rows; row++) {
    components.forEach((weights, c) => {
      let score = 0
      for (let j = 0; j < cols; j++) score += data[row * cols + j] * weights[j]
      scores[row * components.length + c] = score
    })
  }
  return { rows, cols: components.length, data: scores }
}

function signOf(vector: number[]): number {
  const largest = Math.max(...vector.map(Math.abs))
  return Math.sign(vector.find((value) => Math.abs(value) >= largest * (1 - 1e-9))!)
}
