import { distinctRows } from '../clusters/distinct-rows.js'
import { groupMeans, takeRows } from '../clusters/groups.js'
import { kmeans } from '../clusters/kmeans.js'
import { requireFinite } from '../core/finite.js'
import { count } from '../core/format.js'
import { columnsOf, type Matrix } from '../core/matrix.js'
import { printAs } from '../core/print-as.js'
import { random, shuffled } from '../core/random.js'
import { COMPARED, JUDGED, LARGE, sampleRows } from '../core/sample.js'
import { etaSquared } from '../statistics/eta-squared.js'
import { bentCloud } from './bent-cloud.js'
import { ellipticalCloud } from './elliptical-cloud.js'
import { nearRows } from './far-rows.js'
import { drawsOf, oneCloud, scoreCorrelation } from './one-cloud.js'
import type { Column } from './unimodal.js'
import { type Valley, valleys } from './valleys.js'
import { type Answer, judge, type Measure, RULE, type Score, standingAt, type VerdictKind } from './verdict-rule.js'

/** What was found for one k. */
export interface Look extends Measure, Score {
  /** The index of each draw from the one cloud. */
  readonly references: Float64Array
  /** Between neighboring clusters, length k - 1. */
  readonly valleys: readonly Valley[]
  /**
   * The share of all rows, far ones included, in the smallest group; only for a k that was checked for its smallest
   * group.
   */
  readonly leastShare?: number
}

/** Whether a table has groups, and how many. */
export interface Assessment {
  /** The number of groups in use: the given one, or else the one that the data support or come nearest to. */
  readonly k: number
  readonly given: boolean
  /** The k that would be in use if a group could have any size. */
  readonly wanted: number
  /** The share of rows that each group must have, 0 to 1: a k with a smaller group is not chosen. */
  readonly smallestShare: number
  /** The number of groups that the data support; 1 if they form a single cloud. */
  readonly best: number
  readonly verdict: { readonly kind: VerdictKind }
  /**
   * The share of draws from the one cloud, counting the data, with as high a score at any k; and with as high a
   * tightness.
   */
  readonly p: number
  readonly pTighter: number
  /** The score that a number of groups needs. */
  readonly needed: number
  /** One for each k = 2, 3, ... */
  readonly looks: readonly Look[]
  /** Rows of the table; rows read; and how many of those were set aside because they are far from all others. */
  readonly rows: number
  readonly read: number
  readonly setAside: number
  /** Number of draws from the one cloud, and the share of resamples of them that give the same verdict. */
  readonly draws: number
  readonly agreement: number
  /** The other kind of single cloud that gives such groups, if one does; then they are no segments. */
  readonly otherCloud: 'elliptical' | 'bent' | undefined
  /** Whether *segments* became *tentative* because the draws do not agree. */
  readonly unclear: boolean
  /**
   * The one column that makes the groups, if there is one: without it, the rest is one cloud. Then they are
   * *tentative*.
   */
  readonly alone: number | undefined
  /** Pairs of columns that say the same: their rank correlation is nearly perfect. */
  readonly alike: readonly (readonly [number, number])[]
  /** Neighbors among the k groups in use that are one group. */
  readonly one: readonly (readonly [number, number])[]
  /** Centroids of the k groups in use, k by d, largest group first, in the units of x. */
  readonly centroids: Matrix
}

/** With more rows than this, a sample of this size is read by default. */
export const ROWS_READ: number = COMPARED * LARGE
const K_MOST = 7
/** Number of draws: DRAWS at first, then doubled up to DRAWS_MOST while their resamples do not agree. */
const DRAWS = 24
const DRAWS_MOST = 96
const RESAMPLES = 100
const CLEAR = 0.9
/** With less agreement than this in the end, segments are tentative. */
const UNCLEAR = 0.75
/** Once this many draws score as high as the data, the data are one cloud, however many more might be drawn. */
const FUTILE = 4
const DRAWS_LEAST = 8
/**
 * Each draw is clustered by a quick search; the data by several such searches, so the result does not depend on luck.
 */
const SEARCH = { starts: 3, swaps: 0, passes: 1 }
const SEARCHES = 6
/** Coarse columns are spread out this many times, so the result does not depend on luck. */
const SPREADS = 4
/**
 * A lower limit on the inertia of k clusters as a share of that of one cluster, for rows that k clusters fit exactly.
 */
const LEAST_INERTIA = 1e-4

