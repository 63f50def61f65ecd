import { randomExponential, randomGamma, randomNormal, randomPoisson } from 'd3-random'
import { core, features } from 'segments'

/** Random numbers from one seeded source. */
export interface Draws {
  /** uniform on [0, 1) */
  readonly uniform: () => number
  /** mean 0, deviation 1 */
  readonly normal: () => number
  /** mean 1 */
  readonly exponential: () => number
  /** with the given shape, scale 1 */
  readonly gamma: (shape: number) => number
  /** a count with the given mean */
  readonly poisson: (mean: number) => number
}

/** Draws row `at` of `rows`; its columns may have any units. */
export type RowOf = (draw: Draws, at: number, rows: number) => number[]

/** Draws a data set from its seed: rows by columns, each column standardized. Simulated customers go through a file. */
export type Generator = (seed: number, rows: number) => core.Matrix | Promise<core.Matrix>

/**
 * Make a generator of a scenario.
 *
 * @param name of the scenario; two scenarios share no random numbers, even with the same seed
 * @param setting draws what all rows of a data set share, such as the centers of its groups; returns how to draw a row
 * @returns a pure function of seed (an integer >= 1) and rows
 */
export function generator(name: string, setting: (draw: Draws) => RowOf): (seed: number, rows: number) => core.Matrix {
  return (seed, rows) => {
    const draw = draws(core.random(mixed(name, seed)))
    const rowOf = setting(draw)
    const all = Array.from({ length: rows }, (_, at) => rowOf(draw, at, rows))
    return features.standardize({ rows, cols: all[0].length, data: Float64Array.from(all.flat()) }).z
  }
}

function draws(source: () => number): Draws {
  const gamma = randomGamma.source(source)
  const poisson = randomPoisson.source(source)
  return {
    uniform: source,
    normal: randomNormal.source(source)(),
    exponential: randomExponential.source(source)(1),
    gamma: (shape) => gamma(shape)(),
    poisson: (mean) => poisson(mean)(),
  }
}

/** Hash name and seed (FNV-1a) to a seed from 1 to 4294967295. */
function mixed(name: string, seed: number): number {
  let hash = 2166136261
  for (const character of `${name} ${seed}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0
  return Math.max(1, hash)
}

/** Make this many values. */
export function times(count: number, value: (j: number) => number): number[] {
  return Array.from({ length: count }, (_, j) => value(j))
}

/** Draw normal columns (mean 0, deviation 1) of which any two have this correlation, from 0 to 1. */
export function tied(draw: Draws, correlation: number, cols = 7): number[] {
  const shared = Math.sqrt(correlation) * draw.normal()
  return times(cols, () => shared + Math.sqrt(1 - correlation) * draw.normal())
}

/** Draw a factor that makes a normal number Student's t of these degrees of freedom; columns of a row may share it. */
export function tailFactor(draw: Draws, degrees: number): number {
  return Math.sqrt(degrees / (2 * draw.gamma(degrees / 2)))
}

/** Evaluate the normal distribution function to seven digits (Abramowitz and Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z > 0 ? 1 - tail : tail
}

/** Find where an increasing distribution function reaches p, from 0 to 1, by bisection between low and high. */
export function quantileOf(share: (value: number) => number, p: number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 40; i++) {
    const middle = (from + to) / 2
    if (share(middle) < p) from = middle
    else to = middle
  }
  return (from + to) / 2
}

/** Return the level (1, 2, ...) of a normal score, given each level's share of customers. */
export function level(z: number, shares: readonly number[]): number {
  const p = normalShare(z)
  let below = 0
  for (let i = 0; i < shares.length - 1; i++) {
    below += shares[i]
    if (p < below) return i + 1
  }
  return shares.length
}
