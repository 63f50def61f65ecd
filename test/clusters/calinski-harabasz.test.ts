import { expect, it } from 'vitest'
import { calinskiHarabasz } from '../../lib/clusters/calinski-harabasz.js'
import { matrix } from '../../lib/core/matrix.js'
import { closeTo, partitions, samples } from '../fixtures/clustering.js'

it.each(partitions)('%s agrees with scikit-learn 1.9.1', (_, { x }, { labels, calinski_harabasz }) => {
  expect(closeTo([calinskiHarabasz(matrix(x), labels)], [calinski_harabasz])).toBe(true)
})

it.each([
  [2, 513.925],
  [3, 561.628],
  [4, 530.766],
  [5, 495.541],
])('iris at k = %i has the value %f', (k, wanted) => {
  // biome-ignore format: pairs
  expect(calinskiHarabasz(matrix(samples.iris.x), samples.iris.k[k].labels)).toBeCloseTo(wanted, 2)
})

it('it is the ratio of variances, as worked out by hand', () => {
  expect(calinskiHarabasz(matrix([[0], [1], [9], [10]]), [0, 0, 1, 1])).toBe(162)
})

it('a single cluster, or one cluster per row, is refused', () => {
  expect(() => calinskiHarabasz(matrix([[0], [1]]), [0, 0])).toThrow(RangeError)
  expect(() => calinskiHarabasz(matrix([[0], [1]]), [0, 1])).toThrow('calinskiHarabasz requires 2 to 1 clusters, got 2')
})
