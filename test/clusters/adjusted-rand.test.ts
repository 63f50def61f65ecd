import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adjustedRand } from '../../lib/clusters/adjusted-rand.js'
import { closeTo, partitions, samples } from '../fixtures/clustering.js'

const labels = (n: number) => fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n })

it.each(partitions)('%s agrees with scikit-learn 1.9.1', (_, { truth }, { labels, adjusted_rand }) => {
  expect(closeTo([adjustedRand(truth, labels)], [adjusted_rand])).toBe(true)
})

it('wine at k = 3 agrees with its classes at 0.8975', () => {
  expect(adjustedRand(samples.wine.truth, samples.wine.k[3].labels)).toBeCloseTo(0.8975, 4)
})

it('is symmetric, and ignores the names of the groups', () => {
  fc.assert(
    fc.property(labels(20), labels(20), (a, b) => {
      const index = adjustedRand(a, b)
      expect(adjustedRand(b, a)).toBeCloseTo(index, 12)
      const renamed = a.map((label) => 100 - 7 * label)
      expect(adjustedRand(renamed, b)).toBeCloseTo(index, 12)
      expect(index).toBeLessThanOrEqual(1)
    }),
  )
})

it('the same grouping scores 1, also if all are together or all apart', () => {
  expect(adjustedRand([3, 3, 9], [0, 0, 5])).toBe(1)
  expect(adjustedRand([1, 1, 1], [2, 2, 2])).toBe(1)
  expect(adjustedRand([1, 2, 3], [4, 5, 6])).toBe(1)
  expect(adjustedRand([1], [1])).toBe(1)
  expect(adjustedRand([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.571, 3)
})

it('labels of different lengths or not finite are refused', () => {
  expect(() => adjustedRand([], [])).toThrow('adjustedRand requires two equal numbers of labels, got 0 and 0')
  expect(() => adjustedRand([1], [1, 2])).toThrow(RangeError)
  expect(() => adjustedRand([1, NaN], [1, 2])).toThrow('adjustedRand requires finite labels, got NaN')
})
