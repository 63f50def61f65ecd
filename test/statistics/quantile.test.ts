import { expect, test } from 'vitest'
import { quantile } from '../../lib/statistics/quantile.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)('quantiles of %s equal those of numpy 2.4.6', (_, { x, expected }) => {
  for (const [p, value] of Object.entries(expected.quantiles)) {
    expectClose(quantile(x, Number(p)), value)
    expectClose(quantile(Float64Array.from(x), Number(p)), value)
  }
})

test('a quantile between two values is interpolated', () => {
  expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75)
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
})

test('every quantile of a single value is that value', () => {
  for (const p of [0, 0.3, 1]) expect(quantile([7], p)).toBe(7)
})

test('numbers are sorted as numbers, and the input stays as it was', () => {
  const values = Object.freeze([10, 9, 100])
  expect(quantile(values, 0.5)).toBe(10)
})

test('missing values, no values and a p of 2 are refused', () => {
  expect(() => quantile([1, NaN], 0.5)).toThrow(RangeError)
  expect(() => quantile([], 0.5)).toThrow(RangeError)
  expect(() => quantile([1], 2)).toThrow('quantile requires p from 0 to 1, got 2')
})
