import { currency as shown } from '../core/settings.js'
import { quoted } from './quoted.js'

/** The decimal separator of a number. */
export type Decimal = '.' | ','

/** A number, its currency if it has one, and how it was written, if not in the plain form. */
export interface WrittenNumber {
  readonly value: number
  readonly currency?: string
  readonly how?: string
}

/** Currency signs, alone or after a country's letters; the codes of all currencies; and common abbreviations. */
const CURRENCY = `[A-Z]{0,2}\\p{Sc}|${Intl.supportedValuesOf('currency').join('|')}|kr\\.?|zł|Kč|Ft`
const SAME: Readonly<Record<string, string>> = { USD: '$', US$: '$', EUR: '€', GBP: '£' }
const MONEY = new RegExp(`^([-−(]?)\\s*(${CURRENCY})?\\s*([-−(]?)(.*?)\\s*(${CURRENCY})?\\s*([-−)]?)$`, 'iu')
const NUMBER = /^([-−+]?)(.*?)(e[+-]?\d+)?$/i
/** Thousands may be separated by the other sign, by spaces or, as in Switzerland, by apostrophes. */
const DIGITS = {
  '.': /^(?:\d+|[1-9]\d{0,2}(?:[,\s'’]\d{3})+)?(?:\.\d*)?$/u,
  ',': /^(?:\d+|[1-9]\d{0,2}(?:[.\s'’]\d{3})+)?(?:,\d*)?$/u,
}

/**
 * Read one number, with the given decimal separator.
 *
 * @param text without surrounding whitespace
 * @returns undefined if it is not a number
 * @example readNumber('1.234,50', ',') // { value: 1234.5, how: 'a comma before decimals' }
 */
export function readNumber(text: string, decimal: Decimal = '.'): WrittenNumber | undefined {
  const [, sign, digits, exponent = ''] = NUMBER.exec(text)!
  const size = sizeOf(digits, decimal, exponent)
  // Adding 0 turns -0 into 0.
  return size === undefined ? undefined : { value: (/[-−]/.test(sign) ? -size : size) + 0, ...way(text, decimal) }
}

/**
 * Read one amount of money: a number with or without a currency, negative with a minus sign or in parentheses.
 *
 * @param text without surrounding whitespace
 * @returns undefined if it is not an amount
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

/** The common name of a currency that is written in several ways. */
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

/** A column of numbers, and how to read and check its values. */
export interface NumberColumn {
  readonly column: string
  /** Its distinct texts. */
  readonly texts: Iterable<string>
  readonly read: (text: string, decimal: Decimal) => WrittenNumber | undefined
  /** Returns whether the column may have a value. */
  readonly allows: (value: number) => boolean
}

/**
 * Determine the decimal separator of a column. The whole column decides: 12.5 and 0.125 show a point, 12,50 and 1.234,5
 * a comma. 1.234 is ambiguous, because it may be 1234. In 1,234 the comma separates thousands, as in the documented
 * form $1,234; but without a currency, in a file with semicolons (usual where the comma is the decimal separator), it
 * is ambiguous too.
 *
 * @param given the separator, if the caller knows it; used if the column does not show one
 * @param semicolons whether the file's columns are separated by semicolons
 * @returns the separator, and a sentence if it cannot be determined
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
  return `${column} requires one decimal separator, got ${quoted(point)} and ${quoted(comma)}: use the same one in all values`
}
