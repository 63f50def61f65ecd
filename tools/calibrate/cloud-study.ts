import { CLOUDS, type Cloud } from './clouds.js'
import { FURTHER_CLOUDS } from './further-clouds.js'
import { mixtureChoices } from './peers.js'
import { atMost, byScenario, percent, type Section, type Study, type Trial, thousands } from './study.js'
import { compared, count, type Found, ROWS, verdictOf } from './verdicts.js'

const COLUMNS = ['Cloud', 'Rows', 'Data sets', 'Segments at most', 'Segments', 'Tentative', 'Slices', 'Met']

/** Clouds without groups: how often are they called segments? */
export const cloudStudy: Study<Found> = {
  name: 'clouds',
  scenarios: Object.keys(CLOUDS),
  rows: ROWS,
  dependsOn: (scenario) => (CLOUDS[scenario].simulated ? 'everything' : 'points'),
  trial: (task) => compared(CLOUDS[task.scenario].draw, task),
  section(trials) {
    const groups = byScenario(trials)
    return {
      title: 'One cloud, no groups',
      lead: 'Each data set is one cloud: finding segments in it is an error. The gap statistic and BIC are wrong if they choose more than one group.',
      columns: [...COLUMNS, 'Gap: k > 1', 'BIC: k > 1'],
      rows: groups.map((own) => {
        const gap = own.flatMap(({ found }) => found.gap ?? [])
        return [...line(CLOUDS, own), ...[gap, mixtureChoices(own)].map(moreThanOne)]
      }),
      misses: misses(CLOUDS, groups),
    }
  },
}

/** Clouds from families that were not used to build the rule. */
export const furtherCloudStudy: Study<Found> = {
  name: 'further clouds',
  repeats: 0.1,
  scenarios: Object.keys(FURTHER_CLOUDS),
  rows: ROWS,
  dependsOn: () => 'points',
  trial: async ({ scenario, rows, seed }) => verdictOf(await FURTHER_CLOUDS[scenario].draw(seed, rows), seed),
  section: (trials) => furtherSection(byScenario(trials)),
}

function furtherSection(groups: readonly Trial<Found>[][]): Section {
  return {
    title: 'Further clouds',
    lead: 'Families that were not used to build the rule. A ring, and shares that add up to 1 (simplex), cannot be told from groups; a ring is only counted.',
    columns: COLUMNS,
    rows: groups.map((own) => line(FURTHER_CLOUDS, own)),
    misses: misses(FURTHER_CLOUDS, groups),
  }
}

function moreThanOne(choices: readonly number[]): string {
  return percent(choices.filter((k) => k > 1).length, choices.length)
}

function line(clouds: Readonly<Record<string, Cloud>>, own: readonly Trial<Found>[]): string[] {
  const [{ scenario, rows }] = own
  const { most } = clouds[scenario]
  const counts = (['segments', 'tentative', 'slices'] as const).map((kind) => count(found(own), kind))
  return [
    scenario,
    thousands(rows),
    String(own.length),
    most === undefined ? '–' : percent(most, 1),
    ...counts.map((hits) => percent(hits, own.length)),
    most === undefined ? '–' : atMost(most, counts[0], own.length),
  ]
}

function misses(clouds: Readonly<Record<string, Cloud>>, groups: readonly Trial<Found>[][]): string[] {
  return groups.flatMap((own) => {
    const [{ scenario, rows }] = own
    const { most } = clouds[scenario]
    const segments = count(found(own), 'segments')
    if (most === undefined || atMost(most, segments, own.length) !== 'no') return []
    return [
      `${scenario}, ${thousands(rows)} rows: segments in ${segments} of ${own.length}, at most ${percent(most, 1)}`,
    ]
  })
}

function found(trials: readonly Trial<Found>[]): Found[] {
  return trials.map((trial) => trial.found)
}
