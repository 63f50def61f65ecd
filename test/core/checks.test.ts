import { expect, test } from 'vitest'
import { requireNumbers, requireProbability, requireSameLength } from '../../lib/core/checks.js'

test('a value that is not finite is reported with its place', () => {
  expect(() => requireNumbers('mean', [1, 2, NaN])).toThrow('mean requires finite values, got NaN at index 2')
  expect(() => requireNumbers('mean', [-Infinity])).toThrow(RangeError)
})

test('the message says how many values there are, if there are too few', () => {
  expect(() => requireNumbers('mean', [])).toThrow('mean requires at least 1 value, got 0')
  expect(() => requireNumbers('deviation', [1], 2)).toThrow('deviation requires at least 2 values, got 1')
  expect(() => requireNumbers('ranks', [], 0)).not.toThrow()
})

test('vectors of different lengths are refused with both lengths', () => {
  expect(() => requireSameLength('pearson', [1, 2], [1])).toThrow(
    'pearson requires vectors of equal length, got 2 and 1',
  )
})

test('a probability lies from 0 to 1, its ends included', () => {
  expect(() => requireProbability('quantile', 'p', 1.5)).toThrow('quantile requires p from 0 to 1, got 1.5')
  expect(() => requireProbability('quantile', 'p', NaN)).toThrow(RangeError)
  for (const p of [0, 1]) expect(() => requireProbability('quantile', 'p', p)).not.toThrow()
})
