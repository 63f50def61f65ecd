import { array, assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { bins, countIn } from '../../lib/statistics/bins.js'

test('whole numbers within 30 of each other get one bin each', () => {
  expect(bins([1, 1, 3])).toEqual({ middles: [1, 2, 3], counts: [2, 0, 1], width: 1, low: 0.5 })
})

test('missing values are not counted, and no known values give no bins', () => {
  expect(bins([NaN, 2, NaN]).counts).toEqual([1])
  expect(bins([NaN])).toEqual({ middles: [], counts: [], width: 1, low: 0 })
})

test('the width follows Freedman and Diaconis', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i / 10)
  // By hand: 2 x 49.95 (interquartile range) / 10 (cube root of n) = 9.99, over a range of 99.9.
  expect(bins(values).counts).toHaveLength(10)
})

test('there are never more than 30 bins', () => {
  expect(bins([0.5, ...Array(100).fill(1), 1e6]).counts).toHaveLength(30)
  expect(bins(Array.from({ length: 100000 }, (_, i) => i / 7)).counts).toHaveLength(30)
})

test('constant values fall into one bin', () => {
  const { counts, width } = bins([1.5, 1.5])
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(2)
  expect(width).toBe(1)
})

test('other values are counted in the same bins, those beyond the ends in the first and the last', () => {
  expect(countIn([0, 2, NaN, 2, 9], bins([1, 1, 3]))).toEqual([1, 2, 1])
  expect(countIn([1], bins([NaN]))).toEqual([])
})

test('every known value is counted once', () => {
  const value = double({ min: -1e6, max: 1e6, noNaN: false })
  assert(
    property(array(value, { minLength: 1, maxLength: 60 }), (values) => {
      const { counts, middles, width } = bins(Object.freeze(values))
      const known = values.filter((one) => !Number.isNaN(one)).length
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(known)
      expect(middles).toHaveLength(counts.length)
      expect(width).toBeGreaterThan(0)
    }),
    { seed: 1, numRuns: 200 },
  )
})
