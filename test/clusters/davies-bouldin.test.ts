import { expect, it } from 'vitest'
import { daviesBouldin } from '../../lib/clusters/davies-bouldin.js'
import { matrix } from '../../lib/core/matrix.js'
import { closeTo, partitions, samples } from '../fixtures/clustering.js'

it.each(partitions)('%s agrees with scikit-learn 1.9.1', (_, { x }, { labels, davies_bouldin }) => {
  expect(closeTo([daviesBouldin(matrix(x), labels)], [davies_bouldin])).toBe(true)
})

it.each([
  [2, 0.4043],
  [3, 0.662],
  [4, 0.7803],
  [5, 0.806],
])('iris at k = %i has the value %f', (k, wanted) => {
  // biome-ignore format: pairs
  expect(daviesBouldin(matrix(samples.iris.x), samples.iris.k[k].labels)).toBeCloseTo(wanted, 4)
})

it('it is width over distance, as worked out by hand', () => {
  expect(daviesBouldin(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1])).toBeCloseTo(1 / 9, 14)
})

it('clusters of equal rows have no width, and wide clusters in one place no distance', () => {
  expect(daviesBouldin(matrix([[5], [5], [5], [5]]), [0, 0, 1, 1])).toBe(0)
  expect(daviesBouldin(matrix([[0], [2], [0], [2]]), [0, 0, 1, 1])).toBe(Infinity)
})

it('a single cluster, or one cluster per row, is refused', () => {
  expect(() => daviesBouldin(matrix([[0], [1]]), [0, 0])).toThrow('daviesBouldin requires 2 to 1 clusters, got 1')
  expect(() => daviesBouldin(matrix([[0], [1]]), [0, 1])).toThrow(RangeError)
})
