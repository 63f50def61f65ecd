import {
  claimed,
  type Draws,
  drawn,
  type Interval,
  type Plant,
  pick,
  REPEATS,
  type Shares,
  SIZES,
} from './coverage-plant.js'

/**
 * Shifts between two normal distributions (deviation 1) that give delta 0, .2, .5 and .9: the root of 2 times the
 * normal quantile of (1 + delta) / 2.
 */
const SHIFTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.2, 0.3582868],
  [0.5, 0.9538726],
  [0.9, 2.3261744],
]

/** Shares of answers from 1 to 5 in the group and the rest, and of a flag (0 or 1) that few have. */
const ITEMS: readonly (readonly [string, Shares, Shares])[] = [
  ['items 1 to 5, alike', [0.1, 0.2, 0.4, 0.2, 0.1], [0.1, 0.2, 0.4, 0.2, 0.1]],
  ['items 1 to 5', [0.05, 0.1, 0.35, 0.3, 0.2], [0.1, 0.2, 0.4, 0.2, 0.1]],
  ['items 1 to 5, far apart', [0, 0.02, 0.08, 0.3, 0.6], [0.3, 0.4, 0.2, 0.08, 0.02]],
  ['a rare flag', [0.9, 0.1], [0.98, 0.02]],
]

/** Planted deltas: normal values with equal and unequal spread, items with many ties, and a flag. */
export const deltas: readonly Plant[] = SIZES.flatMap(([group, rest]) => [
  ...SHIFTS.map(([truth, shift]) => ({
    name: `Cliff's delta ${truth}, ${group} against ${rest}`,
    truth,
    interval: (draw: Draws) =>
      deltaOf(
        drawn(group, () => shift + draw.normal()),
        drawn(rest, draw.normal),
      ),
    repeats: REPEATS,
  })),
  {
    name: `Cliff's delta 0.5, spread three times as far, ${group} against ${rest}`,
    truth: 0.5,
    // The normal quantile of .75 times the root of 1 + 9.
    interval: (draw: Draws) =>
      deltaOf(
        drawn(group, () => 2.1329244 + 3 * draw.normal()),
        drawn(rest, draw.normal),
      ),
    repeats: REPEATS,
  },
  ...ITEMS.map(([name, own, other]) => ({
    name: `Cliff's delta ${deltaOfShares(own, other).toFixed(2)}, ${name}, ${group} against ${rest}`,
    truth: deltaOfShares(own, other),
    interval: (draw: Draws) =>
      deltaOf(
        drawn(group, () => pick(draw, own)),
        drawn(rest, () => pick(draw, other)),
      ),
    repeats: REPEATS,
  })),
])

function deltaOf(group: readonly number[], rest: readonly number[]): Interval {
  return claimed([...group, ...rest], group.length)
}

/** Compute Cliff's delta of ordered levels from their shares in the group and the rest. */
export function deltaOfShares(own: Shares, other: Shares): number {
  const sum = (shares: Shares) => shares.reduce((total, share) => total + share, 0)
  return own.reduce((delta, share, i) => delta + share * (sum(other.slice(0, i)) - sum(other.slice(i + 1))), 0)
}
