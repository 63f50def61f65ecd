import type { Field } from './fields.js'
import { type Orders, readDate } from './written-dates.js'
import { type Decimal, readMoney, readNumber } from './written-numbers.js'

/** The value of a text: a number, a text, true or false. */
export type Value = number | string | boolean

/** How a column is written, where its values alone do not show it. */
export interface Writing {
  readonly decimal?: Decimal
  readonly orders?: Orders
}

/** A value, and how it was written, if not in a plain form. */
export interface Written {
  readonly value: Value
  readonly how?: string
}

const MISSING = new Set(['', 'na', 'n/a', 'null', 'nan', '-', '--', '–', '—'])
const ERROR_CELL = /^#(N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i
const FLAGS = new Map([
  ...pairs(true, 'true', 'yes', 'y', 't', '1', '1.0'),
  ...pairs(false, 'false', 'no', 'n', 'f', '0', '0.0'),
])

/**
 * Return whether a text stands for a missing value: an empty text, NA, N/A, null, NaN or a dash, in any letter case, or
 * an error of a spreadsheet formula. "None" is not missing.
 *
 * @example isMissing(' n/a ') // true
 */
export function isMissing(text: string | null): boolean {
  return text === null || MISSING.has(text.trim().toLowerCase()) || isErrorCell(text)
}

/**
 * Return whether a text is the error that a spreadsheet writes where a formula fails.
 *
 * @example isErrorCell('#DIV/0!') // true
 */
export function isErrorCell(text: string): boolean {
  return ERROR_CELL.test(text.trim())
}

/**
 * Read one value of a field, strictly: text that is not clearly of the field's kind is refused. Bounds are not checked.
 *
 * @param text a value as written in the file, not a missing one (see `isMissing`)
 * @param writing how its column is written
 * @returns undefined if the text is not such a value (see `expected`)
 * @example readValue(FIELDS[9], '$1,333.80 ') // { value: 1333.8, ... }
 */
export function readValue(field: Field, text: string, { decimal, orders }: Writing = {}): Written | undefined {
  const trimmed = text.trim()
  switch (field.kind) {
    case 'text':
      return { value: tidySpaces(text) }
    case 'ordered':
      return level(field.levels!, trimmed)
    case 'flag':
      return FLAGS.get(trimmed.toLowerCase())
    case 'date':
      return readDate(trimmed, orders)
    case 'money':
      return readMoney(trimmed, decimal)
    default: {
      const read = readNumber(trimmed, decimal)
      return field.kind === 'integer' && read && !Number.isInteger(read.value) ? undefined : read
    }
  }
}

/** Return whether a number is within the field's bounds, inclusive. */
export function isWithin(field: Field, value: number): boolean {
  return value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity)
}

/**
 * Describe in words what a field accepts, for error messages.
 *
 * @example expected(FIELDS[12]) // 'a whole number from 1 to 5'
 */
export function expected(field: Field): string {
  const { min, max } = field
  const bounds = max !== undefined ? ` from ${min} to ${max}` : min !== undefined ? ` of at least ${min}` : ''
  switch (field.kind) {
    case 'text':
      return 'a text'
    case 'ordered':
      return `one of ${field.levels!.join(', ')}`
    case 'flag':
      return 'TRUE or FALSE, Yes or No, 1 or 0'
    case 'date':
      return 'a date such as 2024-12-31 or 12/31/2024, the year in four digits'
    case 'money':
      return `an amount such as $1,333.80${bounds && `, ${bounds.slice(4)}`}`
    case 'integer':
      return `a whole number${bounds}`
    default:
      return `a number${bounds}`
  }
}

/** Return a text without leading or trailing whitespace, and with each whitespace inside as a single space. */
export function tidySpaces(text: string): string {
  return /^\s|\s$|\s\s|[^\S ]/u.test(text) ? text.trim().replace(/\s+/gu, ' ') : text
}

/**
 * Return a form of a text that is the same for all spellings that differ only in letter case, spaces, underscores and
 * inner hyphens. Between digits these are kept, because 1-2 is not 12; so are other signs, because C# is not C.
 *
 * @example foldSpelling('In-Store') === foldSpelling('in store ') // true
 */
export function foldSpelling(text: string): string {
  const lower = text.normalize('NFC').toLowerCase().trim()
  const joined = lower.replace(/(?<!\d)[\s_]+|[\s_]+(?!\d)/gu, '')
  return joined.replace(/(?<=\p{L})[-‐‑–]+(?=[\p{L}\d])|(?<=\d)[-‐‑–]+(?=\p{L})/gu, '')
}

/** Apostrophes of any form match: the levels are known and few, so there is no ambiguity. */
function level(levels: readonly string[], text: string): Written | undefined {
  const fold = (one: string) => foldSpelling(one.replace(/['’´`]/g, ''))
  const value = levels.find((each) => fold(each) === fold(text))
  return value === undefined ? undefined : { value }
}

function pairs(value: boolean, plain: string, ...others: string[]): [string, Written][] {
  const how = 'flags in other words'
  return [[plain, { value }], ...others.map((text): [string, Written] => [text, { value, how }])]
}
