import type { DataFrame } from 'danfojs-node'
import { distinctRows } from '../clusters/distinct-rows.js'
import { takeRows } from '../clusters/groups.js'
import { kmeans } from '../clusters/kmeans.js'
import { changedShare } from '../clusters/match-clusters.js'
import type { Segmentation } from '../clusters/segment.js'
import type { Matrix } from '../core/matrix.js'
import { random, shuffled } from '../core/random.js'
import { JUDGED, sampleRows } from '../core/sample.js'
import { pick } from '../data/frame.js'
import { quantile } from '../statistics/quantile.js'
import { assess } from './assess.js'
import { everySpace, type PreparationChoice, withoutRange } from './choices.js'
import type { VerdictKind } from './verdict-rule.js'

/** One way to prepare the customers, and its results. */
export interface Preparation extends PreparationChoice {
  /** For each of ks: the share of customers who are in another group than in the segmentation, 0 to 1. */
  readonly changed: readonly number[]
  /** At the k of the segmentation, on a sample. */
  readonly verdict: JudgedAgain
}

/** The verdict, and the number of groups that the data support in this preparation. */
export interface JudgedAgain {
  readonly kind: VerdictKind
  readonly best: number
}

/**
 * The share of customers who change group when one choice changes and all others stay, over all such pairs: for a
 * choice of preparation, pairs at the k of the segmentation; for k, that k and a neighboring k in each preparation.
 */
export interface ChoiceEffect {
  readonly choice: keyof PreparationChoice | 'k'
  readonly pairs: number
  readonly median: number
  readonly largest: number
}

/** The segmentation repeated under other choices that an analyst could defend. */
export interface Multiverse {
  readonly seed: number
  /** Number of customers who were clustered again, all or a sample (see sampleRows); and number of all customers. */
  readonly customers: number
  readonly ofCustomers: number
  readonly k: number
  /** The k of the segmentation and its neighbors, increasing. */
  readonly ks: readonly number[]
  /** The first is that of the segmentation. */
  readonly preparations: readonly Preparation[]
  /** Largest median first. */
  readonly effects: readonly ChoiceEffect[]
  /** The largest share that changes group when only the seed of the search changes. */
  readonly luck: number
  /** Labels of features whose interquartile range is 0: the robust scaler centers them and keeps their units. */
  readonly unscaled: readonly string[]
  /** Number of customers read by each verdict. */
  readonly sample: number
}

/** A shorter search than that of the segmentation. Starts alone would leave four and more clusters to luck. */
const SEARCH = { starts: 5, swaps: 10 }
const OTHER_SEEDS = 3

/** One way to prepare the customers: its points, and the labels at each k. */
interface Universe {
  readonly x: Matrix
  readonly labels: readonly Int32Array[]
  readonly verdict: JudgedAgain
}

/**
 * Cluster again under other choices, to see whether they would give other groups: 4 sets of engagement weights, value
 * with and without its log, the standard and the robust scaler, and k with its neighbors. Clusters are matched to the
 * segments by who is in them, and the share of customers who change group is computed. Each preparation gets a verdict,
 * at the k of the segmentation.
 *
 * With another k, some clusters or segments have no match: all of their customers count as changed. Preparations that
 * give the same points, such as with and without a log where value is constant, are computed once.
 *
 * @param customers prepared (see prepare); not modified
 * @param segmentation of these customers; not modified
 * @param options seed: default 1; sample: default 20,000, of which a quarter is clustered again; rows: number of
 *   customers read by each verdict, default 500
 * @throws {RangeError} as kmeans, sampleRows and assess do
 * @see Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), Increasing transparency through a multiverse analysis,
 *   https://doi.org/10.1177/1745691616658637
 */
export function multiverse(
  customers: DataFrame,
  segmentation: Segmentation,
  options: { seed?: number; sample?: number; rows?: number } = {},
): Multiverse {
  const { seed = 1, sample, rows: judged = 500 } = options
  const { k, space } = segmentation
  const next = random(seed)
  const read = sampleRows(segmentation.labels.length, { sample, share: JUDGED, seed })
  const base = read ? read.map((row) => segmentation.labels[row]) : segmentation.labels
  const spaces = everySpace(
    read ? pick(customers, read) : customers,
    space.features.map(({ column }) => column),
  )
  // The points of a sample are scaled by the sample, in every preparation.
  const points = read ? spaces[0].space.x : space.x
  const rows = shuffled(base.length, next).slice(0, judged).sort()
  const most = distinctRows(points, k + 1)
  const ks = [k - 1, k, k + 1].filter((one) => one >= 2 && one <= most)
  const clustered = (x: Matrix): Universe => ({
    x,
    labels: ks.map((one) => (one === k && same(x, points) ? base : kmeans(x, one, { seed, sample, ...SEARCH }).labels)),
    verdict: judgedAgain(takeRows(x, rows), k, seed),
  })
  const known: Universe[] = []
  const universes = spaces.map(({ choice, space: { x } }) => {
    const found = known.find((one) => same(one.x, x)) ?? clustered(x)
    known.push(found)
    return { choice, ...found }
  })
  const seeds = Array.from({ length: OTHER_SEEDS }, () => 1 + Math.floor(next() * 1e9))
  return {
    seed,
    customers: base.length,
    ofCustomers: segmentation.labels.length,
    k,
    ks,
    preparations: universes.map(({ choice, labels, verdict }) => ({
      ...choice,
      changed: labels.map((one) => changedShare(one, base)),
      verdict,
    })),
    effects: effectsOf(universes, ks.indexOf(k)),
    luck: Math.max(
      ...seeds.map((one) => changedShare(kmeans(points, k, { seed: one, sample, ...SEARCH }).labels, base)),
    ),
    unscaled: withoutRange(spaces.flatMap(({ choice, space: own }) => (choice.scaler === 'robust' ? [own] : []))),
    sample: rows.length,
  }
}

function judgedAgain(x: Matrix, k: number, seed: number): JudgedAgain {
  const { verdict, best } = assess(x, { k, seed })
  return { kind: verdict.kind, best }
}

function effectsOf(universes: readonly (Universe & { choice: PreparationChoice })[], at: number): ChoiceEffect[] {
  const effect = (choice: ChoiceEffect['choice'], shares: readonly number[]): ChoiceEffect[] =>
    shares.length ? [{ choice, pairs: shares.length, median: quantile(shares, 0.5), largest: Math.max(...shares) }] : []
  const alone = (choice: keyof PreparationChoice) =>
    universes.flatMap((a, i) =>
      universes
        .slice(0, i)
        .filter((b) => CHOICES.every((one) => (a.choice[one] === b.choice[one]) === (one !== choice)))
        .map((b) => changedShare(a.labels[at], b.labels[at])),
    )
  const others = universes.flatMap(({ labels }) =>
    labels.filter((_, i) => i !== at).map((one) => changedShare(one, labels[at])),
  )
  return [...CHOICES.flatMap((choice) => effect(choice, alone(choice))), ...effect('k', others)].sort(
    (a, b) => b.median - a.median,
  )
}

const CHOICES = ['weights', 'log', 'scaler'] as const

function same(a: Matrix, b: Matrix): boolean {
  return a.cols === b.cols && a.data.every((value, i) => value === b.data[i])
}
