import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { againstRest, type Effort } from '../../lib/statistics/association.js'
import { chiSquareTest } from '../../lib/statistics/chi-square.js'
import { cliffsDelta } from '../../lib/statistics/cliffs-delta.js'
import { cramersV } from '../../lib/statistics/cramers-v.js'
import { crosstab } from '../../lib/statistics/crosstab.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

const effort = { permutations: 1999 }
const one = (values: ArrayLike<number> | ArrayLike<string>, group: ArrayLike<number>, given: Effort = effort) =>
  againstRest([{ values, inGroup: Uint8Array.from(group) }], given)[0]

test("Cliff's delta by hand, and a p-value near that of R 4.2.2's wilcox.test without ties' correction", () => {
  const found = one(Object.freeze([3, 1, 4, 1, 5, 9, 2, 6]), [0, 1, 0, 0, 1, 1, 0, 1])
  // 16 pairs: 12 more, 1 alike, 3 less.
  expect(found).toMatchObject({ measure: "Cliff's delta", effect: 9 / 16, n: 8 })
  expect(Math.abs(found.p - 0.191)).toBeLessThan(0.06)
})

test.each(Object.entries(fixture.data))('%s: p for many numbers is that of scipy 1.17.1, mannwhitneyu', (_, {
  x,
  group,
  expected,
}) => {
  const inGroup = group.map((of) => (of === 0 ? 1 : 0))
  const found = one(x, inGroup)
  expect(found.method).toBe('Mann-Whitney test; Wilson interval')
  expectClose(found.p, expected.mannWhitney)
})

test.each(Object.entries(fixture.data))('%s: p for many customers per level is that of the chi-square test', (_, {
  level,
  group,
}) => {
  // Levels are put together in two, of which none is rare.
  const levels = level.map((of) => (of % 2 ? 'odd' : 'even'))
  const inGroup = group.map((of) => (of === 0 ? 1 : 0))
  const found = one(levels, inGroup)
  expect(found.method).toBe('chi-square test; noncentral chi-square interval')
  expect(found.p).toBe(chiSquareTest(crosstab(levels, inGroup).counts).p)
})

test('tests by approximation and by shuffling agree where both are possible', () => {
  const next = random(4)
  const group = Array.from({ length: 120 }, (_, i) => (i < 40 ? 1 : 0))
  for (const shift of [0.1, 0.3, 0.5]) {
    const values = group.map((own) => Math.floor(6 * (next() + (own ? shift / 3 : 0))))
    const approximate = one(values, group)
    // One customer of a level of a group's own makes counts too small for the chi-square test, and changes little else.
    const levels = values.map((value, i) => (i === 119 ? 'rare' : String(value > 3)))
    const shuffled = one(levels, group, { permutations: 9999 })
    const tested = one(
      values.map((value) => String(value > 3)),
      group,
    )
    expect(approximate.method).toMatch(/Mann/)
    expect([tested.method, shuffled.method].map((method) => method.split(' ')[0])).toEqual([
      'chi-square',
      'permutation',
    ])
    expect(Math.abs(Math.log(tested.p / shuffled.p))).toBeLessThan(1)
  }
})

test('rare values and rare levels are shuffled', () => {
  const group = Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : 0))
  expect(
    one(
      group.map((_, i) => (i < 19 ? 1 : 0)),
      group,
    ).method,
  ).toMatch(/permutation/)
  expect(
    one(
      group.map((_, i) => (i < 20 ? 1 : 0)),
      group,
    ).method,
  ).toMatch(/Mann/)
  expect(
    one(
      group.map((_, i) => (i < 9 ? 'rare' : 'other')),
      group,
    ).method,
  ).toMatch(/permutation/)
  expect(
    one(
      group.map((_, i) => (i < 10 ? 'rare' : 'other')),
      group,
    ).method,
  ).toMatch(/chi-square/)
})

