import { expect, test } from 'vitest'
import { numbers } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { engagement, prepare } from '../../lib/features/prepare.js'
import { contents, preparedSample, sample } from '../sample.js'

const two = frame({
  age: [NaN, 40],
  frequency: [2, 3],
  amount: [10, 20],
  loyalty: [5, 1],
  ads: ['High', 'None'],
  social: ['None', 'High'],
  discountSensitivity: ['Very Sensitive', 'Not Sensitive'],
  discountUsed: [false, true],
  lastPurchase: ['2024-12-30', '2024-12-01'],
  since: ['2024-12-30', '2023-12-31'],
})

test('derived columns are those worked out by hand', () => {
  const { customers, asOf, hasTenure, log } = prepare(two)
  expect([asOf, hasTenure]).toEqual(['2024-12-30', true])
  expect([...numbers(customers, 'value')]).toEqual([20, 60])
  expect(numbers(customers, 'engagement')[0]).toBeCloseTo(0.7, 12)
  expect(numbers(customers, 'engagement')[1]).toBeCloseTo(0.3, 12)
  expect([...numbers(customers, 'recency')]).toEqual([0, 29])
  expect([...numbers(customers, 'tenure')]).toEqual([0, 365])
  expect([...numbers(customers, 'discountDependence')]).toEqual([0.5, 0.5])
  expect([...numbers(customers, 'age')]).toEqual([40, 40])
  expect([...numbers(customers, 'ageMissing')]).toEqual([1, 0])
  expect(log).toHaveLength(1)
})

test('a later as-of date makes every recency and tenure longer by as many days; an empty one is the default', () => {
  const { customers, asOf } = prepare(two, { asOf: '2025-01-09' })
  expect(asOf).toBe('2025-01-09')
  expect([...numbers(customers, 'recency')]).toEqual([10, 39])
  expect([...numbers(customers, 'tenure')]).toEqual([10, 375])
  expect(prepare(two, { asOf: '' }).asOf).toBe('2024-12-30')
})

test('an as-of date before the latest purchase is refused with both dates', () => {
  expect(() => prepare(two, { asOf: '2024-12-29' })).toThrow(RangeError)
  expect(() => prepare(two, { asOf: '2024-12-29' })).toThrow(/2024-12-29 and 2024-12-30/)
  expect(() => prepare(two, { asOf: '30/12/2024' })).toThrow(/YYYY-MM-DD, got "30\/12\/2024"/)
})

test('a first purchase after the as-of date is refused with both dates', () => {
  const late = derive(two, { since: ['2025-02-03', '2024-01-01'] })
  expect(() => prepare(late)).toThrow(/2024-12-30 and 2025-02-03/)
})

test('without first purchases there is no tenure, and all else is the same', () => {
  const { customers, hasTenure } = preparedSample({ tenure: false })
  expect(hasTenure).toBe(false)
  expect(customers.columns).not.toContain('tenure')
  expect([...numbers(customers, 'recency')]).toEqual([...numbers(preparedSample().customers, 'recency')])
})

test('nothing is missing afterwards, and the customers given are not modified', () => {
  const raw = sample({ dirt: true })
  const before = contents(raw)
  const { customers, log } = prepare(raw)
  expect((customers.values as unknown[][]).flat().every((value) => value !== null && !Number.isNaN(value))).toBe(true)
  expect(customers.shape[0]).toBe(raw.shape[0])
  expect(log.length).toBeGreaterThan(0)
  expect(contents(raw)).toBe(before)
})

test('weights reach the Engagement Score', () => {
  const weights = { loyalty: 1, ads: 0, social: 0 }
  expect([...numbers(prepare(two, { weights }).customers, 'engagement')]).toEqual([1, 0])
  expect([...engagement(two, weights)]).toEqual([1, 0])
})

test('one customer can be prepared, and is as of his own purchase', () => {
  const one = prepare(frame(Object.fromEntries(two.columns.map((name) => [name, [two.column(name).values[1]]]))))
  expect([one.asOf, numbers(one.customers, 'recency')[0]]).toEqual(['2024-12-01', 0])
})
