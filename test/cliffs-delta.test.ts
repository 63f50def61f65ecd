import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cliffsDelta } from '../lib/cliffs-delta.js'
import { expectClose, samples } from './fixtures/statistics.js'

test.each(samples)('delta of %s is the rank-biserial correlation by scipy 1.17.1', (_, { x, group, expected }) => {
  const first = x.filter((_, i) => group[i] === 0)
  const rest = x.filter((_, i) => group[i] !== 0)
  expectClose(cliffsDelta(first, rest), expected.cliffsDelta)
})

test('delta is the share of pairs won less the share lost', () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, values, (a, b) => {
      const pairs = a.flatMap((x) => b.map((y) => Math.sign(x - y)))
      expect(cliffsDelta(a, b)).toBeCloseTo(pairs.reduce((sum, sign) => sum + sign, 0) / pairs.length, 12)
    }),
    { seed: 1 },
  )
})

test('delta is 1 where every value of the first group is larger, -1 the other way round, 0 for ties', () => {
  expect([cliffsDelta([3, 4], [1, 2]), cliffsDelta([1, 2], [3, 4]), cliffsDelta([1, 1], [1])]).toEqual([1, -1, 0])
  expectClose(cliffsDelta([3, 4], [1, 2, 3]), 5 / 6)
})

test('missing values and empty groups are refused', () => {
  expect(() => cliffsDelta([], [1])).toThrow('cliffsDelta requires at least 1 value, got 0')
  expect(() => cliffsDelta([1], [])).toThrow(RangeError)
  expect(() => cliffsDelta([1], [NaN])).toThrow(RangeError)
})
