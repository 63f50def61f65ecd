import { expect, test } from 'vitest'
import { shareOfTotal } from '../../lib/statistics/share-of-total.js'

const values = Array.from({ length: 100 }, (_, i) => 1 + (i % 5))
const counted = values.map((_, i) => (i < 30 ? 1 : 0))

test('the share is what is counted over all, within its interval and within 0 to 1', () => {
  const { estimate, low, high } = shareOfTotal(values, counted)
  expect(estimate).toBeCloseTo(0.3, 12)
  expect([low > 0, low < 0.3, high > 0.3, high < 1]).toEqual([true, true, true, true])
  expect(
    shareOfTotal(
      values,
      counted.map(() => 1),
    ),
  ).toEqual({ estimate: 1, low: 1, high: 1 })
})

test('of nothing the share is 0', () => {
  expect(shareOfTotal([0, 0], [1, 0])).toEqual({ estimate: 0, low: 0, high: 0 })
})
