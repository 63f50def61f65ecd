import type { Field } from './fields.js'

/** What a text means: a number, a text, true or false; undefined where it means nothing that the field allows. */
export type Value = number | string | boolean

const MISSING = new Set(['', 'na', 'n/a', 'null', 'nan'])
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
const MONEY = /^\$?\s*(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$/
const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Does a text stand for "not known"? Empty text, NA, N/A, null and NaN do, in any letter case; "None" does not.
 *
 * @example isMissing(' n/a ') // true
 */
export function isMissing(text: string | null): boolean {
  return text === null || MISSING.has(text.trim().toLowerCase())
}

/**
 * Read one value of a field, strictly: what is not plainly of the field's kind and within its bounds is refused.
 *
 * @param text a value as it stands in the file, not a missing one (see isMissing)
 * @returns the value, or undefined where the text is none (see expected)
 * @example readValue(FIELDS[9], '$1,333.80 ') // 1333.8
 */
export function readValue(field: Field, text: string): Value | undefined {
  const trimmed = text.trim()
  if (field.kind === 'text') return tidySpaces(text)
  if (field.kind === 'ordered') return level(field.levels!, trimmed)
  if (field.kind === 'flag') return flag(trimmed)
  if (field.kind === 'date') return date(trimmed)
  const value = field.kind === 'money' ? money(trimmed) : number(trimmed)
  if (value === undefined || (field.kind === 'integer' && !Number.isInteger(value))) return undefined
  return field.outsideIsMissing || isWithin(field, value) ? value : undefined
}

/** Is a number within the field's bounds, both included? */
export function isWithin(field: Field, value: number): boolean {
  return value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity)
}

/**
 * What a field accepts, in words, for errors.
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
      return 'TRUE or FALSE'
    case 'date':
      return 'a date, M/D/YYYY or YYYY-MM-DD'
    case 'money':
      return `an amount of money such as $1,333.80${bounds && `, ${bounds.slice(4)}`}`
    case 'integer':
      return `a whole number${bounds}`
    default:
      return field.outsideIsMissing ? 'a number' : `a number${bounds}`
  }
}

/** A text without blanks at its ends, and with single blanks within. */
export function tidySpaces(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}

/**
 * What two spellings of one thing have in common: their letters and digits in lower case. Blanks, hyphens and other
 * punctuation go, but not between digits, where they tell 1-2 from 12; a text of nothing else stays.
 *
 * @example foldSpelling('In-Store') === foldSpelling('in store ') // true
 */
export function foldSpelling(text: string): string {
  const lower = text.normalize('NFC').toLowerCase().trim()
  return lower.replace(/(?<!\d)[\p{P}\s]+|[\p{P}\s]+(?!\d)/gu, '') || lower
}

function level(levels: readonly string[], text: string): string | undefined {
  const folded = foldSpelling(text)
  return levels.find((level) => foldSpelling(level) === folded)
}

function flag(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}

function number(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : NaN
  // Adding 0 makes -0 plain.
  return Number.isFinite(value) ? value + 0 : undefined
}

function money(text: string): number | undefined {
  return MONEY.test(text) ? number(text.replace(/[$,\s]/g, '')) : undefined
}

function date(text: string): string | undefined {
  const us = US_DATE.exec(text)
  const iso = us ? [text, us[3], us[1], us[2]] : ISO_DATE.exec(text)
  if (!iso) return undefined
  const result = `${iso[1]}-${iso[2].padStart(2, '0')}-${iso[3].padStart(2, '0')}`
  const parsed = new Date(`${result}T00:00:00Z`)
  // A Date rolls 30 February over to March: what comes back unequal is no date.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(result) ? result : undefined
}
