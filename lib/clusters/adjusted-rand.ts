import { rollup, sum } from 'd3-array'
import { denseLabels } from './groups.js'

/**
 * Adjusted Rand index: how far two groupings of the same things agree, beyond chance. 1: the same groups, whatever
 * their names; about 0: no more than chance.
 *
 * @param a labels, any numbers, length n >= 1; not modified
 * @param b labels, any numbers, length n; not modified
 * @returns at most 1
 * @throws {RangeError} on no labels, different lengths, or a label that is not finite
 * @see Hubert and Arabie (1985), Comparing partitions
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.adjusted_rand_score.html
 * @example adjustedRand([0, 0, 1, 1], [0, 0, 1, 2]) // 0.571
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(`adjustedRand requires two equal numbers of labels, got ${a.length} and ${b.length}`)
  }
  const rows = denseLabels('adjustedRand', a)
  const cols = denseLabels('adjustedRand', b)
  const cells = rows.labels.map((row, i) => row * cols.count + cols.labels[i])
  const [together, ofRows, ofCols] = [cells, rows.labels, cols.labels].map(pairs)
  const all = (a.length * (a.length - 1)) / 2
  const expected = all > 0 ? (ofRows * ofCols) / all : 0
  const most = (ofRows + ofCols) / 2
  // Both all in one group, or both all apart: the same grouping.
  return most === expected ? 1 : (together - expected) / (most - expected)
}

/** The number of pairs of things with equal labels. */
function pairs(labels: Int32Array): number {
  return sum(rollup(labels, ({ length }) => (length * (length - 1)) / 2, Number).values())
}
