import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { nextNearest } from '../clusters/nearness.js'
import type { Segmentation } from '../clusters/segment.js'
import { LARGE } from '../core/sample.js'
import { numbers } from '../data/columns.js'
import { type HoldOut, holdOut, rowsOf } from '../evidence/hold-out.js'
import type { Verdict } from '../evidence/verdict.js'
import type { Feature } from '../features/features.js'

/**
 * With fewer customers than this, in a group or outside it, nothing is claimed: what they share by chance would pass
 * for a trait.
 */
export const FEWEST = 20

/** A segment's size and value, compared with all customers. */
export interface SegmentSize {
  readonly segment: string
  readonly customers: number
  /** Share of all customers, 0 to 1. */
  readonly customerShare: number
  /** Share of the Value Score of all customers, 0 to 1; NaN if the file does not give value, or its sum is 0. */
  readonly valueShare: number
}

/**
 * All that notebook 04 reads: the customers in their segments, and the held-out half on which some claims are tested.
 */
export interface Study {
  readonly customers: DataFrame
  readonly names: readonly string[]
  readonly segmentOf: readonly string[]
  readonly sizes: readonly SegmentSize[]
  /** The names of the archetypes that were looked for. */
  readonly archetypes: readonly string[]
  /**
   * n: the next nearest segment, as an index into names, -1 if there is only one; and the confidence of the own
   * segment, 0 (on the border) to 1.
   */
  readonly nearness: { readonly next: Int32Array; readonly confidence: Float64Array }
  /** The features that formed the segments: they differ in these by construction. */
  readonly features: readonly Feature[]
  readonly verdict: Verdict
  readonly heldOut: HoldOut & { readonly customers: DataFrame }
  readonly seed: number
  /** The share of customers, from the top of the Value Score, who count as of high value. */
  readonly topShare: number
}

/**
 * Combine customers, segmentation and verdict. What describes a segment, or tests it by variables that took no part in
 * forming it, reads all customers; tests by a variable that did take part read the held-out half.
 *
 * @param customers prepared; not modified
 * @param segmentation of these customers; not modified
 * @param verdict on the segmentation
 * @param seed of the held-out half and of later tests
 * @param topShare the top share by Value Score that counts as high value, between 0 and 1; a third by default
 * @param sample maximum number of customers used for held-out tests; 20,000 by default
 * @throws {RangeError} on a topShare out of range, and as holdOut does
 */
export function study(
  customers: DataFrame,
  segmentation: Segmentation,
  verdict: Verdict,
  seed: number,
  topShare: number = 1 / 3,
  sample: number = LARGE,
): Study {
  if (!(topShare > 0 && topShare < 1)) throw new RangeError(`study requires topShare between 0 and 1, got ${topShare}`)
  const names = segmentation.segments.map(({ name }) => name)
  const held = holdOut(segmentation, { seed, sample })
  return {
    customers,
    names,
    segmentOf: segmentation.segmentOf,
    sizes: names.map((name) => sizeOf(customers, segmentation.segmentOf, name)),
    archetypes: segmentation.archetypes,
    nearness: nextNearest(segmentation.space.x, segmentation.centroids, segmentation.labels),
    features: segmentation.space.features,
    verdict,
    heldOut: { ...held, customers: rowsOf(customers, held.rows) },
    seed,
    topShare,
  }
}

function sizeOf(customers: DataFrame, segmentOf: readonly string[], segment: string): SegmentSize {
  const own: number[] = []
  for (let row = 0; row < segmentOf.length; row++) if (segmentOf[row] === segment) own.push(row)
  const value = customers.columns.includes('value') ? numbers(customers, 'value') : new Float64Array()
  const all = sum(value)
  return {
    segment,
    customers: own.length,
    customerShare: own.length / segmentOf.length,
    valueShare: all > 0 ? sum(own, (row) => value[row]) / all : NaN,
  }
}
