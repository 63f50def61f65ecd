import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'

test('every value is kept as given: null, NaN, flags, digits in texts', () => {
  const columns = {
    a: [null, null, 'x'],
    b: [NaN, 1, 2.5],
    c: [true, false, true],
    d: [null, null, null],
    e: ['1', '02', '3'],
  }
  const held = frame(columns)
  for (const [name, values] of Object.entries(columns)) expect(held.column(name).values).toEqual(values)
  expect(frame({ a: ['x'] }).column('a').values).toEqual(['x'])
})

test('no columns, no rows and columns of unequal length are refused', () => {
  expect(() => frame({})).toThrow('frame requires at least 1 row, got no columns')
  expect(() => frame({ a: [] })).toThrow('frame requires at least 1 row, got 0')
  expect(() => frame({ a: [1], b: [1, 2] })).toThrow('got 1 in a and 2 in b')
})

test('loc refuses columns that the frame lacks, and suggests the nearest', () => {
  const held = frame({ age: [30, 40], amount: [1, 2] })
  expect(() => held.loc({ columns: ['amont'] })).toThrow(
    'column "amont" requires a frame that has it: did you mean amount?',
  )
  expect(held.loc({ columns: ['age:amount'] }).columns).toEqual(['age'])
  expect(held.loc({ rows: [1], columns: ['age'] }).shape).toEqual([1, 1])
})
