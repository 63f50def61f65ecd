import { currency as shown } from '../core/settings.js'
import { quoted } from './quoted.js'

/** The sign before the decimals of a number. */
export type Decimal = '.' | ','

/** A number as read, the currency beside it, and in which way it was written, where that is not the plain one. */
export interface WrittenNumber {
  readonly value: number
  readonly currency?: string
  readonly how?: string
}

/** Signs of currencies, alone or after a country's, the codes of all, and what some write instead. */
const CURRENCY = `[A-Z]{0,2}\\p{Sc}|${Intl.supportedValuesOf('currency').join('|')}|kr\\.?|zł|Kč|Ft`
const SAME: Readonly<Record<string, string>> = { USD: '$', US$: '$', EUR: '€', GBP: '£' }
const MONEY = new RegExp(`^([-−(]?)\\s*(${CURRENCY})?\\s*([-−(]?)(.*?)\\s*(${CURRENCY})?\\s*([-−)]?)$`, 'iu')
const NUMBER = /^([-−+]?)(.*?)(e[+-]?\d+)?$/i
/** Thousands may be apart by the other sign, by blanks or, as the Swiss do, by apostrophes. */
const DIGITS = {
  '.': /^(?:\d+|[1-9]\d{0,2}(?:[,\s'’]\d{3})+)?(?:\.\d*)?$/u,
  ',': /^(?:\d+|[1-9]\d{0,2}(?:[.\s'’]\d{3})+)?(?:,\d*)?$/u,
}

/**
 * Read one number, with the given sign before its decimals.
 *
 * @param text without blanks around it
 * @returns undefined on what is no number
 * @example readNumber('1.234,50', ',') // { value: 1234.5, how: 'a comma before decimals' }
 */
export function readNumber(text: string, decimal: Decimal = '.'): WrittenNumber | undefined {
  const [, sign, digits, exponent = ''] = NUMBER.exec(text)!
  const size = sizeOf(digits, decimal, exponent)
  // Adding 0 makes -0 plain.
  return size === undefined ? undefined : { value: (/[-−]/.test(sign) ? -size : size) + 0, ...way(text, decimal) }
}

/**
 * Read one amount of money: a number with or without a currency, below 0 by a minus or in brackets.
 *
 * @param text without blanks around it
 * @returns undefined on what is no amount
 * @example readMoney('($1,197.51)') // { value: -1197.51, currency: '$' }
 */
export function readMoney(text: string, decimal: Decimal = '.'): WrittenNumber | undefined {
  const [, before, left, inner, digits, right, after] = MONEY.exec(text)!
  const size = left && right ? undefined : sizeOf(digits, decimal)
  if (size === undefined || (/[(]/.test(before + inner) ? after !== ')' : after === ')')) return undefined
  const mark = left ?? right
  const currency = mark && canonical(mark)
  const value = (before + inner + after === '' ? size : -size) + 0
  const foreign =
    currency && currency !== canonical(shown())
      ? `amounts in ${currency}, which pages show as ${shown()}: --currency sets another`
      : undefined
  const how = [foreign, way(digits, decimal).how].filter((one) => one !== undefined).join(', ')
  return { value, ...(currency && { currency }), ...(how && { how }) }
}

/** One name for what is written in several ways. */
function canonical(mark: string): string {
  const upper = mark.toUpperCase()
  return SAME[upper] ?? upper
}

function way(text: string, decimal: Decimal): { how?: string } {
  return decimal === ',' && /[.,]/.test(text) ? { how: 'a comma before decimals' } : {}
}

function sizeOf(digits: string, decimal: Decimal, exponent = ''): number | undefined {
  if (!/\d/.test(digits) || !DIGITS[decimal].test(digits)) return undefined
  const [whole, decimals = ''] = digits.split(decimal)
  const size = Number(`${whole.replace(/\D/g, '')}.${decimals}${exponent}`)
  return Number.isFinite(size) ? size : undefined
}

/** What a column of numbers must say of itself to be read. */
export interface NumberColumn {
  readonly column: string
  /** its different texts */
  readonly texts: Iterable<string>
  readonly read: (text: string, decimal: Decimal) => WrittenNumber | undefined
  /** is a value one that the column may have? */
  readonly allows: (value: number) => boolean
}

/**
 * Which sign stands before the decimals of a column. The whole column decides: 12.5 and 0.125 show a point, 12,50 and
 * 1.234,5 a comma; 1.234 shows nothing, as it may be 1234 as well. In the form that is described, $1,234, a comma sets
 * thousands apart; but in a file with semicolons, as is written where the comma is for decimals, that is asked for,
 * too.
 *
 * @param given the sign, where the caller knows it: it counts where the column does not show another
 * @param semicolons are the file's columns apart by semicolons?
 * @returns the sign, or what cannot be decided, in words
 * @example decimalSign({ column: 'x', texts: ['12,5', '1.234'], ... }) // { decimal: ',' }
 */
export function decimalSign(
  { column, texts, read, allows }: NumberColumn,
  given?: Decimal,
  semicolons = false,
): { decimal: Decimal; problem?: string } {
  const shows: Partial<Record<Decimal, string>> = {}
  let open: string | undefined
  for (const text of texts) {
    const [point, comma] = [read(text.trim(), '.'), read(text.trim(), ',')]
    if (point?.value === comma?.value) continue
    const [can, could] = [point && allows(point.value), comma && allows(comma.value)]
    if (point && (!comma || (can && !could))) shows['.'] ??= text
    else if (comma && (!point || (could && !can))) shows[','] ??= text
    else if (text.includes('.') || (semicolons && point?.currency === undefined)) open ??= text
  }
  if (shows['.'] && shows[',']) return { decimal: '.', problem: mixed(column, shows['.'], shows[',']) }
  const decimal = shows['.'] ? '.' : shows[','] ? ',' : given
  if (decimal || !open) return { decimal: decimal ?? '.' }
  const [low, high] = (['.', ','] as const).map((sign) => read(open.trim(), sign)!.value).sort((a, b) => a - b)
  const sign = open.includes('.') ? 'point' : 'comma'
  const problem = `${column} can be read in two ways: ${quoted(open)} is ${high} where a ${sign} separates thousands, and ${low} where it comes before decimals; say what comes before decimals with --decimal , or --decimal . (in a notebook, with decimal)`
  return { decimal: '.', problem }
}

function mixed(column: string, point: string, comma: string): string {
  return `${column} requires one sign before decimals, got ${quoted(point)} and ${quoted(comma)}: write all of them alike`
}
