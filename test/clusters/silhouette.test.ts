import { expect, it } from 'vitest'
import { silhouette, silhouetteMean } from '../../lib/clusters/silhouette.js'
import { matrix } from '../../lib/core/matrix.js'
import { closeTo, partitions, samples } from '../fixtures/clustering.js'

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

it.each(partitions)('each row of %s agrees with scikit-learn 1.9.1', (_, { x }, { labels, silhouette: wanted }) => {
  expect(closeTo(silhouette(matrix(x), labels), wanted)).toBe(true)
})

it.each([
  [2, 0.681],
  [3, 0.5528],
  [4, 0.4981],
  [5, 0.4887],
])('iris at k = %i has mean silhouette %f', (k, wanted) => {
  // biome-ignore format: pairs
  expect(silhouetteMean(matrix(samples.iris.x), samples.iris.k[k].labels)).toBeCloseTo(wanted, 4)
})

it('a row alone in its cluster has 0, and so have equal rows in different clusters', () => {
  expect(silhouette(matrix([[0], [1], [9]]), [0, 0, 1])[2]).toBe(0)
  expect([...silhouette(matrix([[2], [2], [2], [2]]), [0, 0, 1, 1])]).toEqual([0, 0, 0, 0])
})

it('labels may be any numbers', () => {
  const x = matrix([[0], [1], [9], [10]])
  expect(silhouette(x, [7, 7, -2, -2])).toEqual(silhouette(x, [0, 0, 1, 1]))
  expect(silhouetteMean(x, [0, 0, 1, 1])).toBeCloseTo(0.8885, 4)
})

it('above the sample size, the mean is that of a seeded sample', () => {
  const { x, k } = samples.iris
  const sampled = silhouetteMean(matrix(x), k[3].labels, { sample: 80, seed: 3 })
  expect(sampled).toBe(silhouetteMean(matrix(x), k[3].labels, { sample: 80, seed: 3 }))
  expect(sampled).not.toBe(silhouetteMean(matrix(x), k[3].labels, { sample: 80, seed: 4 }))
  expect(Math.abs(sampled - mean(silhouette(matrix(x), k[3].labels)))).toBeLessThan(0.05)
})

it('a single cluster, or one cluster per row, is refused', () => {
  const x = matrix([[0], [1], [9]])
  expect(() => silhouette(x, [4, 4, 4])).toThrow(new RangeError('silhouette requires 2 to 2 clusters, got 1'))
  expect(() => silhouette(x, [0, 1, 2])).toThrow(new RangeError('silhouette requires 2 to 2 clusters, got 3'))
})

it('bad values and labels are refused', () => {
  const x = matrix([[0], [1], [9]])
  expect(() => silhouette(matrix([[0], [NaN], [1]]), [0, 0, 1])).toThrow('got NaN in row 1, column 0')
  expect(() => silhouette(x, [0, 1])).toThrow('silhouette requires 3 labels, got 2')
  expect(() => silhouette(x, [0, NaN, 1])).toThrow('silhouette requires finite labels, got NaN')
})
