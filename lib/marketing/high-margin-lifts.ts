import { texts } from '../data/columns.js'
import { crosstab } from '../statistics/crosstab.js'
import type { Claim } from './claims.js'
import { liftTable } from './lift.js'
import { type CategoryMargin, highMargin } from './margins.js'
import type { Study } from './study.js'

/** How much more common high-margin categories are in a group than among all customers. */
export interface HighMarginLift {
  readonly segment: string
  readonly lift: number
  /** Ends of the 95% interval. */
  readonly low: number
  readonly high: number
  /** Whether the claim holds that the group buys in such categories more, or less, often than other customers. */
  readonly holds: boolean
}

/**
 * Compute the lift of high-margin categories in each segment, the largest first.
 *
 * @param study not modified
 * @param margins empty if none were given
 * @param claims the ledger: a lift counts if its claim holds
 * @returns one row per segment with such a claim; empty if there are no margins, only one segment, or only high (or
 *   only low) margins
 */
export function highMarginLifts(
  study: Study,
  margins: readonly CategoryMargin[],
  claims: readonly Claim[],
): HighMarginLift[] {
  const own = claims.filter(({ column }) => column === 'highMargin')
  if (!own.length) return []
  const high = highMargin(margins)
  const kinds = texts(study.customers, 'category').map((category) => (high.has(category!) ? 'high' : 'other'))
  return liftTable(crosstab(study.segmentOf, kinds))
    .flatMap(({ group, level, lift, low, high: top }) => {
      const claim = own.find((one) => one.group === group)
      return claim && level === 'high' ? [{ segment: group, lift, low, high: top, holds: claim.holds }] : []
    })
    .sort((a, b) => b.lift - a.lift)
}
