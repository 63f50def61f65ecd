import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { ACTIVITY_LIMITS, activity, valueAtStake } from '../../lib/marketing/activity.js'

const MONTH = 365.25 / 12

test('a customer is judged by a personal rhythm: twice a month and silent for two months is four missed, and slipping', () => {
  const customers = frame({ recency: [0, 2 * MONTH, 2 * MONTH, 3.1 * MONTH], frequency: [2, 2, 0.5, 2] })
  const told = activity(customers)
  expect(told.by).toBe('rhythm')
  expect(Array.from(told.missed!, (one) => Number(one.toFixed(6)))).toEqual([0, 4, 1, 6.2])
  expect(told.states).toEqual(['active', 'slipping', 'active', 'lapsed'])
  expect(told.says).toContain('would have bought 3 or more times')
})

test('frequencies that do not fit the silence are not used, and the reason is given', () => {
  const told = activity(frame({ recency: [10, 90, 179, 180], frequency: [12, 12, 12, 12] }))
  expect(told.by).toBe('days')
  expect(told.states).toEqual(['active', 'slipping', 'slipping', 'lapsed'])
  expect(told.says).toMatch(/half of all customers would have bought 53 times or more/)
})

test('without frequencies days decide, also with custom limits', () => {
  const customers = frame({ recency: [10, 40, 70] })
  expect(activity(customers).says).toContain('does not say how often')
  const limits = { ...ACTIVITY_LIMITS, days: { slipping: 30, lapsed: 60 } }
  expect(activity(customers, { limits }).states).toEqual(['active', 'slipping', 'lapsed'])
})

test('value at stake is what silent customers bring, as worked out by hand, with an interval around its share', () => {
  const rows = Array.from({ length: 60 }, (_, i) => i)
  const customers = derive(frame({ value: rows.map((i) => 10 + (i % 7)) }), {
    segment: rows.map((i) => (i < 40 ? 'a' : 'b')),
    activity: rows.map((i) => (i >= 40 ? 'active' : i % 4 === 0 ? 'lapsed' : i % 4 === 1 ? 'slipping' : 'active')),
  })
  const [a, b] = valueAtStake(customers, ['a', 'b'])
  const silent = rows.filter((i) => i < 40 && i % 4 < 2).map((i) => 10 + (i % 7))
  const all = rows.filter((i) => i < 40).map((i) => 10 + (i % 7))
  const total = (of: number[]) => of.reduce((sum, one) => sum + one, 0)
  expect(a).toMatchObject({ customers: 40, active: 20, slipping: 10, lapsed: 10, atStake: total(silent) })
  expect(a.atStakeShare).toBeCloseTo(total(silent) / total(all), 12)
  expect(a.atStakeShareLow).toBeLessThan(a.atStakeShare)
  expect(a.atStakeShareHigh).toBeGreaterThan(a.atStakeShare)
  expect(b).toMatchObject({ active: 20, atStake: 0, atStakeShare: 0 })
})
