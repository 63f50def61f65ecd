import { sum } from 'd3-array'
import { requireProbability } from '../core/checks.js'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js'
import { margins } from '../statistics/chi-square.js'
import type { Crosstab } from '../statistics/crosstab.js'
import { fisherExact } from '../statistics/fisher-exact.js'
import { ratioInterval } from '../statistics/mover.js'

/** Sizes of a group and of all customers, and how many of each are hits. */
export interface LiftCounts {
  readonly groupHits: number
  readonly groupSize: number
  readonly allHits: number
  readonly allSize: number
}

/**
 * `lift` with its interval and p-value: a lift of 1.3 means that hits are 1.3 times as common in the group as overall.
 */
export interface Lift {
  readonly lift: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/** The lift of a level in a group, among all its levels and groups. */
export interface LiftRow extends Lift {
  readonly group: string
  readonly level: string
  /** Number of customers of the group with the level, and size of the group. */
  readonly customers: number
  readonly size: number
  /** Shares of the group and of all customers with the level, each 0 to 1. */
  readonly groupShare: number
  readonly overallShare: number
  /** Benjamini-Hochberg over the table. */
  readonly q: number
}

/**
 * Compute how much more common a level is in a group than among all customers: its share there over its share overall.
 * The interval is that of the group's share over the share of the rest, two samples with no customer in common; it
 * combines the Wilson intervals of both and is converted to lift, which increases with that ratio. So rare levels and
 * levels that everyone has need no exception. p is from Fisher's exact test of the group against the rest, two-sided.
 *
 * @param counts groupHits of groupSize, within allHits of allSize: whole numbers; the group is not everyone
 * @param level of the interval, 0 to 1
 * @returns lift, low and high, 0 to allSize / groupSize; p, 0 to 1
 * @throws {RangeError} on counts that do not nest, a group that is empty or everyone, no hits at all, or a level
 *   outside 0 to 1
 * @see ratioInterval
 * @example lift({ groupHits: 30, groupSize: 100, allHits: 60, allSize: 400 }).lift // 2
 */
export function lift(counts: LiftCounts, level = 0.95): Lift {
  const { groupHits, groupSize, allHits, allSize } = counts
  requireProbability('lift', 'level', level)
  requireNested(counts)
  const restHits = allHits - groupHits
  const restSize = allSize - groupSize
  const share = groupSize / allSize
  const toLift = (ratio: number): number => 1 / (share + (1 - share) / ratio)
  const group = { hits: groupHits, size: groupSize }
  const [low, high] = ratioInterval(group, { hits: restHits, size: restSize }, level)
  return {
    lift: groupHits / groupSize / (allHits / allSize),
    low: toLift(low),
    high: toLift(high),
    p: fisherExact(groupHits, groupSize - groupHits, restHits, restSize - restHits),
  }
}

/**
 * Compute the lift of every level in every group, with q-values over all of them.
 *
 * @param table groups in rows, levels in columns; empty groups, levels that nobody has, and a group of everyone are
 *   left out
 * @param level of the intervals, 0 to 1
 * @returns one entry per group and level, in the order of the table
 * @see lift
 * @example liftTable(crosstab(['x', 'x', 'y', 'y'], ['a', 'a', 'a', 'b']))[0].lift // 1.3333333333333333
 */
export function liftTable(table: Crosstab, level = 0.95): LiftRow[] {
  const { cols, data } = table.counts
  const { rowSums, colSums } = margins(table.counts)
  const allSize = sum(rowSums)
  const entries = Array.from(data, (groupHits, cell) => {
    const [row, col] = [Math.floor(cell / cols), cell % cols]
    const counts = { groupHits, groupSize: rowSums[row], allHits: colSums[col], allSize }
    return { group: table.rowLevels[row], level: table.colLevels[col], ...counts }
  }).filter(({ groupSize, allHits }) => groupSize > 0 && groupSize < allSize && allHits > 0)
  const lifts = entries.map((entry) => lift(entry, level))
  const q = benjaminiHochberg(lifts.map(({ p }) => p))
  return entries.map(({ group, level: name, groupHits, groupSize, allHits }, i) => {
    const shares = {
      customers: groupHits,
      size: groupSize,
      groupShare: groupHits / groupSize,
      overallShare: allHits / allSize,
    }
    return { group, level: name, ...shares, ...lifts[i], q: q[i] }
  })
}

function requireNested({ groupHits, groupSize, allHits, allSize }: LiftCounts): void {
  const nested = groupHits <= groupSize && allHits - groupHits <= allSize - groupSize && groupHits <= allHits
  if (!(nested && groupSize > 0 && groupSize < allSize && allHits > 0)) {
    const got = `${groupHits} of ${groupSize} within ${allHits} of ${allSize}`
    throw new RangeError(`lift requires the counts of a group to lie within those of all, got ${got}`)
  }
}
