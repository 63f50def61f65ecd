import { randomNormal } from 'd3-random'
import { core, statistics } from 'segments'

export type Interval = readonly [number, number]

/** Random numbers from one seeded source. */
export interface Draws {
  /** uniform on [0, 1) */
  readonly uniform: () => number
  /** mean 0, deviation 1 */
  readonly normal: () => number
}

/** A planted effect: its true value, and how to compute its 95 % interval from new data. */
export interface Plant {
  readonly name: string
  readonly truth: number
  readonly interval: (draw: Draws) => Interval
  /** Data sets per seed. */
  readonly repeats: number
}

/** Shares of customers at each of several levels; they add up to 1. */
export type Shares = readonly number[]

/** Data sets per seed: enough to know the share over all seeds to half a percent. */
export const REPEATS = 10

/** Sizes of group and rest: a third of 60 and of 300 customers, and a small group. */
export const SIZES: readonly (readonly [number, number])[] = [
  [20, 40],
  [100, 200],
  [20, 280],
]

/**
 * Count how many of a seed's intervals contain the truth.
 *
 * @param stream the plant's number, so that no two plants draw the same random numbers
 */
export function covered({ truth, interval, repeats }: Plant, seed: number, stream: number): number {
  const source = core.random(1_000_000 * (stream + 1) + seed)
  const draw = { uniform: source, normal: randomNormal.source(source)() }
  return drawn(repeats, () => interval(draw)).filter(([low, high]) => low <= truth && truth <= high).length
}

/** Draw this many values. */
export function drawn<Value>(size: number, value: () => Value): Value[] {
  return Array.from({ length: size }, value)
}

/** Draw a level (0, 1, ...) with these probabilities. */
export function pick(draw: Draws, shares: Shares): number {
  let left = draw.uniform()
  const level = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return level < 0 ? shares.length - 1 : level
}

/** Return the interval that claims report for the first `group` values against the others; p is not needed. */
export function claimed(values: number[] | string[], group: number): Interval {
  const inGroup = Uint8Array.from({ length: values.length }, (_, i) => (i < group ? 1 : 0))
  return statistics.againstRest([{ values, inGroup }], { permutations: 0 })[0].interval
}
