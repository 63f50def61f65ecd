import type { Matrix } from '../core/matrix.js'
import { squaredDistances } from './distances.js'
import type { Segmentation } from './segment.js'

/** How clearly a customer belongs to their segment, and which segment is next nearest. */
export interface Nearness {
  readonly segment: string
  /** The segment with the nearest centroid after the customer's own; empty if there is only one segment. */
  readonly next: string
  /** 1 minus the distance to the own centroid over the distance to the next: 0 on the border, 1 on the centroid. */
  readonly confidence: number
}

/**
 * Compute how near each customer is to the border between segments.
 *
 * @param found not modified
 * @returns n rows, in the order of the customers
 * @example nearness(found).filter(({ confidence }) => confidence < 0.1) // who could as well be in the next segment
 */
export function nearness({ space: { x }, centroids, labels, segments }: Segmentation): Nearness[] {
  const { next, confidence } = nextNearest(x, centroids, labels)
  return Array.from(labels, (own, row) => ({
    segment: segments[own].name,
    next: segments[next[row]]?.name ?? '',
    confidence: confidence[row],
  }))
}

/**
 * Compute nearness as plain arrays: for a million customers, this saves a million objects.
 *
 * @param x n by d, scaled like the centroids; not modified
 * @param centroids k by d; not modified
 * @param labels length n, 0 to k - 1; not modified
 * @returns next: index of the next nearest centroid, -1 if there is only one; confidence: 0 to 1; each of length n
 */
export function nextNearest(
  x: Matrix,
  centroids: Matrix,
  labels: Int32Array,
): { next: Int32Array; confidence: Float64Array } {
  const next = new Int32Array(x.rows).fill(-1)
  const further = new Float64Array(x.rows).fill(Infinity)
  const own = new Float64Array(x.rows)
  for (let place = 0; place < centroids.rows; place++) {
    const distances = distancesTo(x, centroids, place)
    for (let row = 0; row < x.rows; row++) {
      if (labels[row] === place) own[row] = distances[row]
      else if (distances[row] < further[row]) {
        further[row] = distances[row]
        next[row] = place
      }
    }
  }
  const confidence = own.map((distance, row) => {
    if (next[row] < 0) return 1
    return further[row] > 0 ? Math.max(0, 1 - distance / further[row]) : 0
  })
  return { next, confidence }
}

function distancesTo(x: Matrix, centroids: Matrix, place: number): Float64Array {
  const squared = new Float64Array(x.rows)
  squaredDistances(x, centroids, place, squared)
  return squared.map(Math.sqrt)
}

/** What one feature says about a customer's segment. */
export interface Reason {
  readonly feature: string
  /** The values of the customer, of the own centroid and of the next: scaled as in the feature space. */
  readonly customer: number
  readonly ownCenter: number
  readonly nextCenter: number
  /** How much nearer the feature puts the customer to the own centroid than to the next, in squared distance. */
  readonly weight: number
}

/**
 * Explain why a customer is in their segment and not in the next nearest: one row per feature, the strongest reason
 * first.
 *
 * @param found not modified
 * @param row of the customer, from 0
 * @returns d reasons
 * @throws {RangeError} on a row that does not exist, or only one segment
 * @example reasons(found, 0)[0].feature // 'Recency'
 */
export function reasons(found: Segmentation, row: number): Reason[] {
  const { space, centroids, labels, segments } = found
  if (!(row in labels)) throw new RangeError(`reasons requires a row from 0 to ${labels.length - 1}, got ${row}`)
  if (segments.length < 2) throw new RangeError('reasons requires at least 2 segments, got 1')
  const next = segments.findIndex(({ name }) => name === nearness(found)[row].next)
  const at = (matrix: Matrix, i: number, j: number) => matrix.data[i * matrix.cols + j]
  return space.features
    .map(({ label }, j) => {
      const [customer, own, other] = [at(space.x, row, j), at(centroids, labels[row], j), at(centroids, next, j)]
      return {
        feature: label,
        customer,
        ownCenter: own,
        nextCenter: other,
        weight: (customer - other) ** 2 - (customer - own) ** 2,
      }
    })
    .sort((a, b) => b.weight - a.weight)
}