test('p is the share of all regroupings with as large an effect, if they can be enumerated', () => {
  // 2 of 5: ten regroupings. Values 1 to 5: |delta| 1 for {1, 2} and {4, 5}, 2/3 for {1, 3} and {3, 5}.
  const exact = { permutations: 20000 }
  expect(one([1, 2, 3, 4, 5], [0, 0, 0, 1, 1], exact).p).toBeCloseTo(2 / 10, 2)
  expect(one([1, 2, 3, 4, 5], [0, 0, 1, 0, 1], exact).p).toBeCloseTo(4 / 10, 2)
  // Chi-square of a, a against b, b, b is largest for 1 of the ten.
  expect(one(['a', 'a', 'b', 'b', 'b'], [1, 1, 0, 0, 0], exact).p).toBeCloseTo(1 / 10, 2)
})

test('the interval contains the effect; groups that do not overlap are at 1, and in reverse at -1', () => {
  const values = Float64Array.from({ length: 30 }, (_, i) => i)
  const late = Uint8Array.from(values, (value) => (value >= 15 ? 1 : 0))
  const more = one(values, late)
  expect([more.effect, more.interval[1]]).toEqual([1, 1])
  expect(more.interval[0]).toBeGreaterThan(0.6)
  expect(more.interval[0]).toBeLessThan(1)
  expect(
    one(
      values,
      late.map((own) => 1 - own),
    ).effect,
  ).toBe(-1)
})

test('a 95 % interval covers the true effect in about 95 % of samples', () => {
  let covered = 0
  for (let trial = 1; trial <= 200; trial++) {
    const next = random(trial)
    const group = Array.from({ length: 80 }, (_, i) => (i < 40 ? 1 : 0))
    // Uniform on 0 to 1 against uniform on 0 to 2: more in 1/4 of pairs, less in 3/4.
    const values = group.map((own) => (own ? next() : 2 * next()))
    const [low, high] = one(values, group, { permutations: 0 }).interval
    if (low <= -0.5 && high >= -0.5) covered++
  }
  expect(covered / 200).toBeGreaterThan(0.92)
  expect(covered / 200).toBeLessThan(0.99)
})

