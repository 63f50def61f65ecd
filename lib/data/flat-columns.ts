import { extent } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { chiSquareTail } from '../statistics/tails.js'
import { texts } from './columns.js'
import { FIELDS } from './fields.js'
import { has } from './has.js'
import { orderedValues } from './ordinal.js'

/** Numbers are counted in this many bins of equal width. */
const STEPS = 10
/** A column with more levels than this, such as names, can be naturally uniform. */
const MOST_LEVELS = 30
/** With fewer customers than this, no column can be distinguished from a uniform one. */
const FEWEST = 200

/**
 * Find flat columns: all levels, or bins of numbers, are about equally frequent, as in random data and unlike real
 * customers. Ids, dates and columns with one level are left out.
 *
 * @param customers one row per customer; not modified
 * @returns flat, the names of flat columns; looked, of all columns tested; both empty with fewer than 200 customers
 */
export function flatColumns(customers: DataFrame): { flat: string[]; looked: string[] } {
  if (customers.shape[0] < FEWEST) return { flat: [], looked: [] }
  const fields = FIELDS.filter(({ name, kind }) => name !== 'id' && kind !== 'date' && has(customers, name))
  const counted = fields.map(({ name, kind }) => ({
    name,
    counts: kind === 'text' ? levelCounts(texts(customers, name)) : stepCounts(orderedValues(customers, name)),
  }))
  const looked = counted.filter(({ counts }) => counts.length > 1 && counts.length <= MOST_LEVELS)
  return {
    flat: looked.filter(({ counts }) => isFlat(counts)).map(({ name }) => name),
    looked: looked.map(({ name }) => name),
  }
}

/** How often each value occurs; incomplete if there are more than MOST_LEVELS distinct values. */
function levelCounts(values: Iterable<string | number | null>): number[] {
  const counts = new Map<string | number, number>()
  for (const value of values) {
    if (value === null || Number.isNaN(value)) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size > MOST_LEVELS) break
  }
  return [...counts.values()]
}

/** Counts by value if there are few distinct values, else by bins of equal width. */
function stepCounts(values: Float64Array): number[] {
  const levels = levelCounts(values)
  if (levels.length <= MOST_LEVELS) return levels
  const [least, most] = extent(values) as [number, number]
  const counts = Array<number>(STEPS).fill(0)
  for (const value of values) {
    if (!Number.isNaN(value)) counts[Math.min(STEPS - 1, Math.floor((STEPS * (value - least)) / (most - least)))]++
  }
  return counts
}

/** Pearson's test against equal frequencies does not reject at 0.01. */
function isFlat(counts: readonly number[]): boolean {
  const expected = counts.reduce((sum, one) => sum + one, 0) / counts.length
  const chiSquare = counts.reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0)
  return chiSquareTail(chiSquare, counts.length - 1) > 0.01
}
