import { claimsOfShuffled, SHUFFLED } from './coverage-claims.js'
import { deltas } from './coverage-delta.js'
import { lifts } from './coverage-lift.js'
import { covered } from './coverage-plant.js'
import { valueShares } from './coverage-share.js'
import { cramersVs } from './coverage-v.js'
import { thousands } from './study.js'

/** How often do the 95 % intervals hold the planted truth, and how often is a claim supported that is not true? */

/** One seed of a scenario: how many of so many intervals hold the truth, or of so many false claims are supported. */
export interface CoverageTrial {
  readonly scenario: string
  readonly seed: number
  readonly hits: number
  readonly of: number
}

/** A line of the table: a bound, what was counted, and whether the bound is met. */
export interface Line {
  readonly what: string
  readonly bound: string
  readonly found: string
  readonly met: boolean
}

/**
 * Trials by scenario: each is a pure function of a seed, 1 or more, and takes about a second or less.
 *
 * @example COVERAGE['Lift 1.00, 30 % against 30 %, 20 against 40'](1) // hits 10 of 10
 */
export const COVERAGE: Readonly<Record<string, (seed: number) => CoverageTrial | Promise<CoverageTrial>>> =
  Object.fromEntries([
    ...[...deltas, ...cramersVs, ...lifts, ...valueShares].map((plant, stream) => [
      plant.name,
      (seed: number) => ({ scenario: plant.name, seed, hits: covered(plant, seed, stream), of: plant.repeats }),
    ]),
    [SHUFFLED, async (seed: number) => ({ scenario: SHUFFLED, seed, ...(await claimsOfShuffled(seed)) })],
  ])

/** At least so many of the 95 % intervals are to hold the truth. */
const LEAST = 0.93
/** At most so many of the claims about columns that tell nothing are to hold. */
const MOST = 0.05

/**
 * Count the trials against the bounds.
 *
 * @param trials at least one; not modified
 * @returns a line a scenario that has trials, in the order of `COVERAGE`
 */
export function coverageLines(trials: readonly CoverageTrial[]): Line[] {
  return Object.keys(COVERAGE).flatMap((what) => {
    const own = trials.filter(({ scenario }) => scenario === what)
    const of = own.reduce((sum, one) => sum + one.of, 0)
    if (!of) return []
    const share = own.reduce((sum, one) => sum + one.hits, 0) / of
    const claims = what === SHUFFLED
    return [
      {
        what,
        bound: claims ? 'at most 5 % hold' : 'at least 93 % hold the truth',
        found: `${(100 * share).toFixed(1)} % of ${thousands(of)}`,
        met: claims ? share <= MOST : share >= LEAST,
      },
    ]
  })
}
