import { calinskiHarabasz } from './calinski-harabasz.js'
import { daviesBouldin } from './davies-bouldin.js'
import { kmeans } from './kmeans.js'
import type { Matrix } from './matrix.js'
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
      silhouette: silhouetteMean(x, labels),
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
  /** At least two of the three agree. */
  readonly agreed: boolean
}

/** Where the indices disagree the data prefer no k: as many groups as there are archetypes are cut. */
const CONVENIENT = 3

/**
 * The k that at least two indices prefer: largest silhouette, largest Calinski-Harabasz, smallest Davies-Bouldin. Where all
 * three differ, k = 3 for convenience.
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
  const preferred = Object.values(votes).find((k, i, all) => all.indexOf(k) !== i)
  return { k: preferred ?? Math.min(CONVENIENT, rows[rows.length - 1].k), votes, agreed: preferred !== undefined }
}

function distinctRows(x: Matrix): number {
  const seen = new Set<string>()
  for (let i = 0; i < x.rows && seen.size < 9; i++) seen.add(x.data.subarray(i * x.cols, (i + 1) * x.cols).join())
  return seen.size
}
