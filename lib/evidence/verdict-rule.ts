/** What a clustering into k groups shows, of the data or of a draw from the one cloud. */
export interface Measure {
  readonly k: number
  /** The log of the inertia with k clusters over that with one: the lower, the tighter. */
  readonly index: number
  /** How deep the valleys between neighbors are: rows on the peaks less rows on the floors, in standard errors. */
  readonly contrast: number
  /** The dips of the valleys as normal scores: their mean and minimum. */
  readonly dip: number
  readonly leastDip: number
  /** The largest ratio of rows on the floor to rows on the lower peak: from 1 on there is no valley. */
  readonly fullest: number
}

/** How the data compare with the draws at one k. */
export interface Score {
  readonly k: number
  /** How far the index lies below that of the draws, in their standard deviations. */
  readonly tightness: number
  /** How far contrast and mean dip lie above those of the draws, in standard deviations, added up. */
  readonly depth: number
  /** The sum of tightness and depth. */
  readonly score: number
  /** Whether tightness, depth and score are high enough; whether no two neighbors lack a valley. */
  readonly stands: boolean
  readonly parted: boolean
  /** Both, with p at most RULE.chance, and no other kind of cloud explains it. */
  readonly passes: boolean
}

export type VerdictKind = 'segments' | 'tentative' | 'slices'

/** The answer of the rule. */
export interface Answer {
  readonly k: number
  /** The k that would be in use if a group could have any size. */
  readonly wanted: number
  readonly best: number
  readonly verdict: { readonly kind: VerdictKind }
  readonly p: number
  readonly pTighter: number
  /** The score that a number of groups needs to stand. */
  readonly needed: number
  readonly scores: readonly Score[]
}

/** The thresholds of the rule. */
export const RULE = {
  /** For the probability that one cloud gives a score as high at any k. */
  chance: 0.05,
  /** For the score at this k and its two parts, in standard deviations of the draws. */
  score: 6,
  depth: 2.5,
  tightness: 0,
  /** For the mean and the least dip of the valleys, as normal scores; and for how full the fullest valley is. */
  dip: 0.2,
  leastDip: -1.5,
  fullest: 1,
  /** For the score against draws from another kind of cloud, in their standard deviations. */
  otherCloud: 2,
  /** For a k: the share it must reach of the best score, and of the best tightness of those that pass. */
  near: 0.8,
} as const

/** From about this dip on, a normal score, a gap is there beyond chance. */
export const GAP_DIP = 1.6

/** The most groups that are cut for convenience if the data support none. */
const CONVENIENT = 3

/**
 * Choose k and the verdict from measures of the data and of draws from one cloud.
 *
 * A number of groups passes if its clusters are tighter than those of the draws and separated by deeper valleys, so
 * much so that one cloud would hardly give such a score at any k; if no two neighbors lack a valley; and if no other k
 * scores much better. The data support the smallest k that passes and is nearly as tight as any that does. *Segments*:
 * the k in use passes, and is no larger than the data support. *Tentative*: the data support another number, or are
 * tighter than one cloud without falling into groups. *Slices*: one cloud, cut for convenience.
 *
 * @param observed one for each k, increasing; not modified
 * @param draws at least 3, each with the same k; not modified
 * @param options given: the k to judge, chosen by default; explained: whether another kind of cloud also gives the
 *   groups (see assess), so that none pass; small: numbers of groups not to choose, because one group would have too
 *   few customers to be useful. What the data support does not depend on it.
 */
export function judge(
  observed: readonly Measure[],
  draws: readonly (readonly Measure[])[],
  { given, explained = false, small = [] }: { given?: number; explained?: boolean; small?: readonly number[] } = {},
): Answer {
  const { own, others } = compared(observed, draws)
  const p = chance(own, others, ({ score }) => score)
  const pTighter = chance(own, others, ({ tightness }) => tightness)
  const needed = Math.max(RULE.score, RULE.near * Math.max(...own.map(({ score }) => score)))
  const scores = own.map((one, i): Score => {
    const { k, dip, leastDip, fullest } = observed[i]
    const parted = dip >= RULE.dip && leastDip >= RULE.leastDip && fullest < RULE.fullest
    const stands = one.tightness >= RULE.tightness && one.depth >= RULE.depth && one.score >= needed
    return { k, ...one, stands, parted, passes: !explained && p <= RULE.chance && parted && stands }
  })
  const passing = scores.filter(({ passes }) => passes)
  const near = RULE.near * Math.max(...passing.map(({ tightness }) => tightness))
  const best = passing.find(({ tightness }) => tightness >= near)?.k ?? 1
  const tighter = pTighter <= RULE.chance
  const large = scores.filter((one) => !small.includes(one.k))
  // If every number of groups has a group that is too small, none is better than another in this respect.
  const offered = large.length ? large : scores
  const wanted = given ?? chosen(scores, best, tighter)
  const k = given ?? chosen(offered, best, tighter)
  const borne = k <= best && passing.some((one) => one.k === k)
  const kind = borne ? 'segments' : best > 1 || tighter ? 'tentative' : 'slices'
  return { k, wanted, best, verdict: { kind }, p, pTighter, needed, scores }
}

