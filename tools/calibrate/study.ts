import { statistics } from 'segments'

/** One data set: a scenario of a study, its number of rows and its seed. */
export interface Task {
  readonly study: string
  readonly scenario: string
  readonly rows: number
  readonly seed: number
}

/** A data set and what was found in it; it can be written as JSON. */
export interface Trial<Found = unknown> extends Task {
  readonly found: Found
}

/** The result of a study: a table with a title and a few sentences, and the bounds that are missed. */
export interface Section {
  readonly title: string
  readonly lead: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Each in words: scenario, rows, what was found, and the bound. */
  readonly misses: readonly string[]
}

/** What the trials of a scenario depend on: the verdict on points, or the whole library and the simulator. */
export type Dependence = 'points' | 'everything'

/**
 * A table of the calibration: data sets whose truth is known, what is found in each, and how often that is wrong.
 * `studies.ts` lists them in the order of the page.
 */
export interface Study<Found = unknown> {
  readonly name: string
  readonly scenarios: readonly string[]
  readonly rows: readonly number[]
  /** Data sets per scenario for each of `--seeds`: 1 by default, less than 1 where fewer are enough. */
  readonly repeats?: number
  dependsOn(scenario: string): Dependence
  /** Run one trial; the same task always finds the same. */
  trial(task: Task): Promise<Found>
  /** Summarize all trials of the study, at least one. */
  section(trials: readonly Trial<Found>[]): Section
}

/** Return the tasks of a study, with seeds from 1 to `seeds` times its repeats. */
export function tasksOf(study: Study, seeds: number, rows: readonly number[] = study.rows): Task[] {
  const all = Array.from({ length: Math.ceil(seeds * (study.repeats ?? 1)) }, (_, i) => i + 1)
  return study.scenarios.flatMap((scenario) =>
    rows.flatMap((count) => all.map((seed) => ({ study: study.name, scenario, rows: count, seed }))),
  )
}

/** Group the trials by scenario and number of rows, in order of first appearance. */
export function byScenario<Found>(trials: readonly Trial<Found>[]): Trial<Found>[][] {
  const groups = new Map<string, Trial<Found>[]>()
  for (const trial of trials) {
    const key = JSON.stringify([trial.scenario, trial.rows])
    groups.set(key, [...(groups.get(key) ?? []), trial])
  }
  return [...groups.values()]
}

/** Whether a bound is met: `within chance` if it is missed, but the 95 % interval of the share (Wilson) reaches it. */
export type Met = 'yes' | 'within chance' | 'no'

export function atMost(most: number, hits: number, n: number): Met {
  if (hits / n <= most) return 'yes'
  return statistics.wilson(hits, n).low <= most ? 'within chance' : 'no'
}

export function atLeast(least: number, hits: number, n: number): Met {
  if (hits / n >= least) return 'yes'
  return statistics.wilson(hits, n).high >= least ? 'within chance' : 'no'
}

/** Format a share of data sets in percent, `–` if there are none. */
export function percent(hits: number, n: number): string {
  return n ? `${Math.round((100 * hits) / n)} %` : '–'
}

export function thousands(count: number): string {
  return count.toLocaleString('en-US')
}
