import type { DataFrame } from 'danfojs-node'
import { adjustedRand } from '../clusters/adjusted-rand.js'
import { assign } from '../clusters/assign.js'
import { distinctRows } from '../clusters/distinct-rows.js'
import { takeRows } from '../clusters/groups.js'
import { kmeans } from '../clusters/kmeans.js'
import { matchClusters } from '../clusters/match-clusters.js'
import type { Segmentation } from '../clusters/segment.js'
import type { Matrix } from '../core/matrix.js'
import { random, shuffled } from '../core/random.js'
import { LARGE } from '../core/sample.js'
import { pick } from '../data/frame.js'

/**
 * Held-out customers, assigned to segments that were fitted without them. Testing on the customers who shaped the
 * segments would find differences in noise (double dipping), so tests read these.
 */
export interface HoldOut {
  /** Rows of the held-out customers: half of all, or of a sample of 20,000 (see sampleRows), drawn with the seed. */
  readonly rows: Int32Array
  /** Their segments, from centroids fitted to the other half only; numbered and named as in the segmentation. */
  readonly labels: Int32Array
  readonly segmentOf: readonly string[]
  /**
   * Their segments when fitted without one feature, by its column. Segments differ by construction in the features they
   * were fitted to, even among held-out customers; fitted without a feature, they differ in it only if it goes with the
   * others. A feature is absent if the others cannot distinguish k groups.
   */
  readonly segmentOfWithout: ReadonlyMap<string, readonly string[]>
  /** Adjusted Rand index between these labels and those of the clustering of all customers. */
  readonly agreement: number
}

/**
 * Fit the segments again on one half of the customers, and assign the other half to them.
 *
 * @param segmentation of all customers: gives k, the scaled points and the names; not modified
 * @param options seed: default 1; sample: default 20,000
 * @returns the held-out customers and their segments
 * @throws {RangeError} as kmeans does, if a half has fewer than k distinct customers
 * @see Gao, Bien and Witten (2022), Selective inference for hierarchical clustering,
 *   https://doi.org/10.1080/01621459.2022.2116331
 */
export function holdOut(segmentation: Segmentation, options: { seed?: number; sample?: number } = {}): HoldOut {
  const { seed = 1, sample = LARGE } = options
  const { features, x } = segmentation.space
  const order = shuffled(x.rows, random(seed)).slice(0, sample)
  const half = Math.ceil(order.length / 2)
  const fitting = order.slice(0, half).sort()
  const rows = order.slice(half).sort()
  const [fittingPoints, tested] = [takeRows(x, fitting), takeRows(x, rows)]
  const labelled = (points: (all: Matrix) => Matrix): Int32Array => {
    const fitted = kmeans(points(fittingPoints), segmentation.k, { seed, sample })
    const known = fitting.map((row) => segmentation.labels[row])
    const placeOf = matchClusters(fitted.labels, known, segmentation.k, segmentation.k)
    return assign(points(tested), fitted.centroids).map((cluster) => placeOf[cluster])
  }
  const named = (labels: Int32Array) => Array.from(labels, (label) => segmentation.segments[label].name)
  const labels = labelled((all) => all)
  const without = features.flatMap(({ column }, feature): [string, string[]][] => {
    const others = (all: Matrix) => columnsBut(all, feature)
    const enough = distinctRows(others(fittingPoints), segmentation.k) === segmentation.k
    return enough ? [[column, named(labelled(others))]] : []
  })
  return {
    rows,
    labels,
    segmentOf: named(labels),
    segmentOfWithout: new Map(without),
    agreement: adjustedRand(
      labels,
      rows.map((row) => segmentation.labels[row]),
    ),
  }
}

function columnsBut(x: Matrix, column: number): Matrix {
  return { rows: x.rows, cols: x.cols - 1, data: x.data.filter((_, at) => at % x.cols !== column) }
}

/**
 * Return the given rows of a frame, in the order given.
 *
 * @param frame not modified
 * @param rows row numbers from 0
 */
export function rowsOf(frame: DataFrame, rows: Int32Array): DataFrame {
  return pick(frame, rows)
}
