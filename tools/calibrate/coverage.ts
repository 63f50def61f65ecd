import { claimsOfShuffled, SHUFFLED } from './coverage-claims.js'
import { deltas } from './coverage-delta.js'
import { lifts } from './coverage-lift.js'
import { covered } from './coverage-plant.js'
import { valueShares } from './coverage-share.js'
import { cramersVs } from './coverage-v.js'
import { thousands } from './study.js'

/** How often do the 95 % intervals contain the planted truth, and how often is a false claim supported? */

/** One seed of a scenario: `hits` of `of` intervals contain the truth, or `hits` of `of` false claims are supported. */
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
 * Trials by scenario. Each is a pure function of a seed (an integer >= 1) and takes about a second or less.
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

/** The least share of 95 % intervals that must contain the truth. */
const LEAST = 0.93
/** The largest share of claims about unrelated columns that may hold. */
const MOST = 0.05

/**
 * Check the trials against the bounds.
 *
 * @param trials at least one; not modified
 * @returns one line per scenario that has trials, in the order of `COVERAGE`
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
