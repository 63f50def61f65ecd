import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { wild, withoutWild } from '../../lib/data/wild.js'
import { contents, sample } from '../sample.js'

const rows = Array.from({ length: 40 }, (_, i) => i)
const day = (i: number) => `2024-${String(1 + (i % 12)).padStart(2, '0')}-15`
const customers = frame({
  id: rows.map((i) => `c${i}`),
  age: rows.map((i) => 20 + (i % 30)),
  amount: rows.map((i) => (i === 3 ? 90_000 : 50 + 5 * i)),
  satisfaction: rows.map((i) => (i === 4 ? 1 : 10)),
  lastPurchase: rows.map((i) => (i === 7 ? '2034-05-01' : i === 8 ? null : day(i))),
  since: rows.map((i) => (i === 9 ? '1970-01-01' : day(i).replace('2024', '2022'))),
})

test('wild values are reported by column, with the customer, the value and the nearest other value', () => {
  expect(wild(customers)).toEqual([
    { column: 'amount', row: 3, id: 'c3', value: 90_000, nearest: 245 },
    { column: 'lastPurchase', row: 7, id: 'c7', value: '2034-05-01', nearest: '2024-12-15' },
    { column: 'since', row: 9, id: 'c9', value: '1970-01-01', nearest: '2022-01-15' },
  ])
})

test('a scale with two ends has no wild values, and columns and ids may be absent', () => {
  expect(wild(customers, ['satisfaction', 'frequency'])).toEqual([])
  expect(wild(customers.loc({ columns: ['amount'] }))[0]).toMatchObject({ column: 'amount', id: '3' })
})

test('simulated customers have none', () => {
  expect(wild(sample())).toEqual([])
})

test('rows with a wild value of a column can be left out; the customers stay as they are', () => {
  const before = contents(customers)
  const left = withoutWild(customers, 'lastPurchase')
  expect(left.shape[0]).toBe(39)
  expect(left.column('id').values).not.toContain('c7')
  expect(contents(customers)).toBe(before)
})

test('a date in 2034 is reported among the simulated customers', () => {
  const purchases = sample().column('lastPurchase').values as string[]
  const changed = derive(sample(), { lastPurchase: purchases.map((date, i) => (i === 11 ? '2034-01-01' : date)) })
  expect(wild(changed).map(({ column, row }) => [column, row])).toEqual([['lastPurchase', 11]])
})
