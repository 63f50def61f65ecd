import { expect, test } from 'vitest'
import { benjaminiHochberg } from '../../lib/statistics/benjamini-hochberg.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

test('q-values equal false_discovery_control of scipy 1.17.1, ties and a p of 1e-30 included', () => {
  for (const { p, q } of fixture.benjaminiHochberg) {
    const actual = benjaminiHochberg(Object.freeze(p))
    expect(actual).toHaveLength(q.length)
    for (const [i, expected] of q.entries()) expectClose(actual[i], expected)
  }
})

test('a q is never below its p, never above 1, and keeps the order of the p-values', () => {
  const p = [0.9, 0.001, 0.8, 0.02, 0.02]
  const q = benjaminiHochberg(p)
  p.forEach((value, i) => {
    expect(q[i]).toBeGreaterThanOrEqual(value)
    expect(q[i]).toBeLessThanOrEqual(1)
  })
  expect(q[1]).toBeLessThan(q[3])
  expect(q[3]).toBe(q[4])
})

test('no tests give no q-values', () => {
  expect(benjaminiHochberg([])).toHaveLength(0)
})

test('a p that is missing or above 1 is reported with its place', () => {
  expect(() => benjaminiHochberg([0.1, NaN])).toThrow('benjaminiHochberg requires p at index 1 from 0 to 1, got NaN')
  expect(() => benjaminiHochberg([1.1])).toThrow(RangeError)
})
