import { expect, test } from 'vitest'
import { noncentral } from '../../lib/statistics/noncentral.js'
import { fixture } from '../fixtures/statistics.js'

test.each(
  fixture.tails.noncentral,
)('P(chi-square <= %d), df %d, noncentrality %d, is that of scipy 1.17.1', (x, df, nc, p) => {
  expect(noncentral(Math.sqrt(x), Math.sqrt(nc), 1, df - 1)).toBeCloseTo(p, 5)
})

test('the probability is 0 below 0, and 1 far above the mean', () => {
  expect(noncentral(0, 1, 1, 2)).toBe(0)
  expect(noncentral(30, 3, 2, 2)).toBeCloseTo(1, 6)
  expect(noncentral(30, 3, 2, 0)).toBe(1)
  expect(noncentral(2, 300, 2, 2)).toBe(0)
})

test('a larger variance of the normal number spreads the outcome to both sides', () => {
  for (const df of [0, 3]) {
    expect(noncentral(4, 6, 2, df)).toBeGreaterThan(noncentral(4, 6, 1, df))
    expect(noncentral(9, 6, 2, df)).toBeLessThan(noncentral(9, 6, 1, df))
  }
})
