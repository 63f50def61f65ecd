import { mixtureChoices } from './peers.js'
import { type Bound, COUNTS, equalName, FURTHER_PLANTED, PLANTED, type Planted } from './planted.js'
import { atLeast, atMost, byScenario, percent, type Study, type Trial, thousands } from './study.js'
import { compared, count, type Found, ROWS, verdictOf } from './verdicts.js'

const COLUMNS = ['Groups', 'k', 'Rows', 'Data sets', 'Bound', 'Segments', 'Right k', 'Slices', 'Met']
const MANY = 1000

/** Planted groups: how often are they found, and in the right number? */
export const plantedStudy: Study<Found> = {
  name: 'planted groups',
  repeats: 0.3,
  scenarios: Object.keys(PLANTED),
  rows: ROWS,
  dependsOn: (scenario) => (PLANTED[scenario].simulated ? 'everything' : 'points'),
  trial: (task) => compared(PLANTED[task.scenario].draw, task),
  section(trials) {
    const groups = byScenario(trials)
    return {
      title: 'Planted groups',
      lead: '*sd apart* gives the distance between any two centers, in standard deviations within a group. *Right k* means segments in the planted number; for the gap statistic and BIC, that they chose this k. Groups with the same margins but opposite correlations share a center, so k-means cannot find them; they are only counted.',
      columns: [...COLUMNS, 'Gap: right k', 'BIC: right k'],
      rows: groups.map((own) => {
        const { k } = PLANTED[own[0].scenario]
        const gap = own.flatMap(({ found }) => found.gap ?? [])
        const peers = [gap, mixtureChoices(own)]
        return [
          ...line(PLANTED, own),
          ...peers.map((choices) => percent(choices.filter((one) => one === k).length, choices.length)),
        ]
      }),
      misses: misses(PLANTED, groups),
    }
  },
}

/** Groups from families that were not used to build the rule. */
export const furtherPlantedStudy: Study<Found> = {
  name: 'further groups',
  repeats: 0.1,
  scenarios: Object.keys(FURTHER_PLANTED),
  rows: ROWS,
  dependsOn: () => 'points',
  trial: async ({ scenario, rows, seed }) => verdictOf(await FURTHER_PLANTED[scenario].draw(seed, rows), seed),
  section: (trials) => ({
    title: 'Further groups',
    lead: 'Families that were not used to build the rule; they are only counted.',
    columns: COLUMNS,
    rows: byScenario(trials).map((own) => line(FURTHER_PLANTED, own)),
    misses: [],
  }),
}

/** Scenarios of equal groups, with one group too many as the k given. */
const ASKED = Object.fromEntries(COUNTS.map((k) => [equalName(k, 3), k + 1]))

/** k equal groups, and k + 1 given: how often are they called segments? */
export const oneTooManyStudy: Study<Found> = {
  name: 'one too many',
  repeats: 0.3,
  scenarios: Object.keys(ASKED),
  rows: ROWS,
  dependsOn: () => 'points',
  trial: async ({ scenario, rows, seed }) => verdictOf(await PLANTED[scenario].draw(seed, rows), seed, ASKED[scenario]),
  section(trials) {
    const lines = byScenario(trials).map((own) => {
      const segments = count(
        own.map(({ found }) => found),
        'segments',
      )
      return { ...own[0], segments, n: own.length, met: atMost(0.05, segments, own.length) }
    })
    return {
      title: 'One group too many given',
      lead: 'The same equal groups, with a given k that is one too large.',
      columns: ['Groups', 'k given', 'Rows', 'Data sets', 'Segments at most', 'Segments', 'Met'],
      rows: lines.map(({ scenario, rows, segments, n, met }) => [
        scenario,
        String(ASKED[scenario]),
        thousands(rows),
        String(n),
        '5 %',
        percent(segments, n),
        met,
      ]),
      misses: lines
        .filter(({ met }) => met === 'no')
        .map(
          ({ scenario, rows, segments, n }) =>
            `${scenario}, k = ${ASKED[scenario]} given, ${thousands(rows)} rows: segments in ${segments} of ${n}, at most 5 %`,
        ),
    }
  },
}

/** Count the verdicts that find segments, and those that also find the planted k. */
export function hits(k: number, own: readonly Trial<Found>[]): Record<Bound['what'], number> {
  const segments = own.filter(({ found }) => found.kind === 'segments')
  return { segments: segments.length, 'right k': segments.filter(({ found }) => found.k === k).length }
}

function leastOf({ least, many = least }: Bound, rows: number): number {
  return rows >= MANY ? many : least
}

function line(all: Readonly<Record<string, Planted>>, own: readonly Trial<Found>[]): string[] {
  const [{ scenario, rows }] = own
  const { k, bound } = all[scenario]
  const found = hits(k, own)
  const slices = own.filter((trial) => trial.found.kind === 'slices').length
  return [
    scenario,
    String(k),
    thousands(rows),
    String(own.length),
    bound ? `${bound.what} ${percent(leastOf(bound, rows), 1)}` : '–',
    ...[found.segments, found['right k'], slices].map((one) => percent(one, own.length)),
    bound ? atLeast(leastOf(bound, rows), found[bound.what], own.length) : '–',
  ]
}

function misses(all: Readonly<Record<string, Planted>>, groups: readonly Trial<Found>[][]): string[] {
  return groups.flatMap((own) => {
    const [{ scenario, rows }] = own
    const { k, bound } = all[scenario]
    if (!bound) return []
    const found = hits(k, own)[bound.what]
    const least = leastOf(bound, rows)
    if (atLeast(least, found, own.length) !== 'no') return []
    return [
      `${scenario}, ${thousands(rows)} rows: ${bound.what} in ${found} of ${own.length}, at least ${percent(least, 1)}`,
    ]
  })
}
