import { randomNormal } from 'd3-random'
import { core, statistics } from 'segments'

export type Interval = readonly [number, number]

/** Draws from one seeded source. */
export interface Draws {
  /** uniform on [0, 1) */
  readonly uniform: () => number
  /** mean 0, deviation 1 */
  readonly normal: () => number
}

/** A planted effect: its true value, and how its 95 % interval is had from data drawn anew. */
export interface Plant {
  readonly name: string
  readonly truth: number
  readonly interval: (draw: Draws) => Interval
  /** Data sets a seed. */
  readonly repeats: number
}

/** Shares of customers with each of several levels, adding up to 1. */
export type Shares = readonly number[]

/** So many data sets a seed that the share of all is known to half a percent. */
export const REPEATS = 10

/** Group and rest: 60 and 300 customers by thirds, and a small group. */
export const SIZES: readonly (readonly [number, number])[] = [
  [20, 40],
  [100, 200],
  [20, 280],
]

/**
 * How many of a seed's intervals hold the truth.
 *
 * @param stream a number of the plant: no two draw the same
 */
export function covered({ truth, interval, repeats }: Plant, seed: number, stream: number): number {
  const source = core.random(1_000_000 * (stream + 1) + seed)
  const draw = { uniform: source, normal: randomNormal.source(source)() }
  return drawn(repeats, () => interval(draw)).filter(([low, high]) => low <= truth && truth <= high).length
}

/** That many values, each drawn anew. */
export function drawn<Value>(size: number, value: () => Value): Value[] {
  return Array.from({ length: size }, value)
}

/** A level, 0, 1, ..., by the shares of the levels. */
export function pick(draw: Draws, shares: Shares): number {
  let left = draw.uniform()
  const level = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return level < 0 ? shares.length - 1 : level
}

/** The interval that claims have, of the first `group` values against the others; p plays no part. */
export function claimed(values: number[] | string[], group: number): Interval {
  const inGroup = Uint8Array.from({ length: values.length }, (_, i) => (i < group ? 1 : 0))
  return statistics.againstRest([{ values, inGroup }], { permutations: 0 })[0].interval
}
