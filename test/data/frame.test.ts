import { inspect } from 'node:util'
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

test('a column that is asked for as a property names the nearest, in frames that danfo makes too', () => {
  const held = frame({ age: [30, 40], amount: [1, 2] })
  expect(held.age.values).toEqual([30, 40])
  expect(() => held.nope).toThrow('column "nope" requires a frame that has it, got age, amount')
  expect(() => held.amuont).toThrow('did you mean amount?')
  expect(() => held.tail(1).ages).toThrow('did you mean age?')
})

test('what JavaScript asks of any object is no column', async () => {
  const held = frame({ age: [30, 40] })
  expect(await Promise.resolve(held)).toBe(held)
  expect(JSON.parse(JSON.stringify({ held: held.columns }))).toEqual({ held: ['age'] })
  expect(held.column('age')['nope' as 'values']).toBeUndefined()
})

test('a notebook shows the error of a column without code of the library', () => {
  try {
    frame({ age: [1] }).ages
  } catch (error) {
    expect(inspect(error)).toBe('RangeError: column "ages" requires a frame that has it: did you mean age? It has age')
  }
  expect.assertions(1)
})
