import { expect, test } from 'vitest'
import { numbers, texts, withColumns } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { contents } from '../sample.js'

const customers = frame({ age: [30, NaN, null], member: [true, false, true], city: ['Nara', null, 'NaN'] })

test('numbers, true and false become numbers, and what is missing NaN', () => {
  expect([...numbers(customers, 'age')]).toEqual([30, NaN, NaN])
  expect([...numbers(customers, 'member')]).toEqual([1, 0, 1])
  expect([...numbers(frame({ a: [1, undefined] }), 'a')]).toEqual([1, NaN])
})

test('texts stay as they are, also those that look like gaps, and what is missing becomes null', () => {
  expect(texts(customers, 'city')).toEqual(['Nara', null, 'NaN'])
  expect(texts(customers, 'age')).toEqual([null, null, null])
})

test('columns are added at the end, replaced in place, and the frame given keeps its own', () => {
  const before = contents(customers)
  const next = withColumns(customers, { age: Float64Array.of(1, 2, 3), value: [7, 8, 9] })
  expect(next.columns).toEqual(['age', 'member', 'city', 'value'])
  expect([...numbers(next, 'age')]).toEqual([1, 2, 3])
  expect(texts(next, 'city')).toEqual(texts(customers, 'city'))
  expect(contents(customers)).toBe(before)
})

test('a column that the frame lacks is refused with those it has', () => {
  const error = new RangeError('column "tenure" requires a frame that has it, got age, member, city')
  expect(() => numbers(customers, 'tenure')).toThrow(error)
  expect(() => texts(customers, 'tenure')).toThrow(error)
})

test('a column of another length is refused', () => {
  expect(() => withColumns(customers, { value: [1] })).toThrow(/got 3 in age and 1 in value/)
})
