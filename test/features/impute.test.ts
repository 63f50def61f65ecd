import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { impute, unfilled } from '../../lib/features/impute.js'

test('a missing number gets the median, a missing text the most frequent level, and each a flag', () => {
  const customers = frame({
    id: ['a', 'b', 'c', 'd'],
    age: [20, NaN, 40, 33],
    income: ['High', 'Low', null, null],
    location: ['Nara', 'Ube', null, 'Ube'],
    education: ["Master's", "Master's", "Master's", "Master's"],
  })
  const before = JSON.stringify(customers.values)
  const { customers: filled, log, indicators } = impute(customers)
  expect(filled.column('age').values).toEqual([20, 33, 40, 33])
  expect(filled.column('income').values).toEqual(['High', 'Low', 'Low', 'Low'])
  expect(filled.column('location').values).toEqual(['Nara', 'Ube', 'Ube', 'Ube'])
  expect(filled.column('ageMissing').values).toEqual([false, true, false, false])
  expect(indicators).toEqual(['ageMissing', 'incomeMissing', 'educationMissing', 'locationMissing'])
  expect(log).toHaveLength(3)
  expect(log[0]).toEqual({ step: 'imputation', column: 'Age', rows: 1, detail: '1 value set to the median, 33' })
  expect(JSON.stringify(customers.values)).toBe(before)
})

test('of equally frequent texts, the first in the alphabet is used', () => {
  const { customers } = impute(frame({ id: [1, 2, 3], location: ['Ube', 'Nara', null] }))
  expect(customers.column('location').values[2]).toBe('Nara')
})

test('a field without any value has no typical value, and stays as it is', () => {
  const { customers, log, indicators } = impute(frame({ id: ['a', 'b'], age: [NaN, NaN], income: ['Low', null] }))
  expect(customers.column('age').values).toEqual([NaN, NaN])
  expect(indicators).toEqual(['incomeMissing'])
  expect(log.map(({ column }) => column)).toEqual(['Income_Level'])
})

test('filled values are missing again where only given ones count, and the frame given stays as it is', () => {
  const given = frame({ id: ['1', '2', '3'], age: [30, NaN, 50], income: ['High', 'High', null] })
  const { customers } = impute(given)
  const again = unfilled(customers)
  expect(again.column('age').values).toEqual([30, NaN, 50])
  expect(again.column('income').values).toEqual(['High', 'High', null])
  expect(again.column('ageMissing').values).toEqual([false, true, false])
  expect(customers.column('age').values).toEqual([30, 40, 50])
})
