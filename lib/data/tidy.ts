import { sum } from 'd3-array'
import { count } from '../core/format.js'
import { tooFew } from '../core/withheld.js'
import { foldSpelling, tidySpaces } from './field-readers.js'
import type { Field } from './fields.js'
import type { HeldColumn } from './held.js'
import type { LogLine } from './log.js'

const NAMED = 5

/** A text of a column, and how many rows hold it. */
export interface Counted {
  readonly text: string
  readonly rows: number
}

/**
 * One spelling for each thing that a text column names. Spellings that differ by letter case, blanks and hyphens only
 * (as far as the field allows) become the known spelling, or else the most frequent one; among equally frequent ones,
 * one in mixed case goes before one all in capitals or all in small letters.
 *
 * @param counted the different texts of the column; not modified
 * @returns what each of these texts becomes, in their order
 * @example unifySpellings(field, [{ text: 'Toys', rows: 2 }, { text: 'toys ', rows: 1 }]) // ['Toys', 'Toys']
 */
export function unifySpellings(field: Field, counted: readonly Counted[]): string[] {
  const tidy = counted.map(({ text }) => tidySpaces(text))
  // Ids differ in every row, and each is its own spelling.
  if (field.spelling === 'exact' && !field.levels) return tidy
  const fold = folding(field)
  const known = new Map((field.levels ?? []).map((level) => [fold(level), level]))
  const spellings = new Map<string, number>()
  for (const [place, spelling] of tidy.entries()) {
    spellings.set(spelling, (spellings.get(spelling) ?? 0) + counted[place].rows)
  }
  const chosen = new Map<string, string>()
  for (const spelling of spellings.keys()) {
    const key = fold(spelling)
    const best = chosen.get(key)
    if (best === undefined || isBetter(spelling, best, spellings)) chosen.set(key, spelling)
  }
  return tidy.map((spelling) => {
    const key = fold(spelling)
    return known.get(key) ?? chosen.get(key)!
  })
}

function folding(field: Field): (text: string) => string {
  if (field.spelling === 'exact') return (text) => text
  return field.spelling === 'case' ? (text) => text.normalize('NFC').toLowerCase() : foldSpelling
}

function isBetter(spelling: string, best: string, rows: ReadonlyMap<string, number>): boolean {
  const more = rows.get(spelling)! - rows.get(best)!
  if (more !== 0) return more > 0
  const mixed = Number(isMixedCase(spelling)) - Number(isMixedCase(best))
  return mixed !== 0 ? mixed > 0 : spelling < best
}

function isMixedCase(text: string): boolean {
  return text !== text.toLowerCase() && text !== text.toUpperCase()
}

/**
 * The line of the log that says which texts became which, if any did.
 *
 * @param changed the texts that became another, and which
 */
export function spellingLine(column: string, changed: readonly (Counted & { readonly value: string })[]): LogLine[] {
  if (changed.length === 0) return []
  const named = changed
    .filter(({ rows }) => !tooFew(rows))
    .slice(0, NAMED)
    .map(({ text, value }) => `"${text}" became "${value}"`)
  const rest = changed.length - named.length
  const more = rest ? [named.length ? `and ${count(rest, 'more spelling')}` : `${count(rest, 'spelling')} unified`] : []
  return [{ step: 'spelling', column, rows: sum(changed, ({ rows }) => rows), detail: [...named, ...more].join(', ') }]
}

/** Rows that tell of one thing twice: those to drop, as they are equal, and those that contradict an earlier row. */
export interface Repeats {
  /** the rows that are kept, from low to high */
  readonly kept: readonly number[]
  /** the rows that are equal to an earlier one */
  readonly equal: readonly { readonly row: number; readonly first: number }[]
  /** rows with the key of an earlier row, but other values */
  readonly contradictions: readonly {
    readonly row: number
    readonly first: number
    readonly names: readonly string[]
  }[]
}

/**
 * Find the rows that have the key of an earlier row.
 *
 * @param columns the values, column by column, after tidying; not modified
 * @param key the name of the column that should be unique; rows without a key are kept
 * @example findRepeats({ id: ['a', 'a'], age: [3, 3] }, 'id').equal // [{ row: 1, first: 0 }]
 */
export function findRepeats(columns: Readonly<Record<string, HeldColumn>>, key: string): Repeats {
  const firsts = new Map<unknown, number>()
  const kept: number[] = []
  const equal: { row: number; first: number }[] = []
  const contradictions: { row: number; first: number; names: string[] }[] = []
  const keys = columns[key]
  for (let row = 0; row < keys.length; row++) {
    const value = keys[row]
    const first = firsts.get(value)
    if (first === undefined || value === null) {
      firsts.set(value, row)
      kept.push(row)
      continue
    }
    const names = Object.keys(columns).filter((name) => !Object.is(columns[name][row], columns[name][first]))
    if (names.length === 0) equal.push({ row, first })
    else contradictions.push({ row, first, names })
  }
  return { kept, equal, contradictions }
}
