import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { part, view } from '../../lib/data/view.js'

const customers = frame({
  age: [30, null, 50],
  member: [true, null, false],
  city: ['Nara', undefined, 'NaN'],
  income: [null, null, null],
  returns: [null, null, null],
  gap: [NaN, null, NaN],
  note: [null, null, null],
})
const c = view(customers)

test('numbers and flags are a Float64Array, text is an array, and missing values are NaN or null', () => {
  expect(c.age).toBeInstanceOf(Float64Array)
  expect([...c.age]).toEqual([30, NaN, 50])
  expect([...c.member]).toEqual([1, NaN, 0])
  expect(c.city).toEqual(['Nara', null, 'NaN'])
})

test('if every value is missing, the field gives the type of the column, or else the kind of missing value', () => {
  expect(c.income).toEqual([null, null, null])
  expect([...c.returns]).toEqual([NaN, NaN, NaN])
  expect([...c.gap]).toEqual([NaN, NaN, NaN])
  expect(c.note).toEqual([null, null, null])
})

test('a column is read once, when it is first used', () => {
  expect(c.age).toBe(c.age)
  const mixed = view(frame({ id: ['a', 'b'], mixed: [1, 'x'] }))
  expect(mixed.id).toEqual(['a', 'b'])
  expect(Object.keys(mixed)).toEqual(['id', 'mixed'])
  expect(() => mixed.mixed).toThrow(
    new RangeError('column "mixed" requires numbers or text, got 1 in row 0 and "x" in row 1'),
  )
})

test('a selection of rows works like all rows', () => {
  const own = part(c, customers.columns, [2, 0])
  expect([[...own.age], own.city]).toEqual([
    [50, 30],
    ['NaN', 'Nara'],
  ])
})

test('columns can be destructured, listed and tested for, and cannot be set', () => {
  const { age, ...others } = c
  expect(age).toBe(c.age)
  expect(Object.keys(others)).toEqual(['member', 'city', 'income', 'returns', 'gap', 'note'])
  expect(['age' in c, 'agee' in c]).toEqual([true, false])
  expect(() => {
    ;(c as Record<string, unknown>).age = 3
  }).toThrow(TypeError)
})

test('an unknown column suggests the nearest', () => {
  expect(() => c.agee).toThrow(/column "agee" requires a frame that has it: did you mean age\? It has age, member/)
  expect(() => c.constructor).toThrow(/column "constructor" requires/)
})

test('numbers mapped to text become text, not NaN, and those mapped to nothing become NaN, not 0', () => {
  expect(c.age.map((a: number) => (a > 40 ? 'old' : 'young'))).toEqual(['young', 'young', 'old'])
  expect([...c.age.map((a: number) => (a > 40 ? null : a))]).toEqual([30, NaN, NaN])
  expect([...c.age.map((a: number) => a > 40)]).toEqual([0, 0, 1])
  expect(c.age.filter((a: number) => a > 0).map(String)).toEqual(['30', '50'])
  expect([...c.age.map((_: number, i: number, all: Float64Array) => all[2 - i])]).toEqual([50, NaN, 30])
})
