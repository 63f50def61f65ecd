import { max } from 'd3-array'
import { requireSameLength } from '../core/checks.js'

/**
 * Match each cluster to a group, when the same customers were grouped twice: the pair that shares most customers is
 * matched first, then the next pair of those still free. Clusters are compared by who is in them, not by their numbers.
 *
 * @param labels n cluster numbers, 0 to clusters - 1; not modified
 * @param others n group numbers of the same customers, 0 to groups - 1; not modified
 * @param clusters number of clusters
 * @param groups number of groups
 * @returns the group of each cluster, length clusters; -1 where no group is left
 * @throws {RangeError} on different lengths
 * @example matchClusters(Int32Array.of(0, 0, 1), Int32Array.of(1, 1, 0), 2, 2) // 1, 0
 */
export function matchClusters(labels: Int32Array, others: Int32Array, clusters: number, groups: number): Int32Array {
  requireSameLength('matchClusters', labels, others)
  const shared = new Int32Array(clusters * groups)
  labels.forEach((cluster, i) => {
    shared[cluster * groups + others[i]]++
  })
  const found = new Int32Array(clusters).fill(-1)
  for (const cell of [...shared.keys()].sort((a, b) => shared[b] - shared[a])) {
    const cluster = Math.floor(cell / groups)
    if (found[cluster] < 0 && !found.includes(cell % groups)) found[cluster] = cell % groups
  }
  return found
}

/**
 * Compute the share of customers who change group between two groupings. All customers of a cluster without a match
 * count as changed: with one cluster more than groups, this is the smallest part of a split group.
 *
 * @param labels n numbers from 0; not modified
 * @param others n numbers from 0, of the same customers; not modified
 * @returns 0 to 1; 0 for the same groups with other numbers
 * @throws {RangeError} on different lengths
 * @example changedShare(Int32Array.of(0, 0, 1, 1), Int32Array.of(1, 1, 0, 1)) // 0.25
 */
export function changedShare(labels: Int32Array, others: Int32Array): number {
  const [clusters, groups] = [labels, others].map((list) => (max(list) ?? -1) + 1)
  const found = matchClusters(labels, others, clusters, groups)
  return labels.filter((cluster, i) => found[cluster] !== others[i]).length / labels.length
}
