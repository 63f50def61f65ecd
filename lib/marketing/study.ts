import type { DataFrame } from 'danfojs-node'
import type { Segmentation } from '../clusters/segment.js'
import { type HoldOut, holdOut, rowsOf } from '../evidence/hold-out.js'
import type { Verdict } from '../evidence/verdict.js'
import { type Profile, profiles } from './profile.js'

/** All that 04 reads: the customers in their segments, and the held-out half on which claims are tested. */
export interface Study {
  readonly customers: DataFrame
  readonly names: readonly string[]
  readonly segmentOf: readonly string[]
  readonly verdict: Verdict
  readonly profiles: readonly Profile[]
  readonly tested: {
    readonly customers: DataFrame
    readonly segmentOf: readonly string[]
    readonly holdOut: HoldOut
  }
  readonly seed: number
  /** The share of customers, from the top of the Value Score, who count as of high value. */
  readonly topShare: number
}

/**
 * Put the parts together: profiles describe all customers; tests read the half that did not shape the segments.
 *
 * @param customers prepared; not modified
 * @param topShare who is of high value: the top share by Value Score, between 0 and 1; a third by default
 * @throws {RangeError} on another topShare
 */
export function study(
  customers: DataFrame,
  segmentation: Segmentation,
  verdict: Verdict,
  seed: number,
  topShare: number = 1 / 3,
): Study {
  if (!(topShare > 0 && topShare < 1)) throw new RangeError(`study requires topShare between 0 and 1, got ${topShare}`)
  const names = segmentation.segments.map(({ name }) => name)
  const held = holdOut(segmentation, { seed })
  return {
    customers,
    names,
    segmentOf: segmentation.segmentOf,
    verdict,
    profiles: profiles(customers, segmentation.segmentOf, names),
    tested: { customers: rowsOf(customers, held.rows), segmentOf: held.segmentOf, holdOut: held },
    seed,
    topShare,
  }
}
