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

test('derived columns are as worked out by hand', () => {
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

test('a later as-of date lengthens every recency and tenure by as many days; an empty one is the default', () => {
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

test('a first purchase after all latest ones sets the as-of date; a given date before it is refused with both dates', () => {
  const late = derive(two, { since: ['2025-02-03', '2024-01-01'] })
  expect(prepare(late).asOf).toBe('2025-02-03')
  expect(() => prepare(late, { asOf: '2025-01-01' })).toThrow(/2025-01-01 and 2025-02-03/)
})

test('a date in 2034 is ignored: recency and tenure of the others stay, its own recency is 0', () => {
  const raw = sample()
  const purchases = raw.column('lastPurchase').values as string[]
  const usual = prepare(raw)
  const { asOf, passedOver, log, customers } = prepare(
    derive(raw, { lastPurchase: purchases.map((date, i) => (i === 7 ? '2034-05-01' : date)) }),
  )
  expect([asOf, passedOver]).toEqual([usual.asOf, ['2034-05-01']])
  const expected = numbers(usual.customers, 'recency').map((days, i) => (i === 7 ? 0 : days))
  expect([...numbers(customers, 'recency')]).toEqual([...expected])
  expect(numbers(customers, 'tenure')).toEqual(numbers(usual.customers, 'tenure'))
  expect(log.map(({ step }) => step)).toEqual(['as-of date'])
})

test('a file of orders gives recency and tenure, and the scores are absent with reasons', () => {
  const { customers, absent, asOf } = prepare(
    frame({
      id: ['a', 'b'],
      frequency: [1, 2],
      lastPurchase: ['2024-01-02', '2024-01-09'],
      since: ['2023-01-02', '2023-01-09'],
    }),
  )
  expect([...numbers(customers, 'recency')]).toEqual([7, 0])
  expect(asOf).toBe('2024-01-09')
  expect(absent).toEqual([
    { column: 'value', name: 'Value Score', because: 'the file has no purchase amount' },
    {
      column: 'engagement',
      name: 'Engagement Score',
      because: 'the file has no brand loyalty, no engagement with ads and no social media influence',
    },
    {
      column: 'discountDependence',
      name: 'Discount dependence',
      because: 'the file has no discount sensitivity and no use of discounts',
    },
  ])
})

test('without dates there is neither an as-of date nor recency nor tenure', () => {
  const { asOf, absent, hasTenure } = prepare(frame({ id: ['a'], amount: [5], frequency: [1] }))
  expect([asOf, hasTenure]).toEqual(['', false])
  expect(absent.map(({ column }) => column)).toEqual(['engagement', 'recency', 'discountDependence', 'tenure'])
})

test('scores use the parts that exist, and the log lists the others', () => {
  const { customers, log } = prepare(
    frame({ id: ['a', 'b'], loyalty: [5, 2], social: ['None', 'High'], discountUsed: [true, false] }),
  )
  expect(numbers(customers, 'engagement')[0]).toBeCloseTo(0.4 / 0.7, 12)
  expect([...numbers(customers, 'discountDependence')]).toEqual([1, 0])
  expect(log.map(({ column, detail }) => [column, detail])).toEqual([
    ['Engagement Score', 'without engagement with ads, which the file lacks'],
    ['Discount dependence', 'without discount sensitivity, which the file lacks'],
  ])
})

test('a score whose parts have no weight is absent', () => {
  const weights = { loyalty: 1, ads: 0, social: 0 }
  const { absent } = prepare(frame({ id: ['a'], ads: ['High'] }), { weights })
  expect(absent[1].because).toBe('the file has no brand loyalty and no social media influence')
})

test('without first purchases there is no tenure, and everything else is the same', () => {
  const { customers, hasTenure } = preparedSample({ tenure: false })
  expect(hasTenure).toBe(false)
  expect(customers.columns).not.toContain('tenure')
  expect([...numbers(customers, 'recency')]).toEqual([...numbers(preparedSample().customers, 'recency')])
})

test('nothing is missing afterwards, and the given customers are not modified', () => {
  const raw = sample({ dirt: true })
  const before = contents(raw)
  const { customers, log } = prepare(raw)
  expect((customers.values as unknown[][]).flat().every((value) => value !== null && !Number.isNaN(value))).toBe(true)
  expect(customers.shape[0]).toBe(raw.shape[0])
  expect(log.length).toBeGreaterThan(0)
  expect(contents(raw)).toBe(before)
})

test('weights apply to the Engagement Score', () => {
  const weights = { loyalty: 1, ads: 0, social: 0 }
  expect([...numbers(prepare(two, { weights }).customers, 'engagement')]).toEqual([1, 0])
  expect([...engagement(two, weights)]).toEqual([1, 0])
})

test('a single customer can be prepared; the as-of date is that of the last purchase', () => {
  const one = prepare(frame(Object.fromEntries(two.columns.map((name) => [name, [two.column(name).values[1]]]))))
  expect([one.asOf, numbers(one.customers, 'recency')[0]]).toEqual(['2024-12-01', 0])
})
