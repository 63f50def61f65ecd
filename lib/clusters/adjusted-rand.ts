import { rollup, sum } from 'd3-array'
import { denseLabels } from './groups.js'

/**
 * Compute the adjusted Rand index: how far two groupings of the same rows agree, beyond chance. It is 1 for the same
 * groups, whatever their labels, and about 0 for agreement by chance.
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
  // Both groupings put all rows in one group, or each row in its own: they are the same.
  return most === expected ? 1 : (together - expected) / (most - expected)
}

/** The number of pairs of rows with equal labels. */
function pairs(labels: Int32Array): number {
  return sum(rollup(labels, ({ length }) => (length * (length - 1)) / 2, Number).values())
}
