import { expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'

const customers = frame({ age: [30, NaN, null], member: [true, false, true], city: ['Nara', null, 'NaN'] })

test('numbers, true and false become numbers, and missing values NaN', () => {
  expect([...numbers(customers, 'age')]).toEqual([30, NaN, NaN])
  expect([...numbers(customers, 'member')]).toEqual([1, 0, 1])
  expect([...numbers(frame({ a: [1, undefined] }), 'a')]).toEqual([1, NaN])
})

test('text is no number, and the error names the first', () => {
  expect(() => numbers(customers, 'city')).toThrow('column "city" requires numbers, got "Nara" in row 0')
})

test('texts stay as they are, also those that look missing, and missing values become null', () => {
  expect(texts(customers, 'city')).toEqual(['Nara', null, 'NaN'])
  expect(texts(customers, 'age')).toEqual(['30', null, null])
  expect(texts(customers, 'member')).toEqual(['yes', 'no', 'yes'])
})

test('a column that the frame lacks is refused with the existing columns', () => {
  const error = new RangeError('column "tenure" requires a frame that has it, got age, member, city')
  expect(() => numbers(customers, 'tenure')).toThrow(error)
  expect(() => texts(customers, 'tenure')).toThrow(error)
})
