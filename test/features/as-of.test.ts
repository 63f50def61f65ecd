import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { daysToAsOf } from '../../lib/features/as-of.js'

const dates = Array.from({ length: 30 }, (_, i) => `2024-06-${String(1 + i).padStart(2, '0')}`)
const customers = frame({ lastPurchase: dates, since: dates.map((date) => date.replace('2024', '2022')) })
const late = derive(customers, { lastPurchase: dates.map((date, i) => (i === 4 ? '2034-05-01' : date)) })

test('days count back from the latest date of both columns', () => {
  const { asOf, lastPurchase, since, passedOver, log } = daysToAsOf(customers)
  expect([asOf, lastPurchase![0], lastPurchase![29], since![29]]).toEqual(['2024-06-30', 29, 0, 731])
  expect([passedOver, log]).toEqual([[], []])
  expect(daysToAsOf(derive(customers, { since: dates.map((date) => date.replace('-06-', '-07-')) })).asOf).toBe(
    '2024-07-30',
  )
})

test('a wild later date is ignored, counts as the as-of date, and is logged', () => {
  const { asOf, lastPurchase, passedOver, log } = daysToAsOf(late)
  expect([asOf, lastPurchase![4], lastPurchase![0], passedOver]).toEqual(['2024-06-30', 0, 29, ['2034-05-01']])
  expect(log).toEqual([
    {
      step: 'as-of date',
      column: 'Time_of_Purchase',
      rows: 1,
      detail: '1 date after 2024-06-30 (2034-05-01) is far from all others and counts as that day',
    },
  ])
})

test('several later dates are reported by the latest and their number', () => {
  const two = derive(late, { lastPurchase: dates.map((date, i) => (i < 2 ? `203${i}-01-01` : date)) })
  expect(daysToAsOf(two).passedOver).toEqual(['2031-01-01', '2030-01-01'])
  expect(daysToAsOf(two).log[0].detail).toBe(
    '2 dates after 2024-06-30 (2031-01-01 and 1 more) are far from all others and count as that day',
  )
})

test('a wild early date does not move the as-of date, and stays early', () => {
  const old = derive(customers, { lastPurchase: dates.map((date, i) => (i === 4 ? '1970-01-01' : date)) })
  expect([daysToAsOf(old).asOf, daysToAsOf(old).passedOver]).toEqual(['2024-06-30', []])
  expect(daysToAsOf(old).lastPurchase![4]).toBeGreaterThan(19_000)
})

test('a given as-of date is used; a wild date after it counts as that day, and any other is refused', () => {
  expect(daysToAsOf(late, '2024-07-01').lastPurchase![4]).toBe(0)
  expect(daysToAsOf(late, '2035-01-01').lastPurchase![4]).toBe(245)
  expect(() => daysToAsOf(late, '2024-06-29')).toThrow(/2024-06-29 and 2024-06-30/)
})

test('a missing date has no days, and without dates there is no as-of date', () => {
  const gap = frame({ lastPurchase: ['2024-01-02', null] })
  expect([...daysToAsOf(gap).lastPurchase!]).toEqual([0, NaN])
  expect(daysToAsOf(gap).since).toBeUndefined()
  expect(daysToAsOf(frame({ id: ['a'] }))).toEqual({ asOf: '', passedOver: [], log: [] })
})
