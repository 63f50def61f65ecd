import { extent, sum } from 'd3-array'
import { count } from '../core/format.js'
import type { Coded } from './coded.js'
import { examples } from './examples.js'
import {
  expected,
  isErrorCell,
  isMissing,
  isWithin,
  readValue,
  type Value,
  type Writing,
  type Written,
} from './field-readers.js'
import type { Field } from './fields.js'
import type { LogLine } from './log.js'
import { quoted } from './quoted.js'
import { rejoin } from './split-cells.js'
import { type Counted, spellingLine, unifySpellings } from './tidy.js'

/** A cell that breaks a rule of its column, and advice on what to do. */
export interface Fault {
  /** The row, from 0. */
  readonly index: number
  readonly value: string | null
  readonly rule: string
  readonly advice: string
}

/** Values by row: numbers as a typed array, NaN where missing; anything else as a list, null or NaN where missing. */
export type Values = Float64Array | (Value | null)[]

/** A column as read: its values (missing: NaN for numbers and flags, else null), what was tidied, and its faults. */
export interface ReadColumn {
  /** Undefined if the column cannot be used and is left out; the log says why. */
  readonly values?: Values
  readonly log: readonly LogLine[]
  readonly faults: readonly Fault[]
}

/** If at least this share of values is not what the column requires, it is a different column and left out. */
const NEARLY_ALL = 0.9

/** A text that is not missing: its index among the distinct texts of the column, and its value if it has one. */
interface Read extends Counted {
  readonly place: number
  readonly written?: Written
}

/**
 * Read the texts of one column by its field: unify spellings and check every value. Each distinct text is read once.
 *
 * @param field the contract of the column
 * @param column n texts; not modified
 * @param writing how the column is written
 * @returns n values, missing where they have a fault; the log; the faults
 * @example readColumn(FIELDS[1], coded(['34', 'NA'])).values // [34, NaN]
 */
export function readColumn(field: Field, column: Coded, writing: Writing = {}): ReadColumn {
  const code = isCode(field, column.texts)
  const isPresent = column.texts.map((text) => !isMissing(text) || (code && text.trim() === 'NA'))
  const read = readTexts(field, column, isPresent, writing)
  if (read.length === 0 && !field.required) return leftOut(field, column.codes.length, 'every row is empty')
  const wrong = read.filter(({ written }) => !isAllowed(field, written))
  if (isOtherColumn(field, read, wrong)) {
    const values = `${rowsOf(wrong)} of ${count(rowsOf(read), 'value')} are not ${expected(field)}`
    return leftOut(field, rowsOf(wrong), `${values}, such as ${quoted(wrong[0].text)}`)
  }
  const outside = field.outsideIsMissing ? wrong.filter(({ written }) => written !== undefined) : []
  const results = new Array<Value | undefined>(column.texts.length).fill(undefined)
  for (const { place, written } of read) results[place] = written?.value
  for (const { place } of wrong) results[place] = undefined
  for (const { place } of outside) results[place] = NaN
  const split = splitCells(field, read, results)
  const whole = results.map((value) => split.becomes.get(String(value)) ?? value)
  const words = countedTexts(column).filter(({ text }, place) => !isPresent[place] && text.trim() !== '')
  const log = [
    ...writtenLines(field, read),
    ...spelling(field, read, results),
    ...split.log,
    ...missingLines(field, words),
    ...impossible(field, outside),
    ...cutIds(field, read),
    ...(code
      ? [{ step: 'writing', column: field.column, rows: column.counts[column.texts.indexOf('NA')], detail: CODE }]
      : []),
  ]
  return { values: valuesOf(field, column, whole), log, faults: faults(field, column, results, isPresent) }
}

