import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expected, foldSpelling, isMissing, readValue } from '../../lib/data/field-readers.js'
import { FIELDS, type Field } from '../../lib/data/fields.js'

const field = (name: string): Field => FIELDS.find((each) => each.name === name)!

test('money may have a dollar sign, thousands in the right places, and blanks around', () => {
  expect(
    ['$1,333.80 ', '333.8', '$ 5', '1,234,567', '0', '5.'].map((text) => readValue(field('amount'), text)),
  ).toEqual([1333.8, 333.8, 5, 1234567, 0, 5])
})

test('whole numbers may be written with a point, as pandas does, and with an exponent', () => {
  expect(readValue(field('loyalty'), '4.0')).toBe(4)
  expect(readValue(field('frequency'), '1e1')).toBe(10)
  expect(readValue(field('frequency'), '-0')).toBe(0)
  expect(readValue(field('loyalty'), '4.5')).toBeUndefined()
})

test('flags are read in any letter case', () => {
  expect(['true', 'False', 'yes'].map((text) => readValue(field('member'), text))).toEqual([true, false, undefined])
})

test('29 February is a date in leap years only', () => {
  expect(readValue(field('lastPurchase'), '2/29/2024')).toBe('2024-02-29')
  expect(readValue(field('lastPurchase'), '2/29/2023')).toBeUndefined()
  expect(readValue(field('lastPurchase'), '2/29/1900')).toBeUndefined()
})

test('every level is read in any letter case, with any blanks and hyphens', () => {
  for (const { levels, ...rest } of FIELDS.filter(({ kind }) => kind === 'ordered'))
    for (const level of levels!) {
      expect(readValue({ levels, ...rest }, ` ${level.toUpperCase().replace(' ', ' - ')} `)).toBe(level)
    }
})

test('None is a level of two fields, and missing in none', () => {
  expect(isMissing('None')).toBe(false)
  expect(readValue(field('social'), 'none')).toBe('None')
  expect(readValue(field('income'), 'None')).toBeUndefined()
  expect([null, '', ' ', 'NA', 'n/a', 'NULL', 'NaN'].every(isMissing)).toBe(true)
})

test('folding keeps what tells values apart: digits around a hyphen, symbols, and texts of punctuation only', () => {
  expect(foldSpelling('In-Store')).toBe(foldSpelling(' in store'))
  expect(foldSpelling('1-2')).not.toBe(foldSpelling('12'))
  expect(foldSpelling('A+')).not.toBe(foldSpelling('A'))
  expect(foldSpelling('?')).toBe('?')
})

test('what is expected is said with its bounds', () => {
  expect(
    ['id', 'age', 'income', 'amount', 'loyalty', 'frequency', 'member', 'since'].map((name) => expected(field(name))),
  ).toEqual([
    'a text',
    'a number',
    'one of Low, Middle, High',
    'an amount of money such as $1,333.80, at least 0',
    'a whole number from 1 to 5',
    'a number of at least 0',
    'TRUE or FALSE',
    'a date, M/D/YYYY or YYYY-MM-DD',
  ])
})

test('any number that is written is read back, and any text never becomes NaN', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(readValue({ ...field('age') }, String(x))).toBe(x + 0)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readValue(field('amount'), text)).not.toBeNaN()
      expect(readValue(field('age'), text)).not.toBeNaN()
    }),
  )
})
