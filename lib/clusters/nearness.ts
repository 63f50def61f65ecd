import type { Matrix } from '../core/matrix.js'
import { squaredDistances } from './distances.js'
import type { Segmentation } from './segment.js'

/** How surely a customer belongs to the own segment, and which one comes next. */
export interface Nearness {
  readonly segment: string
  /** The segment whose centroid is nearest after the own one; empty where there is only one. */
  readonly next: string
  /** 1 minus the distance to the own centroid over that to the next: 0 on the border, 1 on the centroid. */
  readonly confidence: number
}

/**
 * How near each customer is to a border between segments.
 *
 * @param found not modified
 * @returns n rows, in the order of the customers
 * @example nearness(found).filter(({ confidence }) => confidence < 0.1) // who could as well be in the next segment
 */
export function nearness({ space: { x }, centroids, labels, segments }: Segmentation): Nearness[] {
  const distances = segments.map((_, place) => distancesTo(x, centroids, place))
  return Array.from(labels, (own, row) => {
    const others = segments.map((_, place) => place).filter((place) => place !== own)
    if (!others.length) return { segment: segments[own].name, next: '', confidence: 1 }
    const next = others.reduce((a, b) => (distances[b][row] < distances[a][row] ? b : a))
    const further = distances[next][row]
    const confidence = further > 0 ? Math.max(0, 1 - distances[own][row] / further) : 0
    return { segment: segments[own].name, next: segments[next].name, confidence }
  })
}

function distancesTo(x: Matrix, centroids: Matrix, place: number): Float64Array {
  const squared = new Float64Array(x.rows)
  squaredDistances(x, centroids, place, squared)
  return squared.map(Math.sqrt)
}

/** What one feature says of a customer's segment. */
export interface Reason {
  readonly feature: string
  /** The customer, and the centroids of the own and the next segment: scaled as in the feature space. */
  readonly customer: number
  readonly own: number
  readonly next: number
  /** How much nearer the feature brings the customer to the own centroid than to the next, in squared distance. */
  readonly speaks: number
}

/**
 * Why a customer is in the own segment and not in the next: feature by feature, what speaks for it most first.
 *
 * @param found not modified
 * @param row of the customer, from 0
 * @throws {RangeError} on a row that there is not, or only one segment
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
      return { feature: label, customer, own, next: other, speaks: (customer - other) ** 2 - (customer - own) ** 2 }
    })
    .sort((a, b) => b.speaks - a.speaks)
}
