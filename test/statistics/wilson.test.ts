import { expect, test } from 'vitest'
import { wilson } from '../../lib/statistics/wilson.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

test.each(fixture.wilson)('$hits of $n at $level: the interval equals that of statsmodels 0.15.0', (given) => {
  const { low, high, proportion } = wilson(given.hits, given.n, given.level)
  expect(Math.abs(low - given.interval[0])).toBeLessThan(1e-12)
  expect(Math.abs(high - given.interval[1])).toBeLessThan(1e-12)
  expect(proportion).toBe(given.hits / given.n)
})

test('the interval stays within 0 to 1, and touches them exactly', () => {
  expect(wilson(0, 3).low).toBe(0)
  expect(wilson(3, 3).high).toBe(1)
  expectClose(wilson(8, 10).proportion, 0.8)
})

test('more hits than customers, no customers and a missing count are refused', () => {
  expect(() => wilson(3, 2)).toThrow('wilson requires 0 to n hits, got 3 of 2')
  for (const [hits, n] of [
    [0, 0],
    [-1, 5],
    [NaN, 5],
    [1, NaN],
  ])
    expect(() => wilson(hits, n)).toThrow(RangeError)
  expect(() => wilson(1, 2, 95)).toThrow('wilson requires level from 0 to 1, got 95')
})
