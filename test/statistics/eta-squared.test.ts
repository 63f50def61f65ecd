import { expect, test } from 'vitest'
import { etaSquared } from '../../lib/statistics/eta-squared.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)('F, p and eta squared of %s equal those of scipy 1.17.1 and numpy 2.4.6', (_, {
  x,
  group,
  expected,
}) => {
  const { f, p, eta, n } = etaSquared(x, group)
  expectClose(f, expected.anova[0])
  expectClose(p, expected.anova[1])
  expectClose(eta, expected.anova[2])
  expect(n).toBe(x.length)
})

test('groups without spread within have an eta squared of 1 and a p of 0', () => {
  const { eta, f, p } = etaSquared([1, 1, 2, 2], [0, 0, 1, 1])
  expect([eta, f, p]).toEqual([1, Infinity, 0])
})

test('rows with a missing value or group are left out, and so is a group without other rows', () => {
  const { eta, df, n } = etaSquared(Object.freeze([1, 2, 3, 4, NaN, 9]), Object.freeze(['a', 'a', 'b', 'b', 'c', null]))
  expect({ eta, df, n }).toEqual({ eta: 0.8, df: [1, 2], n: 4 })
})

test('one group, one group per row, equal values and an infinite value are refused', () => {
  expect(() => etaSquared([1, 2], ['a', 'a'])).toThrow('two groups and more rows than groups, got 1 of 2')
  expect(() => etaSquared([1, 2], ['a', 'b'])).toThrow('two groups and more rows than groups, got 2 of 2')
  expect(() => etaSquared([5, 5, 5], ['a', 'b', 'b'])).toThrow('requires values that vary, got 3 times 5')
  expect(() => etaSquared([1, 2, Infinity], ['a', 'b', 'b'])).toThrow(RangeError)
  expect(() => etaSquared([1, 2], ['a'])).toThrow('etaSquared requires vectors of equal length, got 2 and 1')
})
