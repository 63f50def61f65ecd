import { extent, sum } from 'd3-array'
import { count } from '../core/format.js'
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
import { spellingLine, unifySpellings } from './tidy.js'

/** What a column requires and a cell does not have, with what to do about it. */
export interface Fault {
  /** the row, counted from 0 */
  readonly index: number
  readonly value: string | null
  readonly rule: string
  readonly advice: string
}

/** A column as read: its values (missing: NaN for numbers, null else), what was tidied, and what is wrong. */
export interface ReadColumn {
  /** undefined where the column is of no use, and is left out; the log says why */
  readonly values?: (Value | null)[]
  readonly log: readonly LogLine[]
  readonly faults: readonly Fault[]
}

/** From this share of values on that are not as their column requires, it is another column: it is left out. */
const NEARLY_ALL = 0.9

/**
 * Read the texts of one column by its field: tidy the spellings, check every value. Every distinct text is looked at
 * once, however often it occurs.
 *
 * @param texts n texts, null where there is none; not modified
 * @param writing how the column is written
 * @returns n values; those with a fault are missing
 * @example readColumn(FIELDS[1], ['34', 'NA']).values // [34, NaN]
 */
export function readColumn(field: Field, texts: readonly (string | null)[], writing: Writing = {}): ReadColumn {
  const counts = countTexts(texts)
  const code = isCode(field, counts)
  const present = new Map([...counts].filter(([text]) => !isMissing(text) || (code && text.trim() === 'NA')))
  if (present.size === 0 && !field.required) return leftOut(field, texts.length, 'every row is empty')
  const read = readTexts(field, present, writing)
  const wrong = [...present.keys()].filter((text) => !isAllowed(field, read.get(text)))
  if (isOtherColumn(field, present, wrong)) {
    const rows = sum(wrong, (text) => present.get(text))
    const values = `${rows} of ${count(sum(present.values()), 'value')} are not ${expected(field)}`
    return leftOut(field, rows, `${values}, such as ${quoted(wrong[0])}`)
  }
  const outside = field.outsideIsMissing ? wrong.filter((text) => read.get(text) !== undefined) : []
  const missing = field.kind === 'text' || field.kind === 'ordered' || field.kind === 'date' ? null : NaN
  const results = new Map([...read].map(([text, written]) => [text, written?.value]))
  for (const text of wrong) results.delete(text)
  for (const text of outside) results.set(text, NaN)
  const split = splitCells(field, present, results)
  const whole = new Map([...results].map(([text, value]) => [text, split.becomes.get(String(value)) ?? value]))
  const values = texts.map((text) => (text === null ? missing : (whole.get(text) ?? missing)))
  const log = [
    ...writtenLines(field, present, read),
    ...spelling(field, present, results),
    ...split.log,
    ...missingLines(field, counts, present),
    ...impossible(field, outside, read, present),
    ...cutIds(field, present),
    ...(code ? [{ step: 'writing', column: field.column, rows: counts.get('NA') ?? 0, detail: CODE }] : []),
  ]
  return { values, log, faults: faults(field, texts, results, present) }
}

/** By hand: d3-array's rollup takes four times as long, which a file of a million rows would feel. */
export function countTexts(texts: readonly (string | null)[]): ReadonlyMap<string, number> {
  const before = counted.get(texts)
  if (before) return before
  const counts = new Map<string, number>()
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row]
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  counted.set(texts, counts)
  return counts
}

/** A column is asked how it is written, and then read: it is counted once. */
const counted = new WeakMap<readonly (string | null)[], ReadonlyMap<string, number>>()

const CODE = '"NA" kept as a code, as among other codes of two letters; if it means missing, empty these cells'

/** NA among codes of two letters is one of them, as Namibia's among those of countries. */
function isCode(field: Field, counts: ReadonlyMap<string, number>): boolean {
  if (field.kind !== 'text' || field.spelling === 'exact' || !counts.has('NA')) return false
  const others = [...counts.keys()].filter((text) => !isMissing(text))
  return (
    others.length > 1 && others.filter((text) => /^[A-Z]{2}$/.test(text.trim())).length >= NEARLY_ALL * others.length
  )
}

/** Ids such as 6.93E+11: a spreadsheet took them for numbers, and showed so many digits only. */
export const CUT: RegExp = /^\d([.,]\d+)?E\+\d+$/i

function cutIds(field: Field, counts: ReadonlyMap<string, number>): LogLine[] {
  const cut = field.spelling === 'exact' ? [...counts.keys()].filter((text) => CUT.test(text.trim())) : []
  if (cut.length === 0) return []
  const detail = `a spreadsheet has shortened ids${examples(`, such as ${quoted(cut[0])}`)}: they identify customers here, but not elsewhere`
  return [{ step: 'writing', column: field.column, rows: sum(cut, (text) => counts.get(text)), detail }]
}

function readTexts(field: Field, present: ReadonlyMap<string, number>, writing: Writing) {
  if (field.kind !== 'text') {
    return new Map([...present.keys()].map((text) => [text, readValue(field, text, writing)]))
  }
  return new Map([...unifySpellings(field, present)].map(([text, value]): [string, Written] => [text, { value }]))
}

