import { expect, test } from 'vitest'
import { distributionOf } from '../../lib/model/distribution.js'
import { stabilityIndex } from '../../lib/model/stability.js'

test('the same distribution has an index of 0, and the index grows with a shift', () => {
  const of = (shift: number) => distributionOf(Float64Array.from({ length: 4000 }, (_, i) => i + shift))
  expect(stabilityIndex(of(0), of(0))).toBeCloseTo(0, 6)
  const found = [100, 400, 1200].map((shift) => stabilityIndex(of(0), of(shift)))
  expect(found[0]).toBeLessThan(found[1])
  expect(found[1]).toBeLessThan(found[2])
})

test('for two levels it is the formula as worked out by hand', () => {
  const then = distributionOf(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1))
  const now = distributionOf(Float64Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1))
  // (0.6 - 0.8) ln(0.6 / 0.8) + (0.4 - 0.2) ln(0.4 / 0.2)
  expect(stabilityIndex(then, now)).toBeCloseTo(-0.2 * Math.log(0.75) + 0.2 * Math.log(2), 10)
})
