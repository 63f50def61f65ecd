import { expect, test } from 'vitest'
import { cramersV } from '../lib/cramers-v.js'
import { random } from '../lib/random.js'
import { expectClose, samples } from './fixtures/statistics.js'

test.each(samples)('the corrected V of %s equals that of dython 0.7.12', (_, { group, level, expected }) => {
  expectClose(cramersV(group, level).v, expected.cramersV)
})

test('V is 1 where one category tells the other, and 0 where it tells nothing', () => {
  expect(cramersV(['a', 'a', 'b', 'b'], ['x', 'x', 'y', 'y']).v).toBe(1)
  expect(cramersV(['a', 'a', 'b', 'b'], ['x', 'y', 'x', 'y']).v).toBe(0)
})

test('V is the same both ways round', () => {
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

test('a category that is new in every row gives 0', () => {
  expect(cramersV(['a', 'b', 'c', 'd'], ['x', 'x', 'y', 'y']).v).toBe(0)
})

test('rows with a missing category are left out', () => {
  const { v, n } = cramersV(['a', 'a', 'b', 'b', null, 'b'], ['x', 'x', 'y', 'y', 'x', null])
  expect([v, n]).toEqual([1, 4])
})

test('a vector with one level is refused', () => {
  expect(() => cramersV(['a', 'a'], ['x', 'y'])).toThrow(RangeError)
})
