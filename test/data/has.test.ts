import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { has } from '../../lib/data/has.js'

const customers = frame({ id: ['a', 'b'], age: [NaN, NaN], income: [null, 'High'], amount: [0, 5] })

test('a frame has a column if it has any value, even 0', () => {
  expect(has(customers, 'amount')).toBe(true)
  expect(has(customers, 'income')).toBe(true)
})

test('a column that is absent, or missing in every row, does not count; of several, all must be present', () => {
  expect(has(customers, 'frequency')).toBe(false)
  expect(has(customers, 'age')).toBe(false)
  expect(has(customers, 'amount', 'income')).toBe(true)
  expect(has(customers, 'amount', 'frequency')).toBe(false)
})
