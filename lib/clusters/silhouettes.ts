import { JUDGED, sampleRows } from '../core/sample.js'
import { takeRows } from './groups.js'
import type { Segmentation } from './segment.js'
import { silhouette } from './silhouette.js'

/**
 * Compute the silhouette of each customer, with the customer's segment.
 *
 * @param segmentation not modified
 * @param options sample: with more customers than this, a quarter of this many are read; 20,000 by default
 * @returns one row per customer who was read
 * @throws {RangeError} as `silhouette` does
 * @example silhouettes(found)[0] // { segment: 'Loyalists', silhouette: 0.41 }
 */
export function silhouettes(
  { space, labels, segments }: Segmentation,
  { sample }: { sample?: number } = {},
): { segment: string; silhouette: number }[] {
  const read = sampleRows(labels.length, { sample, share: JUDGED })
  const own = read ? read.map((row) => labels[row]) : labels
  const values = silhouette(read ? takeRows(space.x, read) : space.x, own)
  return Array.from(values, (value, row) => ({ segment: segments[own[row]].name, silhouette: value }))
}
