import { sum } from 'd3-array'
import { count } from '../core/format.js'
import { tooFew } from '../core/withheld.js'
import { foldSpelling, tidySpaces } from './field-readers.js'
import type { Field } from './fields.js'
import type { HeldColumn } from './held.js'
import type { LogLine } from './log.js'

const NAMED = 5

/** A distinct text of a column, and the number of rows with it. */
export interface Counted {
  readonly text: string
  readonly rows: number
}

/**
 * Unify the spellings of a text column. Spellings that differ only in letter case, spaces and hyphens (as far as the
 * field allows) become the known spelling, or else the most frequent one. Among equally frequent ones, mixed case is
 * preferred to all capitals or all small letters.
 *
 * @param counted the distinct texts of the column; not modified
 * @returns what each of these texts becomes, in their order
 * @example unifySpellings(field, [{ text: 'Toys', rows: 2 }, { text: 'toys ', rows: 1 }]) // ['Toys', 'Toys']
 */
export function unifySpellings(field: Field, counted: readonly Counted[]): string[] {
  const tidy = counted.map(({ text }) => tidySpaces(text))
  // Each id is its own spelling.
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
 * Return the log line on unified spellings, if there are any.
 *
 * @param column its name, for the log
 * @param changed the texts that changed, and what they became
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

/** Rows with a repeated key: those equal to an earlier row, which can be dropped, and those that contradict one. */
export interface Repeats {
  /** The rows to keep, in increasing order. */
  readonly kept: readonly number[]
  /** Rows equal to an earlier one. */
  readonly equal: readonly { readonly row: number; readonly first: number }[]
  /** Rows with the key of an earlier row but other values, and the names of the columns that differ. */
  readonly contradictions: readonly {
    readonly row: number
    readonly first: number
    readonly names: readonly string[]
  }[]
}

/**
 * Find the rows with the key of an earlier row.
 *
 * @param columns the values by column, after tidying; not modified
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
