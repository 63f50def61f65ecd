import { rollup } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { ARCHETYPES, isArchetype } from '../clusters/name-segments.js'
import { count, listed } from '../core/format.js'
import { tooFew, withheldWords } from '../core/withheld.js'
import { FIELDS } from '../data/fields.js'
import { columnOf } from '../data/view.js'
import { DERIVED_LEVELS, label, unit } from '../features/labels.js'
import { NEUTRAL, segmentColours } from './palette.js'

/** What every figure from a frame may be told: all of it has a default, apart from the title. */
export interface FigureWords {
  /** What is to be seen, in a sentence. */
  readonly title: string
  /** Below the figure, by default n and what the marks mean. Markdown. */
  readonly caption?: string
  /** For readers who do not see the figure, by default the numbers drawn. */
  readonly alt?: string
  /** Names of columns for readers, instead of those of the fields. */
  readonly names?: Readonly<Record<string, string>>
  /** Units of columns for axes, instead of those of the fields. */
  readonly units?: Readonly<Record<string, string>>
  /** In pixels. */
  readonly height?: number
}

/** Another frame with the same columns, to compare with, and what each of the two is called in the legend. */
export interface Behind {
  readonly frame: DataFrame
  readonly name: string
  readonly own: string
}

/** The columns that hold segments. */
const SEGMENTS = ['segment', 'slice']

/** A column's name for readers. */
export function nameOf(column: string, { names }: Pick<FigureWords, 'names'>): string {
  return names?.[column] ?? label(column)
}

/** A column's unit for an axis; its name where it has none. */
export function unitOf(column: string, words: Pick<FigureWords, 'names' | 'units'>): string {
  return words.units?.[column] ?? (unit(column) || nameOf(column, words).toLowerCase())
}

/** The name and the unit of an axis. */
export function axisOf(column: string, words: Pick<FigureWords, 'names' | 'units'>): string {
  const own = words.units?.[column] ?? unit(column)
  const name = nameOf(column, words)
  return own ? `${name} (${own})` : name
}

/** The values of a column as they are written on an axis; missing is null. */
export function levelsAt(frame: DataFrame, column: string): (string | null)[] {
  const values = columnOf(frame, column)
  return Array.isArray(values) ? values : Array.from(values, (value) => (Number.isNaN(value) ? null : String(value)))
}

/**
 * The different levels of a column, and the rows that have each: in the order of its field where that has one; segments
 * in reading order, archetypes first and further ones by size; else as they come.
 */
export function levelCounts(frame: DataFrame, column: string): { level: string; count: number }[] {
  const counts = rollup(
    levelsAt(frame, column).filter((level): level is string => level !== null),
    (rows) => rows.length,
    (level) => level,
  )
  const found = [...counts.keys()]
  const order = SEGMENTS.includes(column)
    ? [...new Set([...ARCHETYPES.map(({ name }) => name), ...found.filter(isArchetype)])]
    : (DERIVED_LEVELS[column] ?? FIELDS.find(({ name, kind }) => name === column && kind === 'ordered')?.levels ?? [])
  const others = found.filter((level) => !order.includes(level))
  const levels = [
    ...order.filter((level) => counts.has(level)),
    ...(SEGMENTS.includes(column) ? others.sort((a, b) => counts.get(b)! - counts.get(a)!) : others),
  ]
  return levels.map((level) => ({ level, count: counts.get(level)! }))
}

/** The levels whose count may be shown, and what to say of the others at the end of a caption. */
export function shownLevels(
  frame: DataFrame,
  column: string,
): { levels: { level: string; count: number }[]; withheld: number; says: string } {
  const all = levelCounts(frame, column)
  const levels = all.filter(({ count: own }) => !tooFew(own))
  const withheld = all.length - levels.length
  return { levels, withheld, says: withheldWords(withheld, 'bar') }
}

/** A caption that ends with what was withheld. */
export function withWithheld(caption: string, says: string): string {
  return says ? `${caption} ${says}` : caption
}

/** The different levels of a column, in the same order. */
export function levelsIn(frame: DataFrame, column: string): string[] {
  return levelCounts(frame, column).map(({ level }) => level)
}

/** Colours that can be told apart, for levels that are no segments: blue to purple, orange to red, green. */
const SHADES = ['#1F4E79', '#2E86AB', '#7A6C9B', '#B5651D', '#5B7553', '#8C3B4A']

/** One colour a level: segments have theirs in every figure. */
export function coloursOf(column: string, levels: readonly string[]): Record<string, string> {
  if (SEGMENTS.includes(column)) return segmentColours(levels)
  if (levels.length === 1) return { [levels[0]]: NEUTRAL }
  return Object.fromEntries(levels.map((level, i) => [level, SHADES[i % SHADES.length]]))
}

/** "n = 3,000 customers", "n = 1 customer". */
export function sizeOf(frame: DataFrame): string {
  return `n = ${count(frame.shape[0], 'customer')}`
}

/** One column or several. */
export function listOf(columns: string | readonly string[]): readonly string[] {
  return typeof columns === 'string' ? [columns] : columns
}

/** Names of columns in a sentence. */
export function namesOf(columns: readonly string[], words: Pick<FigureWords, 'names'>): string {
  return listed(columns.map((column) => nameOf(column, words)))
}
