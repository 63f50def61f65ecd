import { rollup, sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { sampleRows } from '../core/sample.js'
import { numbers } from '../data/columns.js'
import { pick } from '../data/frame.js'
import { orderedValues } from '../data/ordinal.js'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js'
import { correlationTest } from '../statistics/correlation.js'
import { ranks } from '../statistics/ranks.js'

/**
 * The correlation of one measure of discount behavior with one measure of purchase volume, in one group of customers.
 */
export interface DiscountCorrelation {
  readonly group: string
  readonly discount: string
  readonly volume: string
  /** The group and the discount behavior, such as "Loyalists: discount used". */
  readonly about: string
  /** Spearman's rho; NaN if a column does not vary in the group. */
  readonly rho: number
  readonly q: number
  /** Whether q is at most 0.05. */
  readonly holds: boolean
  readonly n: number
  /**
   * For all customers, the share of the correlation that lies between the segments: what would remain if customers of a
   * segment were alike. 1 is all of it; NaN for a segment, and if there is no correlation.
   */
  readonly between: number
}

const SIDES = [
  { column: 'discountUsed', label: 'discount used' },
  { column: 'discountSensitivity', label: 'discount sensitivity' },
]

const VOLUMES: readonly { column: string; label: string }[] = [
  { column: 'frequency', label: 'Purchases per month' },
  { column: 'amount', label: 'Amount per purchase' },
  { column: 'value', label: 'Value Score' },
]

/**
 * Compute Spearman correlations of discount use and sensitivity with purchase volume, overall and in each segment.
 *
 * @param customers prepared; not modified. With more than 20,000, a sample of 20,000 is read (see sampleRows)
 * @param segmentOf the segment of each customer, length n
 * @param segments names in reading order
 * @param options sample: another size than 20,000
 * @returns groups x 2 x 3 correlations, fewer if the file lacks a column; q by Benjamini-Hochberg over all of them
 */
export function discountCorrelations(
  customers: DataFrame,
  segmentOf: readonly string[],
  segments: readonly string[],
  options: { sample?: number } = {},
): DiscountCorrelation[] {
  const sample = sampleRows(customers.shape[0], options)
  if (sample) {
    const own = Array.from(sample, (row) => segmentOf[row])
    return discountCorrelations(pick(customers, sample), own, segments, options)
  }
  const has = ({ column }: { column: string }) => customers.columns.includes(column)
  const sides = SIDES.filter(has).map(({ column, label }) => ({ label, values: orderedValues(customers, column) }))
  const volumes = VOLUMES.filter(has)
  const found = ['All customers', ...segments].flatMap((group, g) => {
    const member = (_: number, i: number) => g === 0 || segmentOf[i] === group
    return sides.flatMap((side) =>
      volumes.map((volume) => {
        const x = side.values.filter(member)
        const y = numbers(customers, volume.column).filter(member)
        const test = correlation(x, y)
        const between = g === 0 ? betweenShare(x, y, segmentOf) : NaN
        const about = `${group}: ${side.label}`
        return {
          group,
          discount: side.label,
          volume: volume.label,
          about,
          rho: test.r,
          p: test.p,
          n: x.length,
          between,
        }
      }),
    )
  })
  const q = benjaminiHochberg(found.map(({ p }) => p))
  return found.map(({ p: _, ...rest }, i) => ({ ...rest, q: q[i], holds: q[i] <= 0.05 }))
}

function correlation(x: Float64Array, y: Float64Array): { r: number; p: number } {
  const varies = (values: Float64Array) => values.some((value) => value !== values[0])
  return x.length > 3 && varies(x) && varies(y) ? correlationTest(x, y) : { r: NaN, p: 1 }
}

/**
 * A covariance is the sum of that of the groups' means and that within groups; Spearman's rho is based on that of
 * ranks.
 */
function betweenShare(x: Float64Array, y: Float64Array, groups: readonly string[]): number {
  const [a, b] = [ranks(x), ranks(y)]
  const middle = (a.length + 1) / 2
  const all = sum(a, (rank, i) => (rank - middle) * (b[i] - middle))
  const sums = rollup(
    a.keys(),
    (rows) => ({ n: rows.length, a: sum(rows, (row) => a[row] - middle), b: sum(rows, (row) => b[row] - middle) }),
    (row) => groups[row],
  )
  return sum(sums.values(), (own) => (own.a * own.b) / own.n) / (all || NaN)
}
