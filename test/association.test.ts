import { expect, test } from 'vitest'
import { categoricalAssociation, numericAssociation } from '../lib/association.js'
import { cramersV } from '../lib/cramers-v.js'
import { random } from '../lib/random.js'

const effort = { permutations: 1999, resamples: 200 }

test("Cliff's delta by hand, and a p-value near that of R 4.2.2's wilcox.test without ties' correction", () => {
  const values = Object.freeze([3, 1, 4, 1, 5, 9, 2, 6])
  const found = numericAssociation(values, Object.freeze([0, 1, 0, 0, 1, 1, 0, 1]), effort)
  // 16 pairs: 12 more, 1 alike, 3 less.
  expect(found).toMatchObject({ measure: "Cliff's delta", effect: 9 / 16, n: 8 })
  expect(Math.abs(found.p - 0.191)).toBeLessThan(0.06)
})

test('the interval holds the effect; groups that do not overlap are at 1, and the other way round at -1', () => {
  const values = Float64Array.from({ length: 30 }, (_, i) => i)
  const late = Uint8Array.from(values, (value) => (value >= 15 ? 1 : 0))
  const more = numericAssociation(values, late, effort)
  expect([more.effect, ...more.interval, more.p]).toEqual([1, 1, 1, 1 / 2000])
  expect(
    numericAssociation(
      values,
      late.map((one) => 1 - one),
      effort,
    ).effect,
  ).toBe(-1)
})

test('a value that is everywhere the same has no effect and p = 1', () => {
  expect(numericAssociation(Array(10).fill(4), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0])).toMatchObject({
    effect: 0,
    interval: [0, 0],
    p: 1,
  })
})

test("categories: the effect is the bias-corrected Cramér's V, within its interval", () => {
  const next = random(2)
  const group = Array.from({ length: 200 }, () => (next() < 0.4 ? 1 : 0))
  const levels = group.map((one) => (next() < (one ? 0.7 : 0.2) ? 'a' : next() < 0.5 ? 'b' : 'c'))
  const found = categoricalAssociation(Object.freeze(levels), Object.freeze(group), effort)
  expect(found).toMatchObject({ measure: "Cramér's V", effect: cramersV(levels, group).v, n: 200, p: 1 / 2000 })
  expect(found.interval[0]).toBeGreaterThan(0)
  expect(found.interval[0]).toBeLessThanOrEqual(found.effect)
  expect(found.interval[1]).toBeGreaterThanOrEqual(found.effect)
  expect(found.interval[1]).toBeLessThanOrEqual(1)
})

test('categories that tell nothing have an interval that reaches 0 in nearly all of 20 samples', () => {
  let above = 0
  for (let seed = 1; seed <= 20; seed++) {
    const next = random(seed)
    const levels = Array.from({ length: 150 }, () => 'abcd'[Math.floor(next() * 4)])
    const group = levels.map(() => (next() < 0.5 ? 1 : 0))
    const { interval, p } = categoricalAssociation(levels, group, { seed, permutations: 99, resamples: 200 })
    if (interval[0] > 0 && p <= 0.05) above++
  }
  expect(above).toBeLessThanOrEqual(2)
})

test('a level so rare that resamples miss it does no harm', () => {
  const levels = [...Array(11).fill('common'), 'rare']
  const group = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
  const { interval, p } = categoricalAssociation(levels, group, effort)
  expect(interval.every((value) => value >= 0 && value <= 1)).toBe(true)
  expect(p).toBeGreaterThan(0.5)
})

test('the same seed gives the same numbers, and there are enough shuffles for p = .001 by default', () => {
  const values = Array.from({ length: 24 }, (_, i) => i)
  const group = values.map((value) => (value < 12 ? 1 : 0))
  expect(numericAssociation(values, group)).toEqual(numericAssociation(values, group, { seed: 1 }))
  expect(numericAssociation(values, group).p).toBe(0.001)
  expect(categoricalAssociation(group.map(String), group).p).toBe(0.001)
})

test('a group of all or none is refused', () => {
  expect(() => numericAssociation([1, 2, 3], [1, 1, 1])).toThrow(RangeError)
  expect(() => numericAssociation([1, 2, 3], [0, 0, 0])).toThrow(RangeError)
})
