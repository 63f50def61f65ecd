import { expect, test } from 'vitest'
import { ranks } from '../../lib/statistics/ranks.js'
import { samples } from '../fixtures/statistics.js'

test.each(samples)('ranks of %s equal those of scipy 1.17.1', (_, { x, expected }) => {
  expect(Array.from(ranks(x))).toEqual(expected.ranks)
})

test('equal values share the mean of their places, 0 and -0 included', () => {
  expect(Array.from(ranks(Object.freeze([10, 30, 10])))).toEqual([1.5, 3, 1.5])
  expect(Array.from(ranks([0, -0]))).toEqual([1.5, 1.5])
})

test('no values have no ranks, and a missing value is refused', () => {
  expect(ranks([])).toHaveLength(0)
  expect(() => ranks([1, NaN])).toThrow('ranks requires finite values, got NaN at index 1')
})
