import { type Distribution, shareBelow } from './distribution.js'

/**
 * From these indices on, a feature should be watched, and the model fitted again: the usual thresholds of credit
 * scoring.
 */
export const WATCH = 0.1
export const REFIT = 0.25

const BINS = 10
/** An empty bin would make the index infinite. */
const LEAST_SHARE = 1e-4

/**
 * Compute the population stability index: how far a feature's distribution has moved. With bins cut at tenths of the
 * earlier customers, it sums (now - then) ln(now / then) over the bins. Below 0.1 little has changed, from 0.25 on much
 * has.
 *
 * @param then not modified
 * @param now of the same feature, in the same units; not modified
 * @returns 0 or more
 * @see Siddiqi (2006), Credit Risk Scorecards
 * @example stabilityIndex(then, then) // 0
 */
export function stabilityIndex(then: Distribution, now: Distribution): number {
  const cuts = cutsOf(then)
  const [before, after] = [then, now].map((one) => sharesBetween(one, cuts))
  return before.reduce((sum, share, bin) => sum + (after[bin] - share) * Math.log(after[bin] / share), 0)
}

/** The values where tenths end. If many customers share a value, several tenths end at it and form one bin. */
function cutsOf({ at, below }: Distribution): number[] {
  const ends = Array.from({ length: BINS - 1 }, (_, bin) => at[below.findIndex((share) => share >= (bin + 1) / BINS)])
  return [...new Set(ends)].filter((end) => end < at[at.length - 1])
}

function sharesBetween(distribution: Distribution, cuts: readonly number[]): number[] {
  const ends = [...cuts.map((cut) => shareBelow(distribution, cut)), 1]
  return ends.map((end, bin) => Math.max(LEAST_SHARE, end - (bin ? ends[bin - 1] : 0)))
}
