import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { rows } from '../../lib/data/rows.js'
import { sorted } from '../../lib/data/sorted.js'
import { where } from '../../lib/data/where.js'
import { contents, frozen } from '../sample.js'

const customers = frozen(
  frame({
    id: ['a', 'b', 'c', 'd', 'e'],
    amount: [10, NaN, 9, 10, 100],
    income: ['High', 'Low', null, 'Middle', 'Low'],
    city: ['b', 'B', 'é', null, 'a'],
    member: [true, false, null, true, false],
  }),
)
const order = (column: string, direction?: 'ascending' | 'descending') =>
  rows(sorted(customers, column, direction))
    .map(({ id }) => id)
    .join('')

test('numbers sort by size, missing ones last in both directions, and equal ones keep their order', () => {
  expect(order('amount')).toBe('cadeb')
  expect(order('amount', 'descending')).toBe('eadcb')
})

test('an ordered field sorts by its levels, and other text by character code', () => {
  expect(order('income')).toBe('bedac')
  expect(order('income', 'descending')).toBe('adbec')
  expect(order('city')).toBe('beacd')
})

test('flags sort from false to true', () => {
  expect(order('member')).toBe('beadc')
})

test('an ordered field that was made a number sorts by size', () => {
  expect(rows(sorted(frame({ income: [3, 1, 2] }), 'income'))).toEqual([{ income: 1 }, { income: 2 }, { income: 3 }])
})

test('whole rows move, and the given frame keeps its order', () => {
  const before = contents(customers)
  expect(rows(sorted(customers, 'amount'))[0]).toEqual({ id: 'c', amount: 9, income: null, city: 'é', member: null })
  expect(contents(customers)).toBe(before)
})

test('a frame without rows stays as it is', () => {
  expect(
    sorted(
      where(customers, (c) => c.amount.map(() => false)),
      'income',
    ).shape,
  ).toEqual([0, 5])
})

test('unknown columns, directions and levels are refused', () => {
  expect(() => sorted(customers, 'amuont')).toThrow(/did you mean amount/)
  expect(() => sorted(customers, 'amount', 'down' as 'descending')).toThrow(
    new RangeError('sorted requires "ascending" or "descending", got "down"'),
  )
  expect(() => sorted(frame({ income: ['Low', 'All'] }), 'income')).toThrow(/Low, Middle, High, got "All" in row 1/)
})
