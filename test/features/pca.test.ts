import { expect, it } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'
import { pca } from '../../lib/features/pca.js'
import { closeTo, samples } from '../fixtures/clustering.js'

it.each(['iris', 'wine', 'groups', 'cloud'] as const)('%s agrees with scikit-learn 1.9.1', (name) => {
  const x = matrix(samples[name].x)
  const { variances, loadings, shares } = pca(x)
  expect(closeTo(variances, samples[name].variances)).toBe(true)
  const absolute = samples[name].absolute_components
  expect(closeTo(loadings.data.map(Math.abs), matrix(absolute[0].map((_, j) => absolute.map((c) => c[j]))).data)).toBe(
    true,
  )
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})

it('scores are the centered rows times the loadings', () => {
  const { scores, loadings } = pca(matrix([[0, 0], [3, 4]])) // biome-ignore format: rows
  expect(loadings.data[0]).toBeCloseTo(0.6, 14)
  expect(loadings.data[2]).toBeCloseTo(0.8, 14)
  expect(scores.data[0]).toBeCloseTo(-2.5, 14)
  expect(scores.data[2]).toBeCloseTo(2.5, 14)
})

it('the largest loading of each component is positive', () => {
  for (const { x } of Object.values(samples)) {
    const { loadings } = pca(matrix(x.map((row) => row.map((value) => -value))))
    for (let c = 0; c < loadings.cols; c++) {
      const component = Array.from({ length: loadings.rows }, (_, j) => loadings.data[j * loadings.cols + c])
      expect(Math.max(...component)).toBe(Math.max(...component.map(Math.abs)))
    }
  }
})

it('if two loadings are of equal size, the first is positive', () => {
  const { loadings } = pca(matrix([[-1, 1], [1, -1], [2, -2]])) // biome-ignore format: rows
  expect(loadings.data[0]).toBeCloseTo(Math.SQRT1_2, 14)
})

it('fewer rows than columns give as many components as rows', () => {
  const { scores, loadings, variances } = pca(matrix([[1, 2, 3, 4], [4, 3, 2, 0], [1, 1, 5, 1]])) // biome-ignore format: rows
  expect([scores.rows, scores.cols, loadings.rows, loadings.cols, variances.length]).toEqual([3, 3, 4, 3, 3])
})

it('equal rows have no variance', () => {
  const { variances, shares, scores } = pca(matrix([[1, 2], [1, 2], [1, 2]])) // biome-ignore format: rows
  expect([...variances, ...shares].every((value) => value === 0)).toBe(true)
  expect([...scores.data].every((value) => Math.abs(value) === 0)).toBe(true)
})

it('a single row, or a value that is not finite, is refused', () => {
  expect(() => pca(matrix([[1, 2]]))).toThrow('pca requires at least 2 rows, got 1')
  expect(() => pca(matrix([[1], [NaN]]))).toThrow('pca requires finite values, got NaN in row 1, column 0')
})
