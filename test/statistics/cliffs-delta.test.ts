import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cliffsDelta, dominance, dominanceInterval } from '../../lib/statistics/cliffs-delta.js'
import { differenceInterval } from '../../lib/statistics/mover.js'
import { wilson } from '../../lib/statistics/wilson.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)('delta of %s is the rank-biserial correlation by scipy 1.17.1', (_, { x, group, expected }) => {
  const first = x.filter((_, i) => group[i] === 0)
  const rest = x.filter((_, i) => group[i] !== 0)
  expectClose(cliffsDelta(first, rest), expected.cliffsDelta)
})

test('delta is the share of pairs won minus the share lost', () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, values, (a, b) => {
      const pairs = a.flatMap((x) => b.map((y) => Math.sign(x - y)))
      expect(cliffsDelta(a, b)).toBeCloseTo(pairs.reduce((sum, sign) => sum + sign, 0) / pairs.length, 12)
    }),
    { seed: 1 },
  )
})

test('delta is 1 if every value of the first group is larger, -1 in reverse, 0 for ties', () => {
  expect([cliffsDelta([3, 4], [1, 2]), cliffsDelta([1, 2], [3, 4]), cliffsDelta([1, 1], [1])]).toEqual([1, -1, 0])
  expectClose(cliffsDelta([3, 4], [1, 2, 3]), 5 / 6)
})

test('missing values and empty groups are refused', () => {
  expect(() => cliffsDelta([], [1])).toThrow('cliffsDelta requires at least 1 value, got 0')
  expect(() => cliffsDelta([1], [])).toThrow(RangeError)
  expect(() => cliffsDelta([1], [NaN])).toThrow(RangeError)
})

/** Counts by value, in increasing order: rest, group, rest, group, ... */
function counted(group: readonly number[], rest: readonly number[]): Float64Array {
  const values = [...new Set([...group, ...rest])].sort((a, b) => a - b)
  return Float64Array.from(
    values.flatMap((value) => [rest, group].map((side) => side.filter((one) => one === value).length)),
  )
}

test.each(samples)('the interval of delta of %s is that of scipy 1.17.1 and statsmodels 0.15.0', (_, given) => {
  const { x, group, expected } = given
  const first = x.filter((_, i) => group[i] === 0)
  const rest = x.filter((_, i) => group[i] !== 0)
  const actual = dominanceInterval(counted(first, rest))
  for (const end of [0, 1]) expect(actual[end]).toBeCloseTo(expected.deltaInterval[end], 9)
})

test('the interval contains delta, stays within -1 to 1, and is mirrored when the groups are swapped', () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, values, (a, b) => {
      const [low, high] = dominanceInterval(counted(a, b))
      const delta = dominance(counted(a, b))
      expect(low).toBeGreaterThanOrEqual(-1 - 1e-9)
      expect(low).toBeLessThanOrEqual(delta + 1e-9)
      expect(high).toBeGreaterThanOrEqual(delta - 1e-9)
      expect(high).toBeLessThanOrEqual(1 + 1e-9)
      const [turnedLow, turnedHigh] = dominanceInterval(counted(b, a))
      expect([turnedLow, turnedHigh].map((one) => one.toFixed(9))).toEqual(
        [-high, -low].map((one) => (one + 0).toFixed(9)),
      )
    }),
    { seed: 1 },
  )
})

test('groups that do not overlap leave uncertainty, and more of it if they are small', () => {
  const apart = (size: number) =>
    dominanceInterval(
      counted(
        Array.from({ length: size }, (_, i) => 100 + i),
        Array.from({ length: size }, (_, i) => i),
      ),
    )
  expect(apart(10)[1]).toBe(1)
  expect(apart(10)[0]).toBeGreaterThan(0.3)
  expect(apart(10)[0]).toBeLessThan(apart(100)[0])
  expect(apart(100)[0]).toBeLessThan(1)
})

test('for two values delta and its interval are those of a difference of shares; for one value the interval is symmetric', () => {
  const flags = Float64Array.of(18, 12, 2, 8)
  expect(dominance(flags)).toBeCloseTo(8 / 20 - 2 / 20, 12)
  expect(dominanceInterval(flags)).toEqual(differenceInterval({ hits: 8, size: 20 }, { hits: 2, size: 20 }))
  expect(dominanceInterval(Float64Array.of(0, 0, 18, 12, 0, 0, 2, 8))).toEqual(dominanceInterval(flags))
  const { high } = wilson(0, 3)
  expect(dominanceInterval(Float64Array.of(3, 4))).toEqual([-high, high])
})

test('a lower level makes a narrower interval', () => {
  const counts = counted([1, 3, 5, 7, 9], [0, 2, 4, 6])
  const [wide, narrow] = [dominanceInterval(counts), dominanceInterval(counts, 0.5)]
  expect(narrow[0]).toBeGreaterThan(wide[0])
  expect(narrow[1]).toBeLessThan(wide[1])
})
