import { statistics } from 'segments'

/** One data set: a scenario of a study, its number of rows and its seed. */
export interface Task {
  readonly study: string
  readonly scenario: string
  readonly rows: number
  readonly seed: number
}

/** A data set and what was found in it, as JSON can hold it. */
export interface Trial<Found = unknown> extends Task {
  readonly found: Found
}

/** What a study says: a table under a title and a few sentences, and the bounds that it misses. */
export interface Section {
  readonly title: string
  readonly lead: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Each in words: scenario, rows, what was found, and its bound. */
  readonly misses: readonly string[]
}

/** What the trials of a scenario depend on: the verdict of points, or all of the library and the simulator. */
export type Dependence = 'points' | 'everything'

/**
 * A table of the calibration: data sets whose truth is known, what is said of each, and how often that is wrong.
 * `studies.ts` lists them in the order of the page.
 */
export interface Study<Found = unknown> {
  readonly name: string
  readonly scenarios: readonly string[]
  readonly rows: readonly number[]
  /** Data sets a scenario for each of `--seeds`: 1 by default; a part of 1 where fewer will do. */
  readonly repeats?: number
  dependsOn(scenario: string): Dependence
  /** One trial; the same task always finds the same. */
  trial(task: Task): Promise<Found>
  /** Of all trials of the study, at least one. */
  section(trials: readonly Trial<Found>[]): Section
}

/** The tasks of a study for seeds 1 to `seeds`, repeated as the study says. */
export function tasksOf(study: Study, seeds: number, rows: readonly number[] = study.rows): Task[] {
  const all = Array.from({ length: Math.ceil(seeds * (study.repeats ?? 1)) }, (_, i) => i + 1)
  return study.scenarios.flatMap((scenario) =>
    rows.flatMap((count) => all.map((seed) => ({ study: study.name, scenario, rows: count, seed }))),
  )
}

/** The trials of each scenario and number of rows, in order of first appearance. */
export function byScenario<Found>(trials: readonly Trial<Found>[]): Trial<Found>[][] {
  const groups = new Map<string, Trial<Found>[]>()
  for (const trial of trials) {
    const key = JSON.stringify([trial.scenario, trial.rows])
    groups.set(key, [...(groups.get(key) ?? []), trial])
  }
  return [...groups.values()]
}

/** Is a bound met: `yes`; `within chance` where it is missed, but its 95 % interval (Wilson) reaches it; `no`. */
export type Met = 'yes' | 'within chance' | 'no'

export function atMost(most: number, hits: number, n: number): Met {
  if (hits / n <= most) return 'yes'
  return statistics.wilson(hits, n).low <= most ? 'within chance' : 'no'
}

export function atLeast(least: number, hits: number, n: number): Met {
  if (hits / n >= least) return 'yes'
  return statistics.wilson(hits, n).high >= least ? 'within chance' : 'no'
}

/** A share of data sets in percent, `–` of none. */
export function percent(hits: number, n: number): string {
  return n ? `${Math.round((100 * hits) / n)} %` : '–'
}

export function thousands(count: number): string {
  return count.toLocaleString('en-US')
}
