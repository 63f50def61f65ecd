import { expect, test } from 'vitest'
import { FIELDS } from '../../lib/data/fields.js'
import { FEATURES } from '../../lib/features/features.js'
import { formatOf, kindOf, label, unit } from '../../lib/features/labels.js'

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
  expect(['At-Risk', 'New Customers', 'Found: At-Risk', 'timeSpent', 'maritalStatus', 'q'].map(label)).toEqual([
    'At-Risk',
    'New Customers',
    'Found: At-Risk',
    'Time spent',
    'Marital status',
    'q',
  ])
})

test('results are named and written by what they hold', () => {
  expect(['valueShare', 'explainedByRfm', 'returnWithoutEffect'].map(label)).toEqual([
    'Share of value',
    'Explained by RFM',
    'Return without effect',
  ])
  expect(formatOf('valueShare', [0.4])!(0.4)).toBe('40%')
  expect(formatOf('atStakeShareLow', [NaN, 0.05])!(0.05)).toBe('5.0%')
  expect(formatOf('amount', [1200])!(1200)).toBe('$1,200')
  expect(formatOf('q', [0.0001])!(0.0001)).toBe('< 0.001')
  expect(formatOf('deviations', [-1.25])!(-1.25)).toBe('−1.3')
  expect(formatOf('age', [30])).toBeUndefined()
})

test('a column of the caller with the name of a result is not taken for a share or a probability', () => {
  expect(kindOf('walletShare', [12, 40])).toBeUndefined()
  expect(kindOf('q', [0.2, 3])).toBeUndefined()
  expect(kindOf('Share', [0.2])).toBeUndefined()
})
