import { type core, evidence } from 'segments'
import type { Generator } from './draws.js'
import { gapStatistic } from './gap-statistic.js'
import { PEER_SEEDS } from './peers.js'
import type { Task } from './study.js'

/** Numbers of rows of the data sets. */
export const ROWS: readonly number[] = [500, 2000]

/** The result on a data set: the verdict on the k in use, the k that the data support, and k of the gap statistic. */
export interface Found {
  readonly kind: 'segments' | 'tentative' | 'slices'
  readonly k: number
  readonly best: number
  readonly gap?: number
}

/** Return the verdict, with k chosen or given. */
export function verdictOf(x: core.Matrix, seed: number, k?: number): Found {
  const found = evidence.assess(x, { seed, k })
  return { kind: found.verdict.kind, k: found.k, best: found.best }
}

/** Return the verdict and, for the first seeds, k of the gap statistic on the same data. */
export async function compared(draw: Generator, { seed, rows }: Task): Promise<Found> {
  const x = await draw(seed, rows)
  const found = verdictOf(x, seed)
  return seed > PEER_SEEDS ? found : { ...found, gap: gapStatistic(x, { kMax: 7, seed }).k }
}

/** Count the verdicts of this kind. */
export function count(found: readonly Found[], kind: Found['kind']): number {
  return found.filter((one) => one.kind === kind).length
}
