import type { DataFrame } from 'danfojs-node'
import { adjustedRand } from './adjusted-rand.js'
import { takeRows } from './groups.js'
import { kmeans } from './kmeans.js'
import { matchClusters } from './match-clusters.js'
import { random, shuffled } from './random.js'
import { assign, type Segmentation } from './segment.js'

/**
 * Customers who took no part in drawing the segments that they are put into. Testing on the customers who shaped the
 * segments would find differences in noise (double dipping), so tests read these.
 */
export interface HoldOut {
  /** Rows of the customers that are tested on: half of all, drawn by the seed. */
  readonly rows: Int32Array
  /** Their segments, from centroids that only the other half shaped; numbered and named as in the segmentation. */
  readonly labels: Int32Array
  readonly segmentOf: readonly string[]
  /** Adjusted Rand index between these labels and those of the clustering of all customers. */
  readonly agreement: number
}

/**
 * Fit the segments again on one half of the customers, and put the other half into them.
 *
 * @param segmentation of all customers: gives k, the scaled points and the names; not modified
 * @param options seed: default 1
 * @see Gao, Bien and Witten (2022), Selective inference for hierarchical clustering, https://doi.org/10.1080/01621459.2022.2116331
 */
export function holdOut(segmentation: Segmentation, options: { seed?: number } = {}): HoldOut {
  const { x } = segmentation.space
  const order = shuffled(x.rows, random(options.seed ?? 1))
  const half = Math.ceil(x.rows / 2)
  const fitting = Int32Array.from(order).slice(0, half).sort()
  const rows = Int32Array.from(order).slice(half).sort()
  const fitted = kmeans(takeRows(x, fitting), segmentation.k, { seed: options.seed })
  const known = fitting.map((row) => segmentation.labels[row])
  const placeOf = matchClusters(fitted.labels, known, segmentation.k, segmentation.k)
  const labels = assign(takeRows(x, rows), fitted.centroids).map((cluster) => placeOf[cluster])
  return {
    rows,
    labels,
    segmentOf: Array.from(labels, (label) => segmentation.segments[label].name),
    agreement: adjustedRand(
      labels,
      rows.map((row) => segmentation.labels[row]),
    ),
  }
}

/**
 * The rows of a frame, in the order given.
 *
 * @param rows row numbers from 0
 */
export function rowsOf(frame: DataFrame, rows: Int32Array): DataFrame {
  return frame.iloc({ rows: Array.from(rows) }) as DataFrame
}
