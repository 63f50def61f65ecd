import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix'
import type { Matrix } from '../core/matrix.js'

/** The least variance that a direction keeps, so that inverses exist. */
const LEAST_VARIANCE = 1e-6

/**
 * Apply a function to the eigenvalues of a symmetric matrix, none taken below 1e-6. Math.sqrt gives the matrix square
 * root; the identity gives the matrix without negative variances.
 *
 * @param matrix d by d, symmetric; not modified
 * @param of the function
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
