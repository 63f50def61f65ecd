import { expect, test } from 'vitest'
import { correlationTest, pearson, spearman } from '../../lib/statistics/correlation.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)("Pearson's r and p of %s equal those of scipy 1.17.1", (_, { x, y, expected }) => {
  expectClose(pearson(x, y), expected.pearson[0])
  expectClose(correlationTest(x, y, 'pearson').p, expected.pearson[1])
})

test.each(samples)("Spearman's rho and p of %s, with ties, equal those of scipy 1.17.1", (_, { x, y, expected }) => {
  expectClose(spearman(x, y), expected.spearman[0])
  expectClose(correlationTest(x, y).p, expected.spearman[1])
})

test('a monotone curve has a rho of 1, and only a line has an r of 1', () => {
  expect(spearman([1, 2, 3], [1, 10, 100])).toBe(1)
  expect(pearson([1, 2, 3], [1, 10, 100])).toBeLessThan(0.95)
  expectClose(pearson([1, 2, 3], [1, 3, 2]), 0.5)
})

test('a perfect correlation never leaves -1 to 1, and its p is 0', () => {
  const x = [0.1, 0.2, 0.7, 1.3]
  const { r, p } = correlationTest(
    x,
    x.map((value) => -3 * value),
    'pearson',
  )
  expect(r).toBeGreaterThanOrEqual(-1)
  expect(p).toBeLessThan(1e-12)
})

test('pairs with a missing value are left out, and n counts the rest', () => {
  const gaps = correlationTest(Object.freeze([1, 2, NaN, 3, 4]), [1, 3, 5, 2, NaN])
  expectClose(gaps.r, 0.5)
  expect(gaps.n).toBe(3)
})

test('a missing value is refused if pairs are not deleted', () => {
  expect(() => pearson([1, NaN], [1, 2])).toThrow('correlation requires finite values, got NaN at index 1')
  expect(() => spearman([1, 2], [1, NaN])).toThrow(RangeError)
})

test('a constant vector is refused, even if its deviation is not quite 0', () => {
  expect(() => pearson([0.1, 0.1, 0.1], [1, 2, 3])).toThrow('correlation requires values that vary, got 3 times 0.1')
})

test('different lengths and fewer than three complete pairs are refused', () => {
  expect(() => pearson([1, 2], [1])).toThrow('pearson requires vectors of equal length, got 2 and 1')
  expect(() => correlationTest([1, 2], [1])).toThrow(RangeError)
  expect(() => correlationTest([1, 2, NaN], [1, 2, 3])).toThrow('at least three complete pairs, got 2')
})
