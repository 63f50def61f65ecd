import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expected, foldSpelling, isMissing, readValue } from '../../lib/data/field-readers.js'
import { FIELDS, type Field } from '../../lib/data/fields.js'

const read = (...given: Parameters<typeof readValue>) => readValue(...given)?.value
const field = (name: string): Field => FIELDS.find((each) => each.name === name)!

test('money may have a dollar sign, thousands separators in the right places, and blanks around', () => {
  expect(['$1,333.80 ', '333.8', '$ 5', '1,234,567', '0', '5.'].map((text) => read(field('amount'), text))).toEqual([
    1333.8, 333.8, 5, 1234567, 0, 5,
  ])
})

test('whole numbers may be written with a decimal point, as pandas does, and with an exponent', () => {
  expect(read(field('loyalty'), '4.0')).toBe(4)
  expect(read(field('frequency'), '1e1')).toBe(10)
  expect(read(field('frequency'), '-0')).toBe(0)
  expect(read(field('loyalty'), '4.5')).toBeUndefined()
})

test('flags are read in any letter case, and in other words', () => {
  const texts = ['true', 'False', 'YES', 'no', 'y', 'N', 't', 'F', '1', '0', 'oui', '2']
  expect(texts.map((text) => read(field('member'), text))).toEqual(
    [true, false, true, false, true, false, true, false, true, false, undefined, undefined], // biome-ignore format: one line
  )
})

test('29 February is a date in leap years only', () => {
  expect(read(field('lastPurchase'), '2/29/2024')).toBe('2024-02-29')
  expect(read(field('lastPurchase'), '2/29/2023')).toBeUndefined()
  expect(read(field('lastPurchase'), '2/29/1900')).toBeUndefined()
})

test('every level is read in any letter case, with any blanks and hyphens', () => {
  for (const { levels, ...rest } of FIELDS.filter(({ kind }) => kind === 'ordered'))
    for (const level of levels!) {
      expect(read({ levels, ...rest }, ` ${level.toUpperCase().replace(' ', ' - ')} `)).toBe(level)
    }
})

test('None is a level of two fields, and a missing value in none', () => {
  expect(isMissing('None')).toBe(false)
  expect(read(field('social'), 'none')).toBe('None')
  expect(read(field('income'), 'None')).toBeUndefined()
  expect([null, '', ' ', 'NA', 'n/a', 'NULL', 'NaN', '-', '—', '#N/A', ' #REF! ', '#Div/0!'].every(isMissing)).toBe(
    true,
  )
})

test('folding keeps the differences between values, except case, blanks, underscores and inner hyphens', () => {
  expect(foldSpelling('In-Store')).toBe(foldSpelling(' in store'))
  expect(foldSpelling('1-2')).not.toBe(foldSpelling('12'))
  for (const [one, other] of [
    ['C#', 'C'],
    ['C++', 'C'],
    ['S/M', 'SM'],
    ['R&D', 'RD'],
    ['A-', 'A'],
    ['A+', 'A'],
    ['.NET', 'net'],
  ]) {
    expect(foldSpelling(one)).not.toBe(foldSpelling(other))
  }
  for (const [one, other] of [
    ['T-Shirt', 't shirt'],
    ['in_store', 'In – Store'],
    ['Toys & Games', 'toys&games'],
  ]) {
    expect(foldSpelling(one)).toBe(foldSpelling(other))
  }
  expect(foldSpelling('?')).toBe('?')
})

test('the message says what is expected, with its bounds', () => {
  expect(
    ['id', 'age', 'income', 'amount', 'loyalty', 'frequency', 'member', 'since'].map((name) => expected(field(name))),
  ).toEqual([
    'a text',
    'a number from 10 to 110',
    'one of Low, Middle, High',
    'an amount such as $1,333.80, at least 0',
    'a whole number from 1 to 5',
    'a number of at least 0',
    'TRUE or FALSE, Yes or No, 1 or 0',
    'a date such as 2024-12-31 or 12/31/2024, the year in four digits',
  ])
})

test('any written number is read back, and no text becomes NaN', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(read({ ...field('age') }, String(x))).toBe(x + 0)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(read(field('amount'), text)).not.toBeNaN()
      expect(read(field('age'), text)).not.toBeNaN()
    }),
  )
})
