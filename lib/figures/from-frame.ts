import { rollup } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { ARCHETYPES, isArchetype } from '../clusters/name-segments.js'
import { count, inSentence, listed } from '../core/format.js'
import { numbers } from '../data/columns.js'
import { FIELDS } from '../data/fields.js'
import { type Column, columnOf } from '../data/view.js'
import { DERIVED_LEVELS, kindOf, label, unit } from '../features/labels.js'
import { NEUTRAL, segmentColours } from './palette.js'

/** Options that all figures from a frame share. All are optional: titles, captions and alt texts come from the data. */
export interface FigureWords {
  /** What the figure shows, in a sentence. */
  readonly title?: string
  /** The text below the figure, by default the number of customers and what the marks mean. Markdown. */
  readonly caption?: string
  /** The text for readers who cannot see the figure, by default the numbers drawn. */
  readonly alt?: string
  /** The displayed names of columns, which replace the labels of their fields. */
  readonly names?: Readonly<Record<string, string>>
  /** The units of columns on axes, which replace those of their fields. */
  readonly units?: Readonly<Record<string, string>>
  /** In pixels. */
  readonly height?: number
}

/** Another frame with the same columns, drawn in the background for comparison. */
export interface Behind {
  readonly frame: DataFrame
  /** The name of this frame in the legend. */
  readonly name: string
  /** The name of the main frame in the legend. */
  readonly own: string
}

/** The columns that hold segments. */
const SEGMENTS = ['segment', 'slice']

/** Return the displayed name of a column. */
export function nameOf(column: string, { names }: Pick<FigureWords, 'names'>): string {
  return names?.[column] ?? label(column)
}

/** Return a column's unit for an axis, or its name if it has no unit. */
export function unitOf(column: string, words: Pick<FigureWords, 'names' | 'units'>): string {
  return words.units?.[column] ?? (unit(column) || inSentence(nameOf(column, words)))
}

/** Return the title of an axis: the column's name, with its unit if it has one. */
export function axisOf(column: string, words: Pick<FigureWords, 'names' | 'units'>): string {
  const own = words.units?.[column] ?? unit(column)
  const name = nameOf(column, words)
  return own ? `${name} (${own})` : name
}

/** Return the values of a column as text for an axis; missing values are null. */
export function levelsAt(frame: DataFrame, column: string): (string | null)[] {
  return asLevels(columnOf(frame, column))
}

function asLevels(values: Column): (string | null)[] {
  return Array.isArray(values) ? values : Array.from(values, (value) => (Number.isNaN(value) ? null : String(value)))
}

/**
 * Return a function that finds the row of two levels in a frame with one row for each pair; undefined if there is none.
 *
 * @param repeated makes the error for the row whose pair stands in an earlier row
 */
export function rowOfPair(
  xs: readonly (string | null)[],
  ys: readonly (string | null)[],
  repeated: (row: number) => RangeError,
): (x: string, y: string) => number | undefined {
  const rows = new Map<string, number>()
  xs.forEach((x, row) => {
    const pair = JSON.stringify([x, ys[row]])
    if (rows.has(pair)) throw repeated(row)
    rows.set(pair, row)
  })
  return (x, y) => rows.get(JSON.stringify([x, y]))
}

/**
 * Return the distinct levels of a column and the number of rows with each. Ordered fields keep their order; segments
 * start with the archetypes, followed by the others from largest to smallest; numbers rise; other levels are in order of appearance.
 */
export function levelCounts(frame: DataFrame, column: string): { level: string; count: number }[] {
  const values = columnOf(frame, column)
  const counts = rollup(
    asLevels(values).filter((level): level is string => level !== null),
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
    ...(SEGMENTS.includes(column)
      ? others.sort((a, b) => counts.get(b)! - counts.get(a)!)
      : Array.isArray(values)
        ? others
        : others.sort((a, b) => Number(a) - Number(b))),
  ]
  return levels.map((level) => ({ level, count: counts.get(level)! }))
}

/** Return the caption with the sentence about withheld numbers at its end; unchanged if that is empty. */
export function withWithheld(caption: string, says: string): string {
  return says ? `${caption} ${says}` : caption
}

/** Return the distinct levels of a column, in the order of `levelCounts`. */
export function levelsIn(frame: DataFrame, column: string): string[] {
  return levelCounts(frame, column).map(({ level }) => level)
}

/** Distinguishable colors for levels that are not segments: blue to purple, orange to red, green. */
const SHADES = ['#1F4E79', '#2E86AB', '#7A6C9B', '#B5651D', '#5B7553', '#8C3B4A']

/** From alarm to calm. */
const ACTIVITY: Record<string, string> = { lapsed: '#8C3B4A', slipping: '#C27B1E', active: '#2E7DA6' }

/** Return one color per level; each segment has the same color in every figure. */
export function coloursOf(column: string, levels: readonly string[]): Record<string, string> {
  if (column === 'activity') return ACTIVITY
  if (SEGMENTS.includes(column)) return segmentColours(levels)
  if (levels.length === 1) return { [levels[0]]: NEUTRAL }
  return Object.fromEntries(levels.map((level, i) => [level, SHADES[i % SHADES.length]]))
}

/** Return the number of rows for a caption: "n = 3,000 customers", "n = 1 customer". */
export function sizeOf(frame: DataFrame): string {
  return `n = ${count(frame.shape[0], 'customer')}`
}

/** Return whether all of the columns hold shares, which are written as percentages. */
export function areShares(frame: DataFrame, columns: readonly string[]): boolean {
  return columns.every((column) => kindOf(column, numbers(frame, column)) === 'share')
}

/** Return one column or several as an array. */
export function listOf(columns: string | readonly string[]): readonly string[] {
  return typeof columns === 'string' ? [columns] : columns
}

/** Return the displayed names of columns as a list in a sentence. */
export function namesOf(columns: readonly string[], words: Pick<FigureWords, 'names'>): string {
  return listed(columns.map((column) => nameOf(column, words)))
}