/**
 * Judge whether a table has groups, and how many. Two questions are answered by comparison with draws from one cloud,
 * made as similar to the data as a single cloud can be (see oneCloud): are k clusters tighter than in the draws, and
 * are the valleys between neighboring clusters deeper than between slices of a draw? An elliptical or a bent cloud must
 * not give such groups either. The data support the smallest k that passes both tests nearly as well as any other. A
 * given k is judged as it is: it is *segments* only up to that number.
 *
 * @param x n by d, scaled, at least 3 distinct rows; not modified. Up to 20,000 rows, their order changes nothing.
 * @param options k: the number of groups to judge, 0 or absent to choose it; seed: default 1; sample: default 20,000;
 *   rows: the most rows read, a tenth of the sample (2,000) by default; smallestShare: the share of rows that each
 *   group must have for its k to be chosen, from 0 (the default) to below 0.5
 * @throws {RangeError} on fewer than 3 distinct rows, or no more than the given k; on a value that is not finite, a
 *   smallestShare out of range, or a sample below 1,000
 * @see Helgeson, Vock and Bair (2021), Nonparametric cluster significance testing with reference to a unimodal null
 *   distribution, https://doi.org/10.1111/biom.13376
 * @example assess(x).verdict.kind // 'slices' for rows of one cloud
 */
export function assess(
  x: Matrix,
  options: { k?: number; seed?: number; sample?: number; rows?: number; smallestShare?: number } = {},
): Assessment {
  requireFinite('assess', x)
  const { seed = 1, sample = LARGE, rows = Math.round(COMPARED * sample), smallestShare = 0 } = options
  if (!(smallestShare >= 0 && smallestShare < 0.5)) {
    throw new RangeError(`assess requires smallestShare from 0 to below 0.5, got ${smallestShare}`)
  }
  const given = options.k || undefined
  const next = random(seed)
  // Sorting a million rows takes a minute, so the sample is drawn before sorting, from rows in order of their id.
  const drawn = sampleRows(x.rows, { sample, seed })
  const ordered = inOrder(drawn ? takeRows(x, drawn) : x)
  const read = ordered.rows > rows ? takeRows(ordered, shuffled(ordered.rows, next).subarray(0, rows)) : ordered
  const points = takeRows(read, nearRows(read))
  const ks = candidates(points, given)
  const cloud = oneCloud(points, seedFrom(next))
  const observed = ks.map((k) => observe(points, k, cloud.columns, next))
  const draws: Measure[][] = []
  const fromCloud = drawsOf(cloud)
  const draw = () => draws.push(measureDraw(fromCloud(next), ks, cloud.columns, next))
  while (draws.length < DRAWS_LEAST) draw()
  while (draws.length < DRAWS && !futile(judge(observed, draws, { given }), draws.length)) draw()
  let found = judge(observed, draws, { given })
  let agreement = draws.length < DRAWS ? SURE : agreed(found, observed, draws, given, next)
  while (agreement.answer < CLEAR && draws.length < DRAWS_MOST) {
    for (let twice = 2 * draws.length; draws.length < twice; ) draw()
    found = judge(observed, draws, { given })
    agreement = agreed(found, observed, draws, given, next)
  }
  const otherCloud =
    found.best > 1 ? explaining(points, observed[ks.indexOf(found.best)], cloud.columns, next) : undefined
  const small: number[] = []
  const judged = () => judge(observed, draws, { given, explained: otherCloud !== undefined, small })
  found = judged()
  // A few rows far from all others may become a group of their own, so the share is that of all rows in use.
  const least = new Map<number, number>()
  while (!given && smallestShare > 0 && small.length < ks.length) {
    least.set(found.k, leastShare(x, found.k, seed, sample))
    if (least.get(found.k)! >= smallestShare) break
    small.push(found.k)
    found = judged()
  }
  const { scores, ...answer } = found
  const inUse = observed[ks.indexOf(found.k)]
  const unclear = found.verdict.kind === 'segments' && agreement.verdict < UNCLEAR
  const alone = found.best > 1 ? aloneColumn(points, observed[ks.indexOf(found.best)], seed) : undefined
  const judgment: Assessment = {
    ...answer,
    ...((unclear || alone !== undefined) && { verdict: { kind: 'tentative' } }),
    given: given !== undefined,
    smallestShare,
    looks: observed.map(({ centroids, labels, ...measure }, i) => ({
      ...measure,
      ...scores[i],
      ...(least.has(measure.k) && { leastShare: least.get(measure.k) }),
      references: Float64Array.from(draws, (one) => one[i].index),
    })),
    rows: x.rows,
    read: read.rows,
    setAside: read.rows - points.rows,
    draws: draws.length,
    agreement: agreement.verdict,
    otherCloud,
    unclear,
    alone,
    alike: alikeColumns(points),
    one: oneGroup(inUse, found),
    centroids: inUse.centroids,
  }
  return printAs(judgment, ({ verdict, k, best }) => {
    return `${verdict.kind}, k = ${k}; the data support ${best > 1 ? `${best} groups` : 'one cloud'}. evidence.verdict(...) says why.`
  })
}

