import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Task } from './study.js'

/** The other ways of choosing k run on the data sets of seeds 1 to 10 only. */
export const PEER_SEEDS = 10

/** Output of gaussian_mixture.py: k of each data set, and the first value of each first one, to detect changed data. */
export interface GaussianMixtures {
  readonly versions: Readonly<Record<string, string>>
  /** By `nameOf`: k of seeds 1, 2, ..., one digit each. */
  readonly chosen: Readonly<Record<string, string>>
  readonly first: Readonly<Record<string, number>>
}

const FILE = fileURLToPath(new URL('./gaussian-mixture.json', import.meta.url))

export const gaussianMixtures: GaussianMixtures = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : { versions: {}, chosen: {}, first: {} }

/** Return the name of a scenario and its rows in gaussian-mixture.json. */
export function nameOf({ study, scenario, rows }: Omit<Task, 'seed'>): string {
  return `${study}: ${scenario}: ${rows}`
}

/** Return the numbers of groups that BIC chose for these data sets, without those it was not run on. */
export function mixtureChoices(tasks: readonly Task[], mixtures: GaussianMixtures = gaussianMixtures): number[] {
  return tasks.flatMap((task) => {
    const digit = mixtures.chosen[nameOf(task)]?.[task.seed - 1]
    return digit ? [Number(digit)] : []
  })
}
