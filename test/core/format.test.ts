import { afterEach, expect, test } from 'vitest'
import {
  count,
  decimal,
  inCurrency,
  interval,
  listed,
  money,
  percent,
  perMonth,
  pValue,
  words,
} from '../../lib/core/format.js'
import { useSettings } from '../../lib/core/settings.js'

afterEach(() => useSettings())

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
  [-12345.6, '−12,346'],
])('count of %d separates thousands', (value, text) => expect(count(value)).toBe(text))

test('a count may have a noun, which is singular for one', () => {
  expect([0, 1, 1200].map((value) => count(value, 'row'))).toEqual(['0 rows', '1 row', '1,200 rows'])
})

test.each([
  [0, '$0'],
  [35, '$35'],
  [9.999, '$10.00'],
  [99.5, '$99.50'],
  [100, '$100'],
  [1234.5, '$1,235'],
  [-2500, '−$2,500'],
  [-1.5, '−$1.50'],
  [0.22, '$0.22'],
  [0.1, '$0.10'],
  [0.0123, '$0.012'],
  [0.00004, '$0.000040'],
  [-0.0123, '−$0.012'],
])('money of %d has cents only below 100, and never becomes $0', (value, text) => expect(money(value)).toBe(text))

test.each([
  ['€', '€1,200', '−€0.50'],
  ['R$', 'R$1,200', '−R$0.50'],
  ['CHF', 'CHF\u00A01,200', '−CHF\u00A00.50'],
  ['kr.', 'kr.\u00A01,200', '−kr.\u00A00.50'],
])('a sign goes before money without a blank, an abbreviation with one: %s', (currency, whole, part) => {
  useSettings({ currency })
  expect([money(1200), money(-0.5)]).toEqual([whole, part])
  expect([inCurrency('$ per month'), inCurrency('days')]).toEqual([`${currency} per month`, 'days'])
})

test('an invalid currency is refused, since it appears in sentences, tables and figures', () => {
  for (const currency of ['', '5', '<b>', 'a b', 'dollars', '.', '**'])
    expect(() => useSettings({ currency })).toThrow(/currency requires a sign/)
})

test.each([
  [0, '0%'],
  [0.001, '0.1%'],
  [0.0994, '9.9%'],
  [0.0995, '10%'],
  [0.1234, '12%'],
  [1, '100%'],
  [-0.05, '−5.0%'],
  [-0.5, '−50%'],
  [-0.0001, '0.0%'],
])('percent of %d is whole from 10%%', (value, text) => expect(percent(value)).toBe(text))

test('decimal separates thousands and has no negative zero', () => {
  expect(decimal(1234.567)).toBe('1,234.57')
  expect(decimal(1234.567, 0)).toBe('1,235')
  expect(decimal(-0.001)).toBe('0.00')
  expect(decimal(-0.4, 0)).toBe('0')
  expect(decimal(-0.005001)).toBe('−0.01')
})

test.each([
  [0, 'p < 0.001'],
  [0.0009999, 'p < 0.001'],
  [0.001, 'p = 0.001'],
  [0.0494, 'p = 0.049'],
  [0.1, 'p = 0.10'],
  [0.5, 'p = 0.50'],
  [0.9995, 'p = 1'],
  [1, 'p = 1'],
])('a p-value of %d has two decimals, or three below 0.1', (value, text) => expect(pValue('p', value)).toBe(text))

test('a p-value just below 1 never reads as 1.00', () => {
  for (const value of [0.99, 0.9949, 0.9951, 0.999, 0.9994]) expect(pValue('q', value)).toMatch(/^q = (1|0\.99)$/)
})

test.each([
  [0, 'never'],
  [0.05, 'once in 20 months'],
  [0.25, 'once in 4 months'],
  [0.4, 'once in 2.5 months'],
  [0.75, '0.75 times per month'],
  [1, 'once per month'],
  [0.999, 'once per month'],
  [2, '2 times per month'],
  [2.5, '2.5 times per month'],
  [12.4, '12 times per month'],
  [1200, '1,200 times per month'],
])('a monthly rate of %d in words', (rate, text) => expect(perMonth(rate)).toBe(text))

test('an interval stands in brackets, in the format given', () => {
  expect(interval([0.123, 0.456])).toBe('[0.12, 0.46]')
  expect(interval([0.123, 0.456], percent)).toBe('[12%, 46%]')
})

test('words escapes what markdown or HTML would read as markup, and nothing else', () => {
  expect(words('a*b_c`d')).toBe('a\\*b\\_c\\`d')
  expect(words('<b>[x](y)|$#~&\\')).toBe('\\<b\\>\\[x\\](y)\\|\\$\\#\\~\\&\\\\')
  expect(words("Mixed, In-Store (5 %) 'é'")).toBe("Mixed, In-Store (5 %) 'é'")
})

test('a list ends in "and"', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c'])
})
