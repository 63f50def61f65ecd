import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { has } from '../../lib/data/has.js'

const customers = frame({ id: ['a', 'b'], age: [NaN, NaN], income: [null, 'High'], amount: [0, 5] })

test('a column is had where it holds a value, be that 0', () => {
  expect(has(customers, 'amount')).toBe(true)
  expect(has(customers, 'income')).toBe(true)
})

test('one that is absent, or missing in every row, is not had; of several all must be', () => {
  expect(has(customers, 'frequency')).toBe(false)
  expect(has(customers, 'age')).toBe(false)
  expect(has(customers, 'amount', 'income')).toBe(true)
  expect(has(customers, 'amount', 'frequency')).toBe(false)
})
