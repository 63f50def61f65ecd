import { count } from '../core/format.js'
import type { Matrix } from '../core/matrix.js'
import { JUDGED, sampleRows } from '../core/sample.js'
import { calinskiHarabasz } from './calinski-harabasz.js'
import { daviesBouldin } from './davies-bouldin.js'
import { distinctRows } from './distinct-rows.js'
import { takeRows } from './groups.js'
import { type Clustering, kmeans } from './kmeans.js'
import { silhouetteMean } from './silhouette.js'

/** One k of the scan. Silhouette, Calinski-Harabasz and Davies-Bouldin are not defined for k = 1: NaN. */
export interface ScanRow {
  readonly k: number
  readonly inertia: number
  readonly silhouette: number
  readonly calinskiHarabasz: number
  readonly daviesBouldin: number
  readonly labels: Int32Array
}

/** A longer search would move a few more rows, but change no index noticeably. */
const QUICK = { starts: 4, swaps: 0, passes: 10 }

/**
 * Cluster with every k from 1 to kMax and compute the indices of each, with a shorter search than that of kmeans.
 *
 * @param x n by d, scaled; not modified. With more than 20,000 rows, a sample of 5,000 is read (see sampleRows)
 * @param options kMax: default 8, at most n - 1; seed: default 1; sample: default 20,000, of which a quarter is read
 * @returns one row per k; fewer than kMax if fewer rows are distinct
 * @throws {RangeError} on fewer than 3 rows or fewer than 2 distinct rows, and as kmeans does
 */
export function scanK(x: Matrix, options: { kMax?: number; seed?: number; sample?: number } = {}): ScanRow[] {
  const sample = sampleRows(x.rows, { sample: options.sample, share: JUDGED, seed: options.seed })
  if (sample) return scanK(takeRows(x, sample), options)
  const most = options.kMax ?? 8
  const different = distinctRows(x, Math.max(2, most))
  const kMax = Math.min(most, different, x.rows - 1)
  if (kMax < 2)
    throw new RangeError(`clustering requires at least 3 distinct rows, got ${different} among ${count(x.rows, 'row')}`)
  return Array.from({ length: kMax }, (_, i) => {
    return measured(x, kmeans(x, i + 1, { seed: options.seed ?? 1, sample: options.sample, ...QUICK }))
  })
}

function measured(x: Matrix, { labels, inertia, centroids }: Clustering): ScanRow {
  const k = centroids.rows
  if (k === 1) return { k, inertia, silhouette: NaN, calinskiHarabasz: NaN, daviesBouldin: NaN, labels }
  return {
    k,
    inertia,
    silhouette: silhouetteMean(x, labels),
    calinskiHarabasz: calinskiHarabasz(x, labels),
    daviesBouldin: daviesBouldin(x, labels),
    labels,
  }
}
