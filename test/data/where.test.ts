import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { rows } from '../../lib/data/rows.js'
import { where } from '../../lib/data/where.js'
import { contents, frozen } from '../sample.js'

const customers = frozen(frame({ id: ['a', 'b', 'c', 'd'], amount: [10, NaN, 30, 40], city: ['x', 'y', null, 'x'] }))

test('rows for which the condition is true are kept, in order and unchanged', () => {
  const before = contents(customers)
  const kept = where(customers, (c) => c.city.map((s: string | null) => s === 'x'))
  expect(rows(kept)).toEqual([
    { id: 'a', amount: 10, city: 'x' },
    { id: 'd', amount: 40, city: 'x' },
  ])
  expect(kept.index).toEqual([0, 1])
  expect(contents(customers)).toBe(before)
})

test('flags may be 1 and 0, as number columns store them, and missing is not true', () => {
  expect(rows(where(customers, (c) => c.amount.map((a: number) => a > 20))).map(({ id }) => id)).toEqual(['c', 'd'])
  expect(where(customers, () => [null, NaN, undefined, true]).shape).toEqual([1, 3])
})

test('if no row is left, the frame keeps its columns', () => {
  const none = where(customers, (c) => c.amount.map(() => false))
  expect([none.shape, none.columns, rows(none)]).toEqual([[0, 3], ['id', 'amount', 'city'], []])
})

test('a row that is kept can be changed without changing the frame it came from', () => {
  const open = frame({ amount: [1, 2] })
  const kept = where(open, () => [true, true])
  ;(kept.values as number[][])[0][0] = 99
  expect(open.values).toEqual([[1], [2]])
})

test('values that are not flags, or the wrong number of them, are refused', () => {
  expect(() => where(customers, (c) => c.city)).toThrow(
    new TypeError('where requires true or false in each row, got x in row 0'),
  )
  expect(() => where(customers, () => [true])).toThrow(/where requires an array of flags of 4 values.*got 1/)
  expect(() => where(customers, () => true as unknown as boolean[])).toThrow(TypeError)
  expect(() => where(customers, (c) => c.amuont)).toThrow(/did you mean amount/)
})
