import { expect, test } from 'vitest'
import { FIELDS } from '../../lib/data/fields.js'
import { FEATURES } from '../../lib/features/features.js'
import { label, unit } from '../../lib/features/labels.js'

test('a label is the column name of the file in words', () => {
  expect(label('maritalStatus')).toBe('Marital status')
  expect(label('age')).toBe('Age')
})

test('a derived score has its own label and unit', () => {
  expect(label('value')).toBe('Value Score')
  expect(unit('value')).toBe('$ per month')
})

test('any other name is its own label, without a unit', () => {
  expect([label('shoe_size'), unit('shoe_size')]).toEqual(['Shoe size', ''])
})

test('every column has its own label, short enough for an axis', () => {
  const names = [...new Set([...FIELDS, ...FEATURES.map(({ column }) => ({ name: column }))].map(({ name }) => name))]
  const labels = names.map(label)
  expect(new Set(labels).size).toBe(names.length)
  for (const text of labels) expect(text).toMatch(/^[A-Z][^_()]*$/)
})

test('a name with blanks or hyphens, such as that of a segment, is already readable', () => {
  expect(['At-Risk', 'New Customers', 'Found: At-Risk', 'valueShare', 'maritalStatus', 'q'].map(label)).toEqual([
    'At-Risk',
    'New Customers',
    'Found: At-Risk',
    'Value share',
    'Marital status',
    'q',
  ])
})
