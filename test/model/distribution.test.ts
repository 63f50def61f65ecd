import { expect, test } from 'vitest'
import { distributionOf, shareBelow } from '../../lib/model/distribution.js'

test('few values are stored exactly, many by hundredths of the customers', () => {
  const levels = distributionOf(Float64Array.of(3, 1, 1, NaN, 2))
  expect(levels).toEqual({ at: [1, 2, 3], below: [0.5, 0.75, 1], exact: true })
  expect([0.9, 1, 1.5, 2.9, 4].map((value) => shareBelow(levels, value))).toEqual([0, 0.5, 0.5, 0.75, 1])
  const many = distributionOf(Float64Array.from({ length: 5001 }, (_, i) => i))
  expect(many.at.length).toBe(101)
  expect(shareBelow(many, 1234)).toBeCloseTo(1234 / 5001, 3)
})