/** The number of groups in use, of those offered: what the data support, or else what comes nearest to it. */
function chosen(offered: readonly Score[], best: number, tighter: boolean): number {
  if (offered.some(({ k }) => k === best)) return best
  const passing = offered.filter(({ passes, k }) => passes && k < best)
  const from = passing.length ? passing : offered
  if (best > 1 || tighter) return from.reduce((a, b) => (b.tightness > a.tightness ? b : a)).k
  return (offered.filter(({ k }) => k <= CONVENIENT).at(-1) ?? offered[0]).k
}

interface Standing {
  readonly tightness: number
  readonly depth: number
  readonly score: number
}

/** The standing of the data among the draws, at each k; and of each draw among the others. */
function compared(
  observed: readonly Measure[],
  draws: readonly (readonly Measure[])[],
): { own: Standing[]; others: Standing[][] } {
  const own: Standing[] = []
  const others: Standing[][] = draws.map(() => [])
  observed.forEach((one, i) => {
    const at = draws.map((draw) => draw[i])
    const index = standings(one, at, (measure) => -measure.index)
    const contrast = standings(one, at, (measure) => measure.contrast)
    const dip = standings(one, at, (measure) => measure.dip)
    own.push(standing(index.own, contrast.own + dip.own))
    for (let b = 0; b < draws.length; b++) {
      others[b].push(standing(index.others[b], contrast.others[b] + dip.others[b]))
    }
  })
  return { own, others }
}

function standing(tightness: number, depth: number): Standing {
  return { tightness, depth, score: tightness + depth }
}

/** In standard deviations (n - 1) of the draws; each draw is compared with the others. A deviation is never quite 0. */
function standings(
  own: Measure,
  draws: readonly Measure[],
  of: (measure: Measure) => number,
): { own: number; others: number[] } {
  const values = draws.map(of)
  const n = values.length
  const sum = values.reduce((total, value) => total + value, 0)
  const centre = sum / n
  const squares = values.reduce((total, value) => total + (value - centre) ** 2, 0)
  const others = values.map((value) => {
    const off = (value - centre) * (n / (n - 1))
    const left = squares - (off ** 2 * (n - 1)) / n
    return off / Math.max(Math.sqrt(left / (n - 2)), 1e-9)
  })
  return { own: (of(own) - centre) / Math.max(Math.sqrt(squares / (n - 1)), 1e-9), others }
}

/**
 * Compute how high the data score at one k, against draws from another cloud.
 *
 * @param observed the data; not modified
 * @param draws at least 3, of the same k; not modified
 * @returns in standard deviations of the scores of the draws, each compared with the others
 */
export function standingAt(observed: Measure, draws: readonly Measure[]): number {
  const { own, others } = compared(
    [observed],
    draws.map((draw) => [draw]),
  )
  const scores = others.map(([{ score }]) => score)
  const centre = scores.reduce((sum, one) => sum + one, 0) / scores.length
  const squares = scores.reduce((sum, one) => sum + (one - centre) ** 2, 0)
  return (own[0].score - centre) / Math.max(Math.sqrt(squares / (scores.length - 1)), 1e-9)
}

/** The share of draws, counting the data, that are as high as the data, each taken at the k where it is highest. */
function chance(
  own: readonly Standing[],
  others: readonly (readonly Standing[])[],
  of: (standing: Standing) => number,
): number {
  const highest = (standings: readonly Standing[]) => Math.max(...standings.map(of))
  const top = highest(own)
  return (1 + others.filter((one) => highest(one) >= top).length) / (1 + others.length)
}
