import type { DataFrame } from 'danfojs-node'
import { numbers } from '../data/columns.js'
import { orderedValues } from '../data/ordinal.js'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js'
import { correlationTest } from '../statistics/correlation.js'

/** How one side of discount behaviour goes with one side of purchase volume, in one group of customers. */
export interface DiscountCorrelation {
  readonly group: string
  readonly discount: string
  readonly volume: string
  /** Spearman's rho; NaN where a column does not vary in the group. */
  readonly rho: number
  readonly q: number
  readonly n: number
}

const SIDES = [
  { column: 'discountUsed', label: 'discount used' },
  { column: 'discountSensitivity', label: 'sensitivity' },
]

const VOLUMES: readonly { column: string; label: string }[] = [
  { column: 'frequency', label: 'Purchases per month' },
  { column: 'amount', label: 'Amount per purchase' },
  { column: 'value', label: 'Value Score' },
]

/**
 * Spearman correlations of discount use and sensitivity with purchase volume, overall and in each segment.
 *
 * @param customers prepared; not modified
 * @param segmentOf the segment of each customer
 * @param segments names in reading order
 * @returns groups x 2 x 3 correlations, fewer where the file lacks a column; q by Benjamini-Hochberg over all of them
 */
export function discountCorrelations(
  customers: DataFrame,
  segmentOf: readonly string[],
  segments: readonly string[],
): DiscountCorrelation[] {
  const has = ({ column }: { column: string }) => customers.columns.includes(column)
  const sides = SIDES.filter(has).map(({ column, label }) => ({ label, values: orderedValues(customers, column) }))
  const volumes = VOLUMES.filter(has)
  const found = ['All customers', ...segments].flatMap((group, g) => {
    const member = (_: number, i: number) => g === 0 || segmentOf[i] === group
    return sides.flatMap((side) =>
      volumes.map((volume) => {
        const x = side.values.filter(member)
        const test = correlation(x, numbers(customers, volume.column).filter(member))
        return { group, discount: side.label, volume: volume.label, rho: test.r, p: test.p, n: x.length }
      }),
    )
  })
  const q = benjaminiHochberg(found.map(({ p }) => p))
  return found.map(({ p: _, ...rest }, i) => ({ ...rest, q: q[i] }))
}

function correlation(x: Float64Array, y: Float64Array): { r: number; p: number } {
  const varies = (values: Float64Array) => values.some((value) => value !== values[0])
  return x.length > 3 && varies(x) && varies(y) ? correlationTest(x, y) : { r: NaN, p: 1 }
}
