import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { rows } from '../../lib/data/rows.js'

test('rows are plain objects: a missing number is NaN, missing flags and text are null', () => {
  const found = rows(frame({ age: [30, null], city: ['Nara', undefined], member: [true, null], income: [NaN, NaN] }))
  expect(found).toEqual([
    { age: 30, city: 'Nara', member: true, income: null },
    { age: NaN, city: null, member: null, income: null },
  ])
  expect(Object.getPrototypeOf(found[0])).toBe(Object.prototype)
})

test('a frame of its rows is the frame', () => {
  const customers = frame({ age: [30, NaN], city: [null, 'Nara'] })
  const back = rows(customers)
  const again = frame({ age: back.map(({ age }) => age), city: back.map(({ city }) => city) })
  expect(again.values).toEqual(customers.values)
})

test('changing a row does not change the frame', () => {
  const customers = frame({ age: [30] })
  rows(customers)[0].age = 31
  expect(customers.values).toEqual([[30]])
})
