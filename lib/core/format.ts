import { currency } from './settings.js'

/** The minus sign is as wide as a plus; a hyphen is shorter, and lines break after it. */
const MINUS = '−'

/**
 * Format a count with thousands separators, and with its noun if one is given.
 *
 * @example count(1200, 'row') // "1,200 rows"
 */
export function count(value: number, noun?: string): string {
  const size = written(Math.round(value), 0)
  return noun ? `${size} ${noun}${value === 1 ? '' : 's'}` : size
}

/**
 * Format an amount in the currency of the run: no decimals if it is whole or at least 100, else two; below 0.1, two
 * significant digits, so that no price becomes $0. The currency comes before the number; one that ends in a letter or a
 * point is followed by a no-break space.
 *
 * @param digits the number of decimals, to give all values of a column the same
 * @example money(1234.5) // "$1,235"
 * @example money(0.0123) // "$0.012"
 */
export function money(value: number, digits?: number): string {
  const sign = value < 0 ? MINUS : ''
  const size = Math.abs(value)
  const own = digits ?? (size >= 100 || Number.isInteger(size) ? 0 : leastDigits(size))
  return `${sign}${currency()}${/\p{Sc}$/u.test(currency()) ? '' : '\u00A0'}${written(size, own)}`
}

/**
 * Return a unit in the currency of the run: in the units of fields, $ stands for any currency.
 *
 * @example inCurrency('$ per month') // "€ per month" after useSettings({ currency: '€' })
 */
export function inCurrency(unit: string): string {
  return unit.startsWith('$') ? `${currency()}${unit.slice(1)}` : unit
}

/** Two decimals, or as many as needed to show two significant digits of a number below 0.1. */
function leastDigits(size: number): number {
  return Math.min(20, Math.max(2, 1 - Math.floor(Math.log10(size))))
}

/**
 * Put a monthly rate into words: a rate of 0.5 or less as once in a number of months.
 *
 * @param rate times per month, >= 0
 * @example [6, 1, 0.25, 0].map(perMonth) // "6 times per month", "once per month", "once in 4 months", "never"
 */
export function perMonth(rate: number): string {
  if (rate === 0) return 'never'
  const shown = plainest(rate, rate >= 10 ? 0 : rate >= 1 ? 1 : 2)
  if (rate > 0.5) return shown === '1' ? 'once per month' : `${shown} times per month`
  const months = 1 / rate
  return `once in ${plainest(months, months >= 10 ? 0 : 1)} months`
}

/** A number with this many decimals, or none if it rounds to a whole number. */
function plainest(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits))
  return written(rounded, Number.isInteger(rounded) ? 0 : digits)
}

/**
 * Format a share (0 to 1) as a percentage: no decimals from 10% up, one below.
 *
 * @example percent(0.1234) // "12%"
 */
export function percent(share: number): string {
  const value = share * 100
  return `${written(value, Math.abs(value) >= 9.95 || value === 0 ? 0 : 1)}%`
}

/**
 * Format a number with a fixed number of decimals, with a real minus sign and without a negative zero.
 *
 * @example decimal(-0.001, 2) // "0.00"
 */
export function decimal(value: number, digits = 2): string {
  return written(value, digits)
}

/** Names that keep their capital. */
const PROPER = /^(?:Spearman|Cliff|Cramér|Jaccard|Calinski|Davies)/

/**
 * Return a label as it stands within a sentence: in lower case, unless it has further capitals or starts with a name.
 *
 * @example ['Purchase channel', 'Value Score', 'Spearman’s rho'].map(inSentence) // "purchase channel", the others as they are
 */
export function inSentence(label: string): string {
  return /\p{Lu}/u.test(label.slice(1)) || PROPER.test(label) ? label : label.toLowerCase()
}

/**
 * Format a number for a table: whole numbers without decimals, others with two below 10 and one from there on.
 *
 * @example [35, 0.125, 12.34].map(plain) // "35", "0.13", "12.3"
 */
export function plain(value: number): string {
  return Number.isInteger(value) ? count(value) : decimal(value, Math.abs(value) < 10 ? 2 : 1)
}

/**
 * Format a number with its sign, such as a deviation; one decimal by default.
 *
 * @example signed(1.25) // "+1.3"
 */
export function signed(value: number, digits = 1): string {
  const text = decimal(value, digits)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/**
 * Format a p- or q-value with its name: two decimals, or three below 0.1.
 *
 * @example pValue('q', 0.0001) // "q < 0.001"
 */
export function pValue(name: 'p' | 'q', value: number): string {
  return value < 0.001 ? `${name} ${probability(value)}` : `${name} = ${probability(value)}`
}

/**
 * Format a p- or q-value without its name, for a table column.
 *
 * @example probability(0.0001) // "< 0.001"
 */
export function probability(value: number): string {
  if (value < 0.001) return '< 0.001'
  return value >= 0.995 ? '1' : value.toFixed(value < 0.1 ? 3 : 2)
}

/**
 * Format an interval in brackets.
 *
 * @example interval([0.123, 0.456]) // "[0.12, 0.46]"
 */
export function interval(bounds: readonly [number, number], format: (value: number) => string = decimal): string {
  return `[${format(bounds[0])}, ${format(bounds[1])}]`
}

/**
 * Escape text from data for use in a markdown sentence: all characters that markdown or HTML would read as markup.
 *
 * @example words('a*b') // "a\\*b"
 */
export function words(text: string): string {
  return text.replace(/[\\`*_[\]<>|$#~&]/g, (character) => `\\${character}`)
}

/**
 * Join items into a list for a sentence.
 *
 * @example listed(['a', 'b', 'c']) // "a, b and c"
 */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}

/** Rounds by toFixed, because Intl rounds the decimal text: 1.005 to 1.01. Adding 0 turns a negative zero into 0. */
function written(value: number, digits: number): string {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return (Number(value.toFixed(digits)) + 0).toLocaleString('en-US', form).replace('-', MINUS)
}
