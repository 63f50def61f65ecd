import { expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { where } from '../../lib/data/where.js'
import { valueScore } from '../../lib/features/scores.js'
import { contents, frozen } from '../sample.js'

const customers = frozen(
  frame({ id: ['a', 'b', 'c'], amount: [10, NaN, 30], frequency: [1, 2, 3], member: [true, null, false] }),
)

test('columns are added at the end or replaced in place, from values or from other columns', () => {
  const before = contents(customers)
  const next = derive(customers, {
    value: (c) => valueScore(c.frequency, c.amount),
    amount: [1, 2, 3],
    rank: Int32Array.of(3, 1, 2),
  })
  expect(next.columns).toEqual(['id', 'amount', 'frequency', 'member', 'value', 'rank'])
  expect([...numbers(next, 'value')]).toEqual([10, NaN, 90])
  expect([...numbers(next, 'amount')]).toEqual([1, 2, 3])
  expect([...numbers(next, 'rank')]).toEqual([3, 1, 2])
  expect(next.column('member').values).toEqual([true, null, false])
  expect(contents(customers)).toBe(before)
})

test('a function sees the given frame, not the other columns derived in the same call', () => {
  const next = derive(customers, { amount: [1, 1, 1], twice: (c) => c.amount.map((a: number) => 2 * a) })
  expect([...numbers(next, 'twice')]).toEqual([20, NaN, 60])
  expect(() => derive(customers, { value: [1, 2, 3], more: (c) => c.value })).toThrow(/column "value" requires/)
})

test('a column may contain text', () => {
  const next = derive(customers, { size: (c) => c.amount.map((a: number) => (a > 20 ? 'big' : null)) })
  expect(texts(next, 'size')).toEqual([null, null, 'big'])
})

test('a wrong number of values, and anything that is not a list, is refused with the name of the column', () => {
  expect(() => derive(customers, { value: [1] })).toThrow(
    new RangeError('derive requires an array for "value" of 3 values, one per row, got 1'),
  )
  for (const [given, got] of [
    [undefined, 'undefined'],
    [5, '5'],
    ['abc', 'abc'],
    [{ length: 3 }, 'an object'],
  ]) {
    expect(() => derive(customers, { value: () => given as number[] })).toThrow(
      new TypeError(`derive requires an array for "value", got ${got}`),
    )
  }
})

test('a frame without rows gets columns without values', () => {
  const none = where(customers, () => [false, false, false])
  const next = derive(none, { value: (c) => valueScore(c.frequency, c.amount) })
  expect([next.shape, next.columns.at(-1), [...numbers(next, 'value')]]).toEqual([[0, 5], 'value', []])
})
