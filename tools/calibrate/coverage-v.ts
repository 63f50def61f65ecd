import { core, statistics } from 'segments'
import { claimed, type Draws, drawn, type Interval, type Plant, pick, REPEATS, type Shares } from './coverage-plant.js'

/**
 * Shares of the levels among all customers, and the lean of the first group: its share of a level is the level's share
 * times 1 + size x (lean - mean lean).
 */
const TABLES: readonly (readonly [Shares, readonly number[]])[] = [
  [
    [0.5, 0.5],
    [1, -1],
  ],
  [
    [0.9, 0.1],
    [0, 1],
  ],
  [
    [0.4, 0.35, 0.25],
    [1, -0.5, -0.5],
  ],
  [
    [0.25, 0.2, 0.15, 0.15, 0.1, 0.1, 0.05],
    [1, -1, 0.5, -0.5, 1, -1, 0],
  ],
]
const EFFECTS = [0, 0.1, 0.3]

/**
 * Planted population values of Cramér's V, the target of the bias-corrected estimate (the plain one is larger). Tables
 * of two groups get the interval that claims report.
 */
export const cramersVs: readonly Plant[] = [60, 300].flatMap((n) =>
  EFFECTS.flatMap((truth) => [
    ...TABLES.map(([levels, lean]) => tablePlant(n, truth, levels, [lean], [1 / 3, 2 / 3])),
    tablePlant(n, truth, TABLES[3][0], [TABLES[3][1], [-1, 0, 1, 0, -1, 0.5, 1]], [0.4, 0.35, 0.25]),
  ]),
)

/** Plant groups by levels. The last group offsets the leans of the others, so that the levels keep their shares. */
function tablePlant(
  n: number,
  truth: number,
  levels: Shares,
  leans: readonly (readonly number[])[],
  groups: Shares,
): Plant {
  const table = (size: number): Shares[] => {
    const leaning = leans.map((lean) => {
      const mean = lean.reduce((sum, one, i) => sum + one * levels[i], 0)
      return levels.map((share, i) => share * (1 + size * (lean[i] - mean)))
    })
    const last = levels.map(
      (share, i) => (share - leaning.reduce((sum, own, g) => sum + groups[g] * own[i], 0)) / groups[leans.length],
    )
    return [...leaning, last]
  }
  // V is proportional to the size of the lean.
  const shares = table(truth && truth / vOfShares(table(0.01), groups, levels) / 100)
  const rare = Math.min(...levels) <= 0.1 && levels.length === 2 ? ', a rare level' : ''
  return {
    name: `Cramér's V ${truth}, ${groups.length} x ${levels.length}${rare}, n = ${n}`,
    truth,
    interval: (draw) =>
      groups.length === 2
        ? vAsClaimed(draw, n, shares, groups[0])
        : statistics.vInterval(counted(draw, n, shares, groups)),
    repeats: REPEATS,
  }
}

/** Compute the population value of Cramér's V of groups by levels. */
export function vOfShares(table: readonly Shares[], groups: Shares, levels: Shares): number {
  const squares = table.flatMap((own, g) => own.map((share, i) => (groups[g] * (share - levels[i]) ** 2) / levels[i]))
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / (Math.min(groups.length, levels.length) - 1))
}

function vAsClaimed(draw: Draws, n: number, shares: readonly Shares[], group: number): Interval {
  const size = Math.round(group * n)
  const levels = drawn(size, () => pick(draw, shares[0])).concat(drawn(n - size, () => pick(draw, shares[1])))
  return claimed(levels.map(String), size)
}

function counted(draw: Draws, n: number, shares: readonly Shares[], groups: Shares) {
  const counts = shares.map((own) => own.map(() => 0))
  for (let i = 0; i < n; i++) {
    const group = pick(draw, groups)
    counts[group][pick(draw, shares[group])]++
  }
  return core.matrix(counts)
}
