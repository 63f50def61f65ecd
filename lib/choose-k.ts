import { calinskiHarabasz } from './calinski-harabasz.js'
import { daviesBouldin } from './davies-bouldin.js'
import { kmeans } from './kmeans.js'
import type { Matrix } from './matrix.js'
import { silhouette } from './silhouette.js'

/** One k of the scan. Silhouette, Calinski-Harabasz and Davies-Bouldin are not defined for k = 1: NaN. */
export interface ScanRow {
  readonly k: number
  readonly inertia: number
  readonly silhouette: number
  readonly calinskiHarabasz: number
  readonly daviesBouldin: number
  readonly labels: Int32Array
}

/**
 * Cluster with every k from 1 to kMax and measure each.
 *
 * @param x n by d, scaled; not modified
 * @param options kMax: default 8, at most n - 1; seed: default 1
 * @throws {RangeError} as kmeans does
 */
export function scanK(x: Matrix, options: { kMax?: number; seed?: number } = {}): ScanRow[] {
  const kMax = Math.min(options.kMax ?? 8, distinctRows(x), x.rows - 1)
  if (kMax < 2)
    throw new RangeError(
      `clustering requires at least 3 customers that differ, got ${x.rows} rows, ${distinctRows(x)} of them different`,
    )
  return Array.from({ length: kMax }, (_, i) => {
    const { labels, inertia } = kmeans(x, i + 1, { seed: options.seed ?? 1 })
    if (i === 0) return { k: 1, inertia, silhouette: NaN, calinskiHarabasz: NaN, daviesBouldin: NaN, labels }
    return {
      k: i + 1,
      inertia,
      silhouette: average(silhouette(x, labels)),
      calinskiHarabasz: calinskiHarabasz(x, labels),
      daviesBouldin: daviesBouldin(x, labels),
      labels,
    }
  })
}

/** What each index prefers, and the k that most of them do. */
export interface Choice {
  readonly k: number
  readonly votes: { readonly silhouette: number; readonly calinskiHarabasz: number; readonly daviesBouldin: number }
}

/**
 * The k that most indices prefer: largest silhouette, largest Calinski-Harabasz, smallest Davies-Bouldin. Where all three
 * differ, the silhouette decides: it alone looks at every customer.
 *
 * @param scan k from 1; not modified
 */
export function chooseK(scan: readonly ScanRow[]): Choice {
  const rows = scan.filter(({ k }) => k >= 2)
  const best = (score: (row: ScanRow) => number) => rows.reduce((top, row) => (score(row) > score(top) ? row : top)).k
  const votes = {
    silhouette: best((row) => row.silhouette),
    calinskiHarabasz: best((row) => row.calinskiHarabasz),
    daviesBouldin: best((row) => -row.daviesBouldin),
  }
  const agree = votes.calinskiHarabasz === votes.daviesBouldin
  return { k: agree ? votes.calinskiHarabasz : votes.silhouette, votes }
}

function distinctRows(x: Matrix): number {
  const seen = new Set<string>()
  for (let i = 0; i < x.rows && seen.size < 9; i++) seen.add(x.data.subarray(i * x.cols, (i + 1) * x.cols).join())
  return seen.size
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