const OTHER_DRAWS = 20

/**
 * The other kind of cloud that explains the groups, if one does. Clusters of a ball have no more rows where they meet
 * than elsewhere, but each is cut off there by others, which looks like a gap; the same holds for clusters along a
 * curve.
 */
function explaining(
  points: Matrix,
  best: Observed,
  columns: readonly Column[],
  next: () => number,
): Assessment['otherCloud'] {
  const explains = (drawn: (next: () => number) => Matrix, loosened: readonly Column[]) => {
    const draws = Array.from({ length: OTHER_DRAWS }, () => measureDraw(drawn(next), [best.k], loosened, next)[0])
    return standingAt(best, draws) < RULE.otherCloud
  }
  // An elliptical cloud has no levels to spread out.
  if (explains(ellipticalCloud(points), [])) return 'elliptical'
  return explains(bentCloud(points, seedFrom(next)), columns) ? 'bent' : undefined
}

/**
 * The share of rows in the smallest of k clusters, found by k-means as for use; with many rows, from a quarter of the
 * sample.
 */
function leastShare(x: Matrix, k: number, seed: number, sample: number): number {
  const most = Math.round(JUDGED * sample)
  const read = x.rows > most ? takeRows(x, shuffled(x.rows, random(seed)).slice(0, most).sort()) : x
  return Math.min(...groupMeans(read, kmeans(read, k, { seed }).labels, k).sizes) / read.rows
}

/** Whether enough draws are as high as the data, both by score and by tightness (Besag and Clifford 1991). */
function futile({ p, pTighter }: Answer, draws: number): boolean {
  return Math.min(p, pTighter) * (draws + 1) - 1 >= FUTILE
}

/** The shares of resamples of the draws that give the same verdict, and the same verdict and number of groups. */
interface Agreement {
  readonly verdict: number
  readonly answer: number
}

const SURE: Agreement = { verdict: 1, answer: 1 }

function agreed(
  found: Answer,
  observed: readonly Measure[],
  draws: readonly Measure[][],
  given: number | undefined,
  next: () => number,
): Agreement {
  let [verdict, answer] = [0, 0]
  for (let i = 0; i < RESAMPLES; i++) {
    const resample = draws.map(() => draws[Math.floor(next() * draws.length)])
    const again = judge(observed, resample, { given })
    if (again.verdict.kind !== found.verdict.kind) continue
    verdict++
    if (again.best === found.best) answer++
  }
  return { verdict: verdict / RESAMPLES, answer: answer / RESAMPLES }
}

/**
 * One column makes the groups if they explain at least this share of it, and at most NOT_MADE_BY of any other column.
 */
const MADE_BY = 0.5
const NOT_MADE_BY = 0.1
const ROWS_WITHOUT = 500

/** The one column that makes the groups: they differ in no other column, and without it no groups are found. */
function aloneColumn(points: Matrix, { labels }: Observed, seed: number): number | undefined {
  const explained = columnsOf(points).map((column) =>
    column.some((value) => value !== column[0]) ? etaSquared(column, labels).eta : 0,
  )
  const made = explained.findIndex((share) => share >= MADE_BY)
  const others = explained.filter((_, j) => j !== made)
  if (made < 0 || !others.length || others.some((share) => share > NOT_MADE_BY)) return undefined
  const data = points.data.filter((_, at) => at % points.cols !== made)
  const rest: Matrix = { rows: points.rows, cols: points.cols - 1, data }
  if (distinctRows(rest, 3) < 3) return made
  return assess(rest, { seed, rows: ROWS_WITHOUT }).best === 1 ? made : undefined
}

const ALIKE = 0.95

function alikeColumns(points: Matrix): [number, number][] {
  const { cols, data } = scoreCorrelation(columnsOf(points))
  const pairs: [number, number][] = []
  for (let i = 0; i < cols; i++) {
    for (let j = i + 1; j < cols; j++) if (Math.abs(data[i * cols + j]) >= ALIKE) pairs.push([i, j])
  }
  return pairs
}

/**
 * Neighbors that count as one group if k is not supported: the k - best with the weakest gaps, or else all without a
 * valley.
 */
function oneGroup({ k, valleys }: Observed, { best, verdict }: Answer): [number, number][] {
  if (verdict.kind === 'segments') return []
  const shallow = [...valleys].sort((a, b) => a.dip - b.dip)
  const merged = best > 1 && k > best ? shallow.slice(0, k - best) : shallow.filter(({ dip }) => dip < RULE.leastDip)
  return merged.map(({ a, b }) => [a, b])
}