/** What is longer names nothing: a remark, or a quote that was left open. */
const LONGEST = 1000

function isAllowed(field: Field, written: Written | undefined): boolean {
  if (typeof written?.value === 'string' && written.value.length > LONGEST) return false
  return written !== undefined && (typeof written.value !== 'number' || isWithin(field, written.value))
}

/**
 * Years of birth as ages, or answers on another scale. Money and dates are written in many ways: where they cannot be
 * read, it is told, as it can be mended.
 */
function isOtherColumn(field: Field, present: ReadonlyMap<string, number>, wrong: readonly string[]): boolean {
  if (field.required || field.kind === 'money' || field.kind === 'date') return false
  return sum(wrong, (text) => present.get(text)) >= NEARLY_ALL * sum(present.values())
}

function leftOut(field: Field, rows: number, why: string): ReadColumn {
  return { log: [{ step: 'columns', column: field.column, rows, detail: `left out: ${why}` }], faults: [] }
}

/** In which ways values were written, other than plainly: how many, and two of them. */
function writtenLines(
  { column }: Field,
  counts: ReadonlyMap<string, number>,
  read: ReadonlyMap<string, Written | undefined>,
): LogLine[] {
  const ways = new Map<string, string[]>()
  for (const [text, written] of read) {
    if (written?.how) ways.set(written.how, [...(ways.get(written.how) ?? []), text])
  }
  return [...ways].map(([how, texts]) => {
    const some = texts.slice(0, 2).map((text) => `${quoted(text)} read as ${read.get(text)!.value}`)
    const rows = sum(texts, (text) => counts.get(text))
    return { step: 'writing', column, rows, detail: `${how}${examples(`: ${some.join(', ')}`)}` }
  })
}

function spelling(
  field: Field,
  counts: ReadonlyMap<string, number>,
  results: Map<string, Value | undefined>,
): LogLine[] {
  if (field.kind !== 'text' && field.kind !== 'ordered') return []
  const becomes = new Map<string, string>()
  for (const [text, value] of results) if (typeof value === 'string') becomes.set(text, value)
  return spellingLine(field.column, counts, becomes)
}

/** Halves of cells, among the levels of a column of text. */
function splitCells(
  field: Field,
  counts: ReadonlyMap<string, number>,
  results: ReadonlyMap<string, Value | undefined>,
): ReturnType<typeof rejoin> {
  if (field.kind !== 'text' || field.spelling === 'exact') return { becomes: new Map(), log: [] }
  const levels = new Map<string, number>()
  for (const [text, value] of results) {
    if (typeof value === 'string') levels.set(value, (levels.get(value) ?? 0) + counts.get(text)!)
  }
  return rejoin(field.column, levels)
}

const mayMiss = (field: Field): boolean => field.mayMiss || (field.kind === 'text' && !field.required)

/** Words such as "N/A" that were read as missing; cells that are plainly empty need no word. */
function missingLines(
  field: Field,
  counts: ReadonlyMap<string, number>,
  present: ReadonlyMap<string, number>,
): LogLine[] {
  const words = [...counts.keys()].filter((text) => !present.has(text) && text.trim() !== '')
  if (!mayMiss(field)) return []
  const kinds = [words.filter((text) => !isErrorCell(text)), words.filter(isErrorCell)]
  return kinds.flatMap((found, errors) => {
    if (found.length === 0) return []
    const what = errors ? 'formula errors ' : ''
    const detail = `${what}${found.map((text) => `"${text}"`).join(', ')} read as missing`
    return [{ step: 'missing values', column: field.column, rows: sum(found, (text) => counts.get(text)), detail }]
  })
}

/** Impossible numbers that became missing ones. */
function impossible(
  field: Field,
  outside: readonly string[],
  read: ReadonlyMap<string, Written | undefined>,
  counts: ReadonlyMap<string, number>,
): LogLine[] {
  if (outside.length === 0) return []
  const rows = sum(outside, (text) => counts.get(text))
  const [low, high] = extent(outside, (text) => Number(read.get(text)!.value))
  const range = outside.length === 1 ? `${low}` : `from ${low} to ${high}`
  const detail = `${count(rows, 'value')} outside ${field.min} to ${field.max} became missing${examples(` (${range})`)}`
  return [{ step: 'impossible values', column: field.column, rows, detail }]
}

function faults(
  field: Field,
  texts: readonly (string | null)[],
  results: ReadonlyMap<string, Value | undefined>,
  present: ReadonlyMap<string, number>,
): Fault[] {
  const found: Fault[] = []
  const allowed = mayMiss(field)
  // Most columns have none, and a file may have a million rows.
  if (allowed && [...present.keys()].every((text) => results.get(text) !== undefined)) return found
  for (let index = 0; index < texts.length; index++) {
    const value = texts[index]
    if (value !== null && results.get(value) !== undefined) continue
    if (value !== null && present.has(value)) found.push({ index, value, ...wrongValue(field, value) })
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
    return { rule: 'the day of a purchase in each row', advice: 'leave out customers who never bought' }
  }
  return { rule: 'a value in each row', advice: `fill them, or leave out these rows${or}` }
}
