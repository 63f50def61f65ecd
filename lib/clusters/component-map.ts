import type { DataFrame } from 'danfojs-node'
import { percent } from '../core/format.js'
import { columnsOf } from '../core/matrix.js'
import { sampleRows } from '../core/sample.js'
import { mayShowOne } from '../core/withheld.js'
import { fromColumns } from '../data/frame.js'
import { pca } from '../features/pca.js'
import { takeRows } from './groups.js'
import type { Segmentation } from './segment.js'

/** Customers on the first two principal components. */
export interface ComponentMap {
  /** One row per customer who was read: first and second, in the units of the scaled features, and segment. */
  readonly customers: DataFrame
  /** What each component goes with, and its share of the variance; second is empty where there is one feature. */
  readonly axes: { readonly first: string; readonly second: string }
  /** The share of the variance that both components hold, 0 to 1. */
  readonly share: number
}

/**
 * Put customers on a map of the two directions in which they differ most.
 *
 * @param segmentation not modified
 * @param options sample: with more customers than this, this many are read, drawn with seed; 20,000 by default
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.decomposition.PCA.html
 */
export function componentMap(
  { space, labels, segmentOf }: Segmentation,
  { sample, seed }: { sample?: number; seed?: number } = {},
): ComponentMap {
  const read = sampleRows(labels.length, { sample, seed })
  const { scores, loadings, shares } = pca(read ? takeRows(space.x, read) : space.x)
  const two = scores.cols > 1
  // Two digits can be seen; where no single customer may be shown, a point lies only near its place.
  const digits = mayShowOne() ? 2 : 1
  const [first, second] = columnsOf(scores).map((column) => column.map((value) => Number(value.toFixed(digits))))
  const axis = (component: number) => {
    const strongest = space.features
      .map((feature, j) => ({ feature, weight: loadings.data[j * loadings.cols + component] }))
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, 2)
      .map(({ feature, weight }) => (weight >= 0 ? feature.high : feature.low).toLowerCase())
    return `component ${component + 1} (${percent(shares[component])}): ${strongest.join(', ')} →`
  }
  const columns: [string, Float64Array | readonly string[]][] = [
    ['first', first],
    ['second', second ?? new Float64Array(scores.rows)],
    ['segment', read ? Array.from(read, (row) => segmentOf[row]) : segmentOf],
  ]
  return {
    customers: fromColumns(new Map(columns), scores.rows),
    axes: { first: axis(0), second: two ? axis(1) : '' },
    share: shares[0] + (two ? shares[1] : 0),
  }
}
