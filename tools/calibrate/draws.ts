import { randomExponential, randomGamma, randomNormal, randomPoisson } from 'd3-random'
import { core, features } from 'segments'

/** Draws from one seeded source. */
export interface Draws {
  /** uniform on [0, 1) */
  readonly uniform: () => number
  /** mean 0, deviation 1 */
  readonly normal: () => number
  /** mean 1 */
  readonly exponential: () => number
  /** of that shape, scale 1 */
  readonly gamma: (shape: number) => number
  /** a count of that mean */
  readonly poisson: (mean: number) => number
}

/** One row, its columns in any units. */
export type RowOf = (draw: Draws, at: number, rows: number) => number[]

/** A data set by its seed: rows by columns, each column standardized. The simulated customers take time to read. */
export type Generator = (seed: number, rows: number) => core.Matrix | Promise<core.Matrix>

/**
 * A generator from its setting and its rows.
 *
 * @param name of the scenario: two scenarios share no random number, also where their seeds are alike
 * @param setting what all rows of a data set share, such as the centres of its groups; gives how a row is drawn
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

/** A seed of name and seed (FNV-1a), from 1 to 4294967295. */
function mixed(name: string, seed: number): number {
  let hash = 2166136261
  for (const character of `${name} ${seed}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0
  return Math.max(1, hash)
}

/** That many values, each drawn anew. */
export function times(count: number, value: (j: number) => number): number[] {
  return Array.from({ length: count }, (_, j) => value(j))
}

/** Normal columns (mean 0, deviation 1) of which any two have that correlation, from 0 to 1. */
export function tied(draw: Draws, correlation: number, cols = 7): number[] {
  const shared = Math.sqrt(correlation) * draw.normal()
  return times(cols, () => shared + Math.sqrt(1 - correlation) * draw.normal())
}

/** Student's t by its degrees of freedom, as what a normal number is multiplied by: shared by all columns of a row, or not. */
export function tailFactor(draw: Draws, degrees: number): number {
  return Math.sqrt(degrees / (2 * draw.gamma(degrees / 2)))
}

/** The normal distribution function, to seven digits (Abramowitz and Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z > 0 ? 1 - tail : tail
}

/** Where a growing distribution function reaches a share from 0 to 1, by halving the interval from low to high. */
export function quantileOf(share: (value: number) => number, p: number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 40; i++) {
    const middle = (from + to) / 2
    if (share(middle) < p) from = middle
    else to = middle
  }
  return (from + to) / 2
}

/** Level 1, 2, ... of a normal score, where `shares` says how many of the customers have each level. */
export function level(z: number, shares: readonly number[]): number {
  const p = normalShare(z)
  let below = 0
  for (let i = 0; i < shares.length - 1; i++) {
    below += shares[i]
    if (p < below) return i + 1
  }
  return shares.length
}
