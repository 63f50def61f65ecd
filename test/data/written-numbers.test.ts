import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Decimal, decimalSign, readMoney, readNumber } from '../../lib/data/written-numbers.js'

const sign = (
  texts: string[],
  { given, semicolons, max = Infinity }: { given?: Decimal; semicolons?: boolean; max?: number } = {},
) => {
  const column = { column: 'Amount', texts, read: readMoney, allows: (value: number) => value >= 0 && value <= max }
  const { decimal, problem } = decimalSign(column, given, semicolons)
  return problem ? 'asked' : decimal
}

test('money is read with its currency, thousands separators and brackets', () => {
  const cases: [string, Decimal, number | undefined][] = [
    ['$1,333.80', '.', 1333.8],
    ['$ 5', '.', 5],
    ['-$104.80', '.', -104.8],
    ['$-104.80', '.', -104.8],
    ['($197.51)', '.', -197.51],
    ['104.80-', '.', -104.8],
    ['€1.234.567,5', ',', 1234567.5],
    ['1 234,50 €', ',', 1234.5],
    ['EUR 3', '.', 3],
    ['₹3', '.', 3],
    ['US$3', '.', 3],
    ['161,39 kr', ',', 161.39],
    ['PLN 3', '.', 3],
    ['5 k', '.', undefined],
    ['1.2M', '.', undefined],
    ["CHF 1'234.50", '.', 1234.5],
    ['1\u202F234,50', ',', 1234.5],
    ['.5', '.', 0.5],
    ['$1,33.80', '.', undefined],
    ['0,123', '.', undefined],
    ['($5', '.', undefined],
    ['$5€', '.', undefined],
    ['5 kg', '.', undefined],
    ['$', '.', undefined],
    ['1.2.3', '.', undefined],
  ]
  expect(cases.map(([text, decimal]) => readMoney(text, decimal)?.value)).toEqual(cases.map(([, , value]) => value))
})

test('currency codes mean the same as their signs', () => {
  const currencies = ['$1', 'USD 1', 'us$ 1', '1 EUR', '1€', '1 zł', '1'].map((text) => readMoney(text)?.currency)
  expect(currencies).toEqual(['$', '$', '$', '€', '€', 'ZŁ', undefined])
  expect(['$1', 'USD 1'].map((text) => readMoney(text)?.how)).toEqual([undefined, undefined])
})

test('the column shows whether a point or a comma is the decimal sign', () => {
  expect(sign(['1.19', '1.234'])).toBe('.')
  expect(sign(['0.125', '1.234'])).toBe('.')
  expect(sign(['1,234.5', '1.234'])).toBe('.')
  expect(sign(['1,234,567', '1.234'])).toBe('.')
  expect(sign(['12,5', '1.234'])).toBe(',')
  expect(sign(['1.234,56', '1.234'])).toBe(',')
  expect(sign(['1.234.567', '1.234'])).toBe(',')
  expect(sign(['890', '12'])).toBe('.')
  expect(sign(['1.234', '2'], { max: 10 })).toBe('.')
})

test('if nothing shows it, there is a question, and a given sign settles it', () => {
  expect(sign(['1.234', '890'])).toBe('asked')
  expect(sign(['$1.234'])).toBe('asked')
  expect(sign(['1.234', '890'], { given: ',' })).toBe(',')
  expect(sign(['1.234', '890'], { given: '.' })).toBe('.')
  expect(sign(['1.19', '890'], { given: ',' })).toBe('.')
  expect(sign(['1,19', '1.234'], { given: '.' })).toBe(',')
  expect(sign(['1.19', '1,19'])).toBe('asked')
})

test('$1,234 is as described, but 1,234 in a file with semicolons may have a decimal comma', () => {
  expect(sign(['1,234', '890'])).toBe('.')
  expect(sign(['1,234', '890'], { semicolons: true })).toBe('asked')
  expect(sign(['$1,234', '890'], { semicolons: true })).toBe('.')
})

test('an amount written in either form is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom('en-US', 'de-DE', 'de-CH', 'fr-FR'),
      (cents, locale) => {
        const text = (cents / 100).toLocaleString(locale, { minimumFractionDigits: 2 })
        const decimal = ['de-DE', 'fr-FR'].includes(locale) ? ',' : '.'
        expect(readMoney(text, decimal)?.value).toBe(cents / 100)
        expect(sign([text])).toBe(decimal)
      },
    ),
  )
})

test('numbers may have a sign and an exponent', () => {
  const texts = ['-1.5e3', '+2', '−3', '1e1', '.', 'e5', '1e999', '1,5']
  expect(texts.map((text) => readNumber(text)?.value)).toEqual([
    -1500,
    2,
    -3,
    10,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(readNumber('1,5', ',')).toEqual({ value: 1.5, how: 'a comma before decimals' })
})
