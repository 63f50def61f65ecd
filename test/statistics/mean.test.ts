import { expect, test } from 'vitest'
import { deviation, mean, median } from '../../lib/statistics/mean.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)('mean, median and deviation of %s equal those of numpy 2.4.6', (_, { x, expected }) => {
  for (const values of [x, Float64Array.from(x)]) {
    expectClose(mean(values), expected.mean)
    expectClose(median(values), expected.median)
    expectClose(deviation(values), expected.deviation)
  }
})

test('the examples of the docstrings hold', () => {
  expect(mean([1, 2, 6])).toBe(3)
  expect(median(Object.freeze([5, 1, 3, 100]))).toBe(4)
  expect(deviation([1, 3])).toBe(Math.SQRT2)
})

test('a missing value is refused, not passed on', () => {
  for (const f of [mean, median, deviation]) expect(() => f([1, NaN, 3])).toThrow(RangeError)
  expect(() => deviation([1])).toThrow('deviation requires at least 2 values, got 1')
})