function valuesOf({ kind }: Field, { codes }: Coded, results: readonly (Value | undefined)[]): Values {
  const missing = ['text', 'ordered', 'date'].includes(kind) ? null : NaN
  const known = results.map((value) => value ?? missing)
  const numeric = ['number', 'integer', 'money'].includes(kind)
  const values = numeric ? new Float64Array(codes.length) : new Array<Value | null>(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = (codes[row] < 0 ? missing : known[codes[row]]) as never
  return values
}

const countedTexts = ({ texts, counts }: Coded): Counted[] =>
  texts.map((text, place) => ({ text, rows: counts[place] }))

const rowsOf = (texts: readonly Counted[]): number => sum(texts, ({ rows }) => rows)

const CODE = '"NA" kept as a code, as among other codes of two letters; if it means missing, empty these cells'

/** Whether NA is one of the two-letter codes of a column, such as the country code of Namibia. */
function isCode(field: Field, texts: readonly string[]): boolean {
  if (field.kind !== 'text' || field.spelling === 'exact' || !texts.includes('NA')) return false
  const others = texts.filter((text) => !isMissing(text))
  return (
    others.length > 1 && others.filter((text) => /^[A-Z]{2}$/.test(text.trim())).length >= NEARLY_ALL * others.length
  )
}

/** Ids such as 6.93E+11, which a spreadsheet read as numbers and wrote with too few digits. */
export const CUT: RegExp = /^\d([.,]\d+)?E\+\d+$/i

function cutIds(field: Field, read: readonly Counted[]): LogLine[] {
  const cut = field.spelling === 'exact' ? read.filter(({ text }) => CUT.test(text.trim())) : []
  if (cut.length === 0) return []
  const detail = `a spreadsheet has shortened ids${examples(`, such as ${quoted(cut[0].text)}`)}: they identify customers here, but not elsewhere`
  return [{ step: 'writing', column: field.column, rows: rowsOf(cut), detail }]
}

function readTexts(field: Field, column: Coded, isPresent: readonly boolean[], writing: Writing): Read[] {
  const present: (Read & { written?: Written })[] = []
  for (const [place, text] of column.texts.entries()) {
    if (isPresent[place]) present.push({ place, text, rows: column.counts[place] })
  }
  const unified = field.kind === 'text' ? unifySpellings(field, present) : undefined
  // In place, because there are as many ids as rows.
  for (const [i, one] of present.entries()) {
    one.written = unified ? { value: unified[i] } : readValue(field, one.text, writing)
  }
  return present
}

/** A longer text is not a name but a remark, or a quote that was not closed. */
const LONGEST = 1000

function isAllowed(field: Field, written: Written | undefined): boolean {
  if (typeof written?.value === 'string' && written.value.length > LONGEST) return false
  return written !== undefined && (typeof written.value !== 'number' || isWithin(field, written.value))
}

/**
 * Whether a column holds something else, such as years of birth as ages, or answers on another scale. Money and dates
 * are written in many ways: if they cannot be read, that is an error, because it can be fixed.
 */
function isOtherColumn(field: Field, read: readonly Counted[], wrong: readonly Counted[]): boolean {
  if (field.required || field.kind === 'money' || field.kind === 'date') return false
  return rowsOf(wrong) >= NEARLY_ALL * rowsOf(read)
}

function leftOut(field: Field, rows: number, why: string): ReadColumn {
  return { log: [{ step: 'columns', column: field.column, rows, detail: `left out: ${why}` }], faults: [] }
}

/** Log lines on values that are not written in the plain form: how many of each form, and two examples. */
function writtenLines({ column }: Field, read: readonly Read[]): LogLine[] {
  const ways = new Map<string, Read[]>()
  for (const one of read) {
    const how = one.written?.how
    if (how === undefined) continue
    const alike = ways.get(how)
    if (alike) alike.push(one)
    else ways.set(how, [one])
  }
  return [...ways].map(([how, alike]) => {
    const some = alike.slice(0, 2).map(({ text, written }) => `${quoted(text)} read as ${written!.value}`)
    return { step: 'writing', column, rows: rowsOf(alike), detail: `${how}${examples(`: ${some.join(', ')}`)}` }
  })
}

function spelling(field: Field, read: readonly Read[], results: readonly (Value | undefined)[]): LogLine[] {
  if (field.kind !== 'text' && field.kind !== 'ordered') return []
  const changed = read.flatMap(({ text, rows, place }) => {
    const value = results[place]
    return typeof value === 'string' && value !== text ? [{ text, rows, value }] : []
  })
  return spellingLine(field.column, changed)
}

/** Rejoins halves of cells among the levels of a text column. */
function splitCells(
  field: Field,
  read: readonly Read[],
  results: readonly (Value | undefined)[],
): ReturnType<typeof rejoin> {
  if (field.kind !== 'text' || field.spelling === 'exact') return { becomes: new Map(), log: [] }
  const levels = new Map<string, number>()
  for (const { place, rows } of read) {
    const value = results[place]
    if (typeof value === 'string') levels.set(value, (levels.get(value) ?? 0) + rows)
  }
  return rejoin(field.column, levels)
}

const mayMiss = (field: Field): boolean => field.mayMiss || (field.kind === 'text' && !field.required)

/** Log lines on words such as "N/A" that were read as missing; empty cells are not logged. */
function missingLines(field: Field, words: readonly Counted[]): LogLine[] {
  if (!mayMiss(field)) return []
  const kinds = [words.filter(({ text }) => !isErrorCell(text)), words.filter(({ text }) => isErrorCell(text))]
  return kinds.flatMap((found, errors) => {
    if (found.length === 0) return []
    const what = errors ? 'formula errors ' : ''
    const detail = `${what}${found.map(({ text }) => `"${text}"`).join(', ')} read as missing`
    return [{ step: 'missing values', column: field.column, rows: rowsOf(found), detail }]
  })
}

/** Log lines on impossible numbers that became missing. */
function impossible(field: Field, outside: readonly Read[]): LogLine[] {
  if (outside.length === 0) return []
  const [low, high] = extent(outside, ({ written }) => Number(written!.value))
  const [least, most] = [low, high].map((value) => String(value).replace('-', '−'))
  const range = outside.length === 1 ? least : `from ${least} to ${most}`
  const rows = rowsOf(outside)
  const detail = `${count(rows, 'value')} outside ${field.min} to ${field.max} became missing${examples(` (${range})`)}`
  return [{ step: 'impossible values', column: field.column, rows, detail }]
}

function faults(
  field: Field,
  { texts, codes }: Coded,
  results: readonly (Value | undefined)[],
  isPresent: readonly boolean[],
): Fault[] {
  const found: Fault[] = []
  const allowed = mayMiss(field)
  // Most columns have no faults, and a file may have a million rows.
  if (allowed && results.every((value, place) => value !== undefined || !isPresent[place])) return found
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]
    if (code >= 0 && results[code] !== undefined) continue
    const value = texts[code] ?? null
    if (code >= 0 && isPresent[code]) found.push({ index, value, ...wrongValue(field, value!) })
    else if (!allowed) found.push({ index, value, ...missingValue(field, value) })
  }
  return found
}

function wrongValue(field: Field, text: string) {
  const refund = field.kind === 'money' && /^\D*[-−(]\D*\d/.test(text)
  const or = field.required ? '' : ', or leave out the column'
  const advice = refund
    ? 'subtract refunds from what the customer bought, or leave out these rows'
    : `correct these values${or}`
  const rule = field.kind === 'text' ? `a text of at most ${count(LONGEST)} characters` : expected(field)
  return { rule, advice }
}

function missingValue(field: Field, text: string | null) {
  const or = field.required ? '' : ', or the column'
  if (text !== null && isErrorCell(text)) {
    return { rule: 'values, not formula errors', advice: `correct the formula, or leave out these rows${or}` }
  }
  if (field.name === 'lastPurchase') {
    return { rule: 'a purchase date in each row', advice: 'leave out customers who never bought' }
  }
  return { rule: 'a value in each row', advice: `fill them, or leave out these rows${or}` }
}
