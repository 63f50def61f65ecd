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
  const rows = Array.from({ length: x.rows }, (_, i) => Array.from(x.data.subarray(i * x.cols, (i + 1) * x.cols)))
  const model = new PCA(rows)
  const count = Math.min(x.rows, x.cols)
  const variances = Float64Array.from(model.getEigenvalues().slice(0, count))
  const vectors = model.getEigenvectors().transpose().to2DArray().slice(0, count)
  const signs = vectors.map(signOf)
  const whole = sum(variances)
  return {
    scores: fill(model.predict(rows).to2DArray(), signs),
    loadings: fill(model.getLoadings().transpose().to2DArray(), signs),
    variances,
    shares: variances.map((variance) => variance / (whole || 1)),
  }
}

function signOf(vector: number[]): number {
  const largest = Math.max(...vector.map(Math.abs))
  return Math.sign(vector.find((value) => Math.abs(value) >= largest * (1 - 1e-9))!)
}

/** The first columns of the rows, one per sign, each multiplied by its sign. */
function fill(rows: number[][], signs: number[]): Matrix {
  const data = Float64Array.from(rows.flatMap((row) => signs.map((sign, j) => row[j] * sign)))
  return { rows: rows.length, cols: signs.length, data }
}