/** The numbers of groups to try: 2 to 7 and the given one, as far as there are enough distinct rows. */
function candidates(points: Matrix, given?: number): number[] {
  const most = Math.max(K_MOST, given ?? 0)
  const different = distinctRows(points, most + 1)
  const ks = Array.from({ length: most - 1 }, (_, i) => i + 2).filter(
    (k) => k < different && (k <= K_MOST || k === given),
  )
  if (ks.length && (given === undefined || ks.includes(given))) return ks
  throw new RangeError(
    `assess requires more than ${given ?? 2} distinct rows, got ${different} among ${count(points.rows, 'row')}`,
  )
}

/** What the data show at one k, averaged over searches and spreads. */
interface Observed extends Measure {
  readonly valleys: readonly Valley[]
  readonly labels: Int32Array
  readonly centroids: Matrix
}

function observe(points: Matrix, k: number, columns: readonly Column[], next: () => number): Observed {
  const fits = Array.from({ length: SEARCHES }, () => kmeans(points, k, { seed: seedFrom(next), ...SEARCH }))
  const best = fits.reduce((a, b) => (b.inertia < a.inertia ? b : a))
  const once = totalInertia(points)
  const spreads = Array.from({ length: columns.some(({ coarse }) => coarse) ? SPREADS : 1 }, () =>
    valleys(points, best.labels, k, spread(points, columns, next)),
  )
  const mean = (of: (valley: Valley) => number, at: number) =>
    spreads.reduce((sum, found) => sum + of(found[at]), 0) / spreads.length
  const averaged = spreads[0].map((valley, at) => ({
    ...valley,
    dip: mean(({ dip }) => dip, at),
    peak: mean(({ peak }) => peak, at),
    floor: mean(({ floor }) => floor, at),
  }))
  const index = fits.reduce((sum, { inertia }) => sum + indexOf(inertia, once), 0) / fits.length
  return { k, index, ...depthOf(averaged), valleys: averaged, labels: best.labels, centroids: best.centroids }
}

function measureDraw(draw: Matrix, ks: readonly number[], columns: readonly Column[], next: () => number): Measure[] {
  const once = totalInertia(draw)
  const different = distinctRows(draw, ks[ks.length - 1] + 1)
  const loose = spread(draw, columns, next)
  return ks.map((k) => {
    // A draw cannot have more clusters than distinct rows.
    const { inertia, labels } = kmeans(draw, Math.min(k, different), { seed: seedFrom(next), ...SEARCH })
    return { k, index: indexOf(inertia, once), ...depthOf(valleys(draw, labels, Math.min(k, different), loose)) }
  })
}

function indexOf(inertia: number, once: number): number {
  return Math.log(Math.max(inertia / once, LEAST_INERTIA))
}

function totalInertia(x: Matrix): number {
  return kmeans(x, 1).inertia
}

function depthOf(found: readonly Valley[]): Omit<Measure, 'k' | 'index'> {
  const fall = found.reduce((sum, { peak, floor }) => sum + peak - floor, 0)
  const rows = found.reduce((sum, { peak, floor }) => sum + peak + floor, 0)
  const dips = found.map(({ dip }) => dip)
  return {
    contrast: fall / Math.sqrt(rows + 1),
    dip: dips.reduce((sum, one) => sum + one, 0) / Math.max(1, dips.length),
    leastDip: Math.min(...dips),
    fullest: Math.max(...found.map(({ peak, floor }) => floor / Math.max(1, peak))),
  }
}

/** Coarse columns spread out evenly between their levels, since a dip test takes each level for a peak. */
function spread(x: Matrix, columns: readonly Column[], next: () => number): Matrix {
  const data = x.data.slice()
  columns.forEach(({ coarse, levels }, j) => {
    if (!coarse || levels.length < 2) return
    const place = new Map(Array.from(levels, (level, i) => [level, i]))
    const half = Array.from(levels, (level, i) => (i > 0 ? (level - levels[i - 1]) / 2 : (levels[1] - level) / 2))
    for (let i = 0; i < x.rows; i++) {
      const at = place.get(data[i * x.cols + j])!
      const below = half[at]
      const above = at + 1 < levels.length ? half[at + 1] : below
      data[i * x.cols + j] += next() * (below + above) - below
    }
  })
  return { ...x, data }
}

function seedFrom(next: () => number): number {
  return 1 + Math.floor(next() * 4294967295)
}

/** The rows in increasing order of their values, so that their order in the file does not matter. */
function inOrder(x: Matrix): Matrix {
  const { rows, cols, data } = x
  const order = Int32Array.from({ length: rows }, (_, i) => i).sort((a, b) => {
    for (let j = 0; j < cols; j++) {
      const difference = data[a * cols + j] - data[b * cols + j]
      if (difference !== 0) return difference
    }
    return 0
  })
  return takeRows(x, order)
}
