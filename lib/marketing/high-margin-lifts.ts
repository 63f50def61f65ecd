import { texts } from '../data/columns.js'
import { crosstab } from '../statistics/crosstab.js'
import { liftTable } from './lift.js'
import { type CategoryMargin, highMargin } from './margins.js'
import type { Study } from './study.js'

/** How much more common high-margin categories are in a group than among all customers. */
export interface HighMarginLift {
  readonly segment: string
  readonly lift: number
  readonly low: number
  readonly high: number
  readonly q: number
  /** Whether the lift is beyond chance: q at most 0.05, and an interval that leaves out 1. */
  readonly real: boolean
}

/**
 * The lift of high-margin categories in each segment, among held-out customers, the largest first.
 *
 * @param study not modified
 * @param margins empty where none were given
 * @returns a row a segment; none where there are no margins, one segment, or nothing but high (or low) margins
 */
export function highMarginLifts({ tested }: Study, margins: readonly CategoryMargin[]): HighMarginLift[] {
  if (!margins.length) return []
  const high = highMargin(margins)
  const kinds = texts(tested.customers, 'category').map((category) => (high.has(category!) ? 'high' : 'other'))
  const table = crosstab(tested.segmentOf, kinds)
  return liftTable(table)
    .filter(({ level }) => level === 'high')
    .sort((a, b) => b.lift - a.lift)
    .map(({ group, lift, low, high: top, q }) => {
      return { segment: group, lift, low, high: top, q, real: q <= 0.05 && (low > 1 || top < 1) }
    })
}
