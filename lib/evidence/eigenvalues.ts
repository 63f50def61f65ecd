import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix'
import type { Matrix } from '../core/matrix.js'

/** The least variance that a direction keeps, so that inverses exist. */
const LEAST_VARIANCE = 1e-6

/**
 * A symmetric matrix with a function of its eigenvalues in their place, none taken below 1e-6: its root by Math.sqrt, or
 * itself without negative variances.
 *
 * @param matrix d by d, symmetric; not modified
 * @returns d by d, row-major
 * @example ofEigenvalues({ rows: 1, cols: 1, data: Float64Array.of(4) }, Math.sqrt) // 2
 */
export function ofEigenvalues({ rows, cols, data }: Matrix, of: (variance: number) => number): Float64Array {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(MlMatrix.from1DArray(rows, cols, data), {
    assumeSymmetric: true,
  })
  const kept = realEigenvalues.map((value) => of(Math.max(value, LEAST_VARIANCE)))
  const scaled = eigenvectorMatrix.clone().mulRowVector(kept)
  return Float64Array.from(scaled.mmul(eigenvectorMatrix.transpose()).to1DArray())
}
