import { expect, test } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { chiSquareTest } from '../../lib/statistics/chi-square.js'
import { cramersV, vInterval, vOfCounts } from '../../lib/statistics/cramers-v.js'
import { expectClose, fixture, samples } from '../fixtures/statistics.js'

test.each(samples)('the corrected V of %s equals that of dython 0.7.12', (_, { group, level, expected }) => {
  expectClose(cramersV(group, level).v, expected.cramersV)
})

test('V is 1 if one category determines the other, and 0 if they are unrelated', () => {
  expect(cramersV(['a', 'a', 'b', 'b'], ['x', 'x', 'y', 'y']).v).toBe(1)
  expect(cramersV(['a', 'a', 'b', 'b'], ['x', 'y', 'x', 'y']).v).toBe(0)
})

test('V is symmetric', () => {
  const { group, level } = samples[1][1]
  expectClose(cramersV(group, level).v, cramersV(level, group).v)
})

test('independent vectors with forty levels stay below 0.1, where the plain V is above 0.2', () => {
  const next = random(4)
  const draw = () => Array.from({ length: 800 }, () => Math.floor(next() * 40))
  const { v, chiSquare, n } = cramersV(draw(), draw())
  expect(v).toBeLessThan(0.1)
  expect(Math.sqrt(chiSquare / n / 39)).toBeGreaterThan(0.2)
})

test('a category with a new level in every row gives 0', () => {
  expect(cramersV(['a', 'b', 'c', 'd'], ['x', 'x', 'y', 'y']).v).toBe(0)
})

test('rows with a missing category are left out', () => {
  const { v, n } = cramersV(['a', 'a', 'b', 'b', null, 'b'], ['x', 'x', 'y', 'y', 'x', null])
  expect([v, n]).toEqual([1, 4])
})

test('a vector with one level is refused', () => {
  expect(() => cramersV(['a', 'a'], ['x', 'y'])).toThrow(RangeError)
})

test.each(fixture.vInterval)('the interval of $counts is that of scipy 1.17.1', ({ counts, interval }) => {
  const actual = vInterval(matrix(counts))
  for (const end of [0, 1]) expect(actual[end]).toBeCloseTo(interval[end], 5)
})

test('the interval excludes 0 exactly if the chi-square test rejects, and contains V', () => {
  const next = random(6)
  const seen = { out: 0, held: 0 }
  for (let trial = 0; trial < 150; trial++) {
    const levels = 2 + (trial % 5)
    const counts = matrix(Array.from({ length: levels }, () => [0, 0].map(() => 2 + Math.floor(next() * 22))))
    const [low, high] = vInterval(counts)
    const { v, p } = vOfCounts(counts)
    expect([trial, low > 0]).toEqual([trial, p <= 0.05])
    expect(low).toBeLessThanOrEqual(v)
    expect(high).toBeGreaterThanOrEqual(v)
    seen[low > 0 ? 'out' : 'held']++
  }
  expect(Math.min(seen.out, seen.held)).toBeGreaterThan(30)
})

test('the interval ends at 1 if one category determines the other, and widens with the level', () => {
  const told = vInterval(
    matrix([
      [20, 0],
      [0, 20],
    ]),
  )
  expect(told[1]).toBe(1)
  expect(told[0]).toBeGreaterThan(0.6)
  const counts = matrix([
    [40, 20],
    [20, 40],
  ])
  expect(vInterval(counts, 0.99)[0]).toBeLessThan(vInterval(counts)[0])
  expect(vInterval(counts, 0.99)[1]).toBeGreaterThan(vInterval(counts)[1])
})

test('levels without customers have no effect', () => {
  const [bare, padded] = [
    matrix([
      [12, 30],
      [25, 28],
    ]),
    matrix([
      [12, 0, 30],
      [0, 0, 0],
      [25, 0, 28],
    ]),
  ]
  expect(vInterval(padded)).toEqual(vInterval(bare))
  expect(vOfCounts(padded).v).toBe(vOfCounts(bare).v)
  expect(chiSquareTest(padded).df).toBe(1)
})
