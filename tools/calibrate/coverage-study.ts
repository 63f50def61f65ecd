import { COVERAGE, type CoverageTrial, coverageLines } from './coverage.js'
import type { Study } from './study.js'

type Found = Pick<CoverageTrial, 'hits' | 'of'>

/** Intervals on planted effects, and claims about columns unrelated to the groups. */
export const coverageStudy: Study<Found> = {
  name: 'coverage',
  scenarios: Object.keys(COVERAGE),
  // Each scenario has its own sizes.
  rows: [0],
  repeats: 0.2,
  dependsOn: () => 'everything',
  async trial({ scenario, seed }) {
    const { hits, of } = await COVERAGE[scenario](seed)
    return { hits, of }
  },
  section(trials) {
    const lines = coverageLines(trials.map(({ scenario, seed, found }) => ({ scenario, seed, ...found })))
    return {
      title: 'Intervals and claims where groups are planted',
      lead: 'The share of 95% intervals that contain the planted truth, and the share of claims that hold about columns unrelated to the groups.',
      columns: ['What', 'Bound', 'Found', 'Met'],
      rows: lines.map(({ what, bound, found, met }) => [what, bound, found, met ? 'yes' : 'no']),
      misses: lines.filter(({ met }) => !met).map(({ what, bound, found }) => `${what}: ${found}, ${bound}`),
    }
  },
}
