import { calinskiHarabasz } from './calinski-harabasz.js'
import { daviesBouldin } from './davies-bouldin.js'
import { type Clustering, kmeans } from './kmeans.js'
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

/** The scan ranks k's: rows that would still move in a longer search change no index that matters. */
const QUICK = { starts: 4, swaps: 0, passes: 10 }

/**
 * Cluster with every k from 1 to kMax and measure each. The search is shorter than that of kmeans by default; the k that is
 * used in the end deserves the long one (see measured).
 *
 * @param x n by d, scaled; not modified
 * @param options kMax: default 8, at most n - 1; seed: default 1
 * @throws {RangeError} as kmeans does
 */
export function scanK(x: Matrix, options: { kMax?: number; seed?: number } = {}): ScanRow[] {
  const most = options.kMax ?? 8
  const different = distinctRows(x, Math.max(2, most))
  const kMax = Math.min(most, different, x.rows - 1)
  if (kMax < 2)
    throw new RangeError(
      `clustering requires at least 3 customers that differ, got ${x.rows} rows, ${different} of them different`,
    )
  return Array.from({ length: kMax }, (_, i) => {
    return measured(x, kmeans(x, i + 1, { seed: options.seed ?? 1, ...QUICK }))
  })
}

/**
 * A clustering with its indices, as a row of the scan.
 *
 * @param x n by d, scaled; not modified
 */
export function measured(x: Matrix, { labels, inertia, centroids }: Clustering): ScanRow {
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

/** What each index prefers, and the k that most of them do. */
export interface Choice {
  readonly k: number
  readonly votes: { readonly silhouette: number; readonly calinskiHarabasz: number; readonly daviesBouldin: number }
  /** At least two of the three agree on a k before the last. */
  readonly agreed: boolean
}

/** Where the indices disagree the data prefer no k: as many groups as there are archetypes are cut. */
const CONVENIENT = 3

/**
 * The k that at least two indices prefer: largest silhouette, largest Calinski-Harabasz, smallest Davies-Bouldin. An index
 * that is best at the last k of four or more may rise on: it prefers none. Where no two agree, k = 3 for convenience.
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
  const last = rows[rows.length - 1].k
  const inside = Object.values(votes).filter((k) => k < last || last <= CONVENIENT)
  const preferred = inside.find((k, i) => inside.indexOf(k) !== i)
  return { k: preferred ?? Math.min(CONVENIENT, last), votes, agreed: preferred !== undefined }
}

/** How many rows differ, counted up to enough. */
export function distinctRows(x: Matrix, enough: number): number {
  const seen = new Set<string>()
  for (let i = 0; i < x.rows && seen.size < enough; i++) seen.add(x.data.subarray(i * x.cols, (i + 1) * x.cols).join())
  return seen.size
}
