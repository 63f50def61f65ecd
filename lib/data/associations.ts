import type { DataFrame } from 'danfojs-node'
import { sampleRows } from '../core/sample.js'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js'
import { correlationTest } from '../statistics/correlation.js'
import { cramersV } from '../statistics/cramers-v.js'
import { ranks } from '../statistics/ranks.js'
import { isMissing, texts } from './columns.js'
import { FIELDS } from './fields.js'
import { pick } from './frame.js'
import { orderedValues } from './ordinal.js'

/** The association of two columns. */
export interface Pair {
  /** Two ordered columns (numbers, flags or levels), or two categories. */
  readonly kind: 'ordered' | 'categories'
  readonly a: string
  readonly b: string
  /** Spearman's rho for two ordered columns, bias-corrected Cramér's V for two categories. */
  readonly effect: number
  readonly q: number
  readonly n: number
}

/** All pairs of ordered columns, and all pairs of categories. Names are those of the frame. */
export interface Associations {
  readonly ordered: readonly string[]
  readonly categories: readonly string[]
  readonly pairs: readonly Pair[]
  /** The number of customers used (a sample or all, see `sampleRows`), and of all customers. */
  readonly read: number
  readonly customers: number
}

/** A column with more levels than this has too few customers per level. */
const MOST_LEVELS = 30

/**
 * Measure the association of all pairs of columns: Spearman's rho for numbers and ordered levels, Cramér's V for
 * categories. Rows in which either is missing are left out (pairwise deletion), and so are pairs that then do not vary.
 * q-values are by Benjamini-Hochberg over all pairs.
 *
 * @param customers raw or prepared; not modified. With more than 20,000, a sample of 20,000 is used
 * @param options sample: the sample size, instead of 20,000
 * @throws {RangeError} on a sample size below 1,000
 */
export function associations(customers: DataFrame, options: { sample?: number } = {}): Associations {
  const sample = sampleRows(customers.shape[0], options)
  const found = among(sample ? pick(customers, sample) : customers)
  return { ...found, read: sample?.length ?? customers.shape[0], customers: customers.shape[0] }
}

function among(customers: DataFrame): Omit<Associations, 'read' | 'customers'> {
  const fields = FIELDS.filter(({ name }) => customers.columns.includes(name) && name !== 'id')
  const numeric = new Map(
    fields
      .filter(({ kind }) => kind !== 'text' && kind !== 'date')
      .map(({ name }): [string, Float64Array] => [name, orderedValues(customers, name)])
      .filter(([, values]) => new Set(values.filter((value) => !Number.isNaN(value))).size > 1),
  )
  const text = new Map(
    fields
      .filter(({ kind }) => kind === 'text')
      .map(({ name }): [string, (string | null)[]] => [name, texts(customers, name)])
      .filter(([, values]) => {
        const levels = new Set(values.filter((value) => value !== null)).size
        return levels > 1 && levels <= MOST_LEVELS
      }),
  )
  // Spearman's rho is Pearson's r of ranks; columns without gaps have the same ranks in every pair.
  const complete = new Map(
    [...numeric].flatMap(([name, values]): [string, Float64Array][] =>
      values.some(Number.isNaN) ? [] : [[name, ranks(values)]],
    ),
  )
  const found = [
    ...twoByTwo([...numeric.keys()]).flatMap(([a, b]) => {
      const [x, y] = [numeric.get(a)!, numeric.get(b)!]
      if (!comparable(x, y)) return []
      const [own, other] = [complete.get(a), complete.get(b)]
      const { r, p, n } = own && other ? correlationTest(own, other, 'pearson') : correlationTest(x, y)
      return { kind: 'ordered' as const, a, b, effect: r, p, n }
    }),
    ...twoByTwo([...text.keys()]).flatMap(([a, b]) => {
      const [x, y] = [text.get(a)!, text.get(b)!]
      if (!comparable(x, y)) return []
      const { v, p, n } = cramersV(x, y)
      return { kind: 'categories' as const, a, b, effect: v, p, n }
    }),
  ]
  const q = benjaminiHochberg(found.map(({ p }) => p))
  return {
    ordered: [...numeric.keys()],
    categories: [...text.keys()],
    pairs: found.map(({ p: _, ...pair }, i) => ({ ...pair, q: q[i] })),
  }
}

/** Whether both vary in the rows, at least three, in which neither is missing. */
function comparable(x: ArrayLike<unknown>, y: ArrayLike<unknown>): boolean {
  let [first, rows, xVaries, yVaries] = [-1, 0, false, false]
  for (let row = 0; row < x.length && !(rows >= 3 && xVaries && yVaries); row++) {
    if (isMissing(x[row]) || isMissing(y[row])) continue
    if (first < 0) first = row
    rows++
    xVaries ||= x[row] !== x[first]
    yVaries ||= y[row] !== y[first]
  }
  return rows >= 3 && xVaries && yVaries
}

function twoByTwo(names: readonly string[]): [string, string][] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b): [string, string] => [a, b]))
}
