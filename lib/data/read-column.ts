import { extent, sum } from 'd3-array'
import { count } from '../core/format.js'
import type { Problem } from './data-error.js'
import { expected, isMissing, isWithin, readValue, type Value } from './field-readers.js'
import type { Field } from './fields.js'
import type { LogLine } from './log.js'
import { spellingLine, unifySpellings } from './tidy.js'

/** A problem whose row is an index, counted from 0. */
export interface CellProblem extends Problem {
  readonly index: number
}

/** A column as read: its values (missing: NaN for numbers, null else), what was tidied, and what is wrong. */
export interface ReadColumn {
  readonly values: (Value | null)[]
  readonly log: readonly LogLine[]
  readonly problems: readonly CellProblem[]
}

/**
 * Read the texts of one column by its field: tidy the spellings, check every value. Every distinct text is looked at
 * once, however often it occurs.
 *
 * @param texts n texts, null where there is none; not modified
 * @returns n values; those with a problem are missing
 * @example readColumn(FIELDS[1], ['34', 'NA']).values // [34, NaN]
 */
export function readColumn(field: Field, texts: readonly (string | null)[]): ReadColumn {
  const counts = countTexts(texts)
  const present = new Map([...counts].filter(([text]) => !isMissing(text)))
  const missing = field.kind === 'text' || field.kind === 'ordered' || field.kind === 'date' ? null : NaN
  if (present.size === 0 && !field.mayMiss) {
    const problem = { index: -1, column: field.column, expected: 'values; every row is empty' }
    return { values: texts.map(() => missing), log: [], problems: [problem] }
  }
  const spellings = field.kind === 'text' ? unifySpellings(field, present) : new Map<string, string>()
  const results = new Map<string, Value | undefined>()
  for (const text of present.keys()) results.set(text, spellings.get(text) ?? readValue(field, text))
  const log = [
    ...spelling(field, present, results),
    ...missingLine(field, counts),
    ...impossible(field, present, results),
  ]
  const values: (Value | null)[] = new Array(texts.length)
  const problems: CellProblem[] = []
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]
    const value = text === null ? undefined : results.get(text)
    values[index] = value ?? missing
    if (value !== undefined || (field.mayMiss && (text === null || !present.has(text)))) continue
    problems.push({ index, column: field.column, value: text, expected: expected(field) })
  }
  return { values, log, problems }
}

/** By hand: d3-array's rollup takes four times as long, which a file of a million rows would feel. */
function countTexts(texts: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
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

/** Words such as "N/A" that were read as missing; cells that are plainly empty need no word. */
function missingLine(field: Field, counts: ReadonlyMap<string, number>): LogLine[] {
  const words = [...counts].filter(([text]) => isMissing(text) && text.trim() !== '')
  if (!field.mayMiss || words.length === 0) return []
  const rows = sum(words, ([, times]) => times)
  const detail = `${words.map(([text]) => `"${text}"`).join(', ')} read as missing`
  return [{ step: 'missing values', column: field.column, rows, detail }]
}

/** Turn impossible numbers into missing ones, in place, and say so. */
function impossible(
  field: Field,
  counts: ReadonlyMap<string, number>,
  results: Map<string, Value | undefined>,
): LogLine[] {
  const found = [...results].filter(([, value]) => typeof value === 'number' && !isWithin(field, value))
  if (found.length === 0) return []
  for (const [text] of found) results.set(text, NaN)
  const rows = sum(found, ([text]) => counts.get(text))
  const [low, high] = extent(found, ([, value]) => Number(value))
  const range = found.length === 1 ? `${low}` : `from ${low} to ${high}`
  const detail = `${count(rows, 'value')} outside ${field.min} to ${field.max} became missing (${range})`
  return [{ step: 'impossible values', column: field.column, rows, detail }]
}
