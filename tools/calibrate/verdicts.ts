import { type core, evidence } from 'segments'
import type { Generator } from './draws.js'
import { gapStatistic } from './gap-statistic.js'
import { PEER_SEEDS } from './peers.js'
import type { Task } from './study.js'

/** How many rows a data set has. */
export const ROWS: readonly number[] = [500, 2000]

/** What is said of a data set: the verdict on the k in use, the k that the data bear, and the k of the gap statistic. */
export interface Found {
  readonly kind: 'segments' | 'tentative' | 'slices'
  readonly k: number
  readonly best: number
  readonly gap?: number
}

/** The verdict, with k as chosen or given. */
export function verdictOf(x: core.Matrix, seed: number, k?: number): Found {
  const found = evidence.assess(x, { seed, k })
  return { kind: found.verdict.kind, k: found.k, best: found.best }
}

/** The verdict, and on the first seeds what the gap statistic says of the same data. */
export async function compared(draw: Generator, { seed, rows }: Task): Promise<Found> {
  const x = await draw(seed, rows)
  const found = verdictOf(x, seed)
  return seed > PEER_SEEDS ? found : { ...found, gap: gapStatistic(x, { kMax: 7, seed }).k }
}

/** How many of the verdicts are of that kind. */
export function count(found: readonly Found[], kind: Found['kind']): number {
  return found.filter((one) => one.kind === kind).length
}