test('a constant value has no effect and p = 1', () => {
  const same = one(Array(10).fill(4), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
  expect(same).toMatchObject({ effect: 0, p: 1 })
  expect(same.interval[0]).toBe(-same.interval[1])
})

test("categories: the effect is the bias-corrected Cramér's V, within its interval", () => {
  const next = random(2)
  const group = Array.from({ length: 200 }, () => (next() < 0.4 ? 1 : 0))
  const levels = group.map((own) => (next() < (own ? 0.7 : 0.2) ? 'a' : next() < 0.5 ? 'b' : 'c'))
  const found = one(Object.freeze(levels), group)
  expect(found).toMatchObject({ measure: "Cramér's V", n: 200 })
  expect(found.p).toBeLessThan(1e-8)
  expect(found.effect).toBeCloseTo(cramersV(levels, group).v, 12)
  expect(found.interval[0]).toBeGreaterThan(0)
  expect(found.interval[0]).toBeLessThanOrEqual(found.effect)
  expect(found.interval[1]).toBeGreaterThanOrEqual(found.effect)
  expect(found.interval[1]).toBeLessThanOrEqual(1)
})

test('unrelated categories have an interval that reaches 0 in nearly all of 20 samples', () => {
  let above = 0
  for (let seed = 1; seed <= 20; seed++) {
    const next = random(seed)
    const levels = Array.from({ length: 150 }, () => 'abcd'[Math.floor(next() * 4)])
    const group = levels.map(() => (next() < 0.5 ? 1 : 0))
    const { interval, p } = one(levels, group, { seed, permutations: 99 })
    if (interval[0] > 0 && p <= 0.05) above++
  }
  expect(above).toBeLessThanOrEqual(2)
})

test('a level with a single customer, or with all, does no harm', () => {
  const { interval, p } = one([...Array(11).fill('common'), 'rare'], [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
  expect(interval.every((value) => value >= 0 && value <= 1)).toBe(true)
  expect(p).toBeGreaterThan(0.5)
  expect(one(Array(6).fill('all'), [1, 0, 1, 0, 1, 0])).toMatchObject({ effect: 0, interval: [0, 1], p: 1 })
})

test('many comparisons, of several groups, each equal the single comparison', () => {
  const next = random(3)
  const values = Float64Array.from({ length: 40 }, next)
  const levels = Array.from(values, (value) => (value < 0.5 ? 'a' : 'b'))
  const groups = [values.map(() => (next() < 0.3 ? 1 : 0)), values.map((value) => (value + next() < 1 ? 1 : 0))]
  const comparisons = groups.flatMap((group) => {
    const inGroup = Uint8Array.from(group)
    return [values, levels].map((each) => ({ values: each, inGroup }))
  })
  const together = againstRest(comparisons, effort)
  expect(together).toEqual(comparisons.map((comparison) => againstRest([comparison], effort)[0]))
  expect(together[0].effect).toBe(
    cliffsDelta(
      values.filter((_, i) => groups[0][i] === 1),
      values.filter((_, i) => groups[0][i] === 0),
    ),
  )
})

test('the same seed gives the same numbers, and there are enough shuffles for p = .0001 by default', () => {
  const values = Array.from({ length: 18 }, (_, i) => i)
  const group = values.map((value) => (value < 9 ? 1 : 0))
  expect(one(values, group, {})).toEqual(one(values, group, { seed: 1 }))
  expect(one([3, 1, 2, 5, 4, 6], [1, 0, 0, 1, 0, 1], { seed: 2 }).p).not.toBe(
    one([3, 1, 2, 5, 4, 6], [1, 0, 0, 1, 0, 1]).p,
  )
  expect(one(values, group, {}).p).toBe(0.0001)
  expect(one(group.map(String), group, {}).p).toBe(0.0001)
})

test('a group of all or none, different lengths and missing values are refused; no comparisons give none', () => {
  expect(() => one([1, 2, 3], [1, 1, 1])).toThrow('requires a group of some, not all, of 3 customers, got 3 of 3')
  expect(() => one([1, 2, 3], [0, 0, 0])).toThrow(RangeError)
  expect(() => one([1, 2], [1, 0, 0])).toThrow('requires vectors of equal length, got 2 and 3')
  expect(() => one([1, NaN, 3], [1, 0, 0])).toThrow('requires finite values, got NaN at index 1')
  const two = [Uint8Array.of(1, 0), Uint8Array.of(1, 0, 0)]
  expect(() => againstRest(two.map((inGroup) => ({ values: [...inGroup], inGroup })))).toThrow('of 2 customers')
  expect(againstRest([])).toEqual([])
})

test('p and interval agree on 300 pairs of columns, except where p is within .02 of .05', () => {
  let tried = 0
  for (let seed = 1; seed <= 100; seed++) {
    const next = random(seed)
    const inGroup = Uint8Array.from({ length: 150 }, (_, i) => (i % 3 ? 0 : 1))
    const shift = (seed % 4) / 8
    const numbers = Float64Array.from(inGroup, (own) => next() + own * shift)
    const items = Float64Array.from(numbers, (value) => Math.ceil(value * 3))
    const levels = Array.from(numbers, (value) => 'abcd'[Math.floor((value * 2.5) % 4)])
    for (const { p, interval } of againstRest(
      [numbers, items, levels].map((values) => ({ values, inGroup })),
      { seed, permutations: 999 },
    )) {
      if (Math.abs(p - 0.05) < 0.02) continue
      tried++
      expect([seed, interval[0] > 0 || interval[1] < 0]).toEqual([seed, p < 0.05])
    }
  }
  expect(tried).toBeGreaterThan(240)
})
