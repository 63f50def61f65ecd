import type { Segmentation } from '../clusters/segment.js'
import type { Assessment } from './assess.js'
import { assessedNames } from './verdict.js'

/** Pairs of neighbors with the weakest gaps. */
const PAIRS = 2
/** Customers beyond this place say nothing of the gap. The centers are at −1 and 1. */
const FARTHEST = 2.5

/** Where a customer lies between the centers of two neighboring groups. */
export interface Between {
  /** The names of both groups. */
  readonly neighbors: string
  /** The customer's group, one of the two. */
  readonly segment: string
  /** −1 at the center of the first group, 1 at that of the second. */
  readonly position: number
}

/**
 * Place the customers of neighboring groups between the two centers, for the two pairs with the weakest gaps.
 *
 * @param judged of the points of the segmentation, with its k; not modified
 * @param segmentation not modified
 * @returns one row per customer who was assessed and pair, the weakest gap first
 * @example betweenCenters(judged, found)[0] // { neighbors: 'Loyalists | At-Risk', segment: 'Loyalists', position: -1.9 }
 */
export function betweenCenters(judged: Assessment, segmentation: Segmentation): Between[] {
  const names = assessedNames(judged, segmentation)
  const { valleys } = judged.looks.find(({ k }) => k === judged.k)!
  const weakest = [...valleys].sort((one, other) => one.dip - other.dip).slice(0, PAIRS)
  return weakest.flatMap(({ a, b, positions }) => {
    const neighbors = `${names[a]} | ${names[b]}`
    const rowsOf = (own: Float64Array, segment: string) =>
      Array.from(own.filter((position) => Math.abs(position) <= FARTHEST), (position) => ({ neighbors, segment, position })) // biome-ignore format: one line
    return [...rowsOf(positions.a, names[a]), ...rowsOf(positions.b, names[b])]
  })
}
