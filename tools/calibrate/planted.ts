import { type Draws, type Generator, generator, level, type RowOf, tailFactor, tied, times } from './draws.js'
import { simulated } from './simulated.js'

/** `what` must be found in a share of at least `least` data sets; at 1,000 rows or more, of `many` if given. */
export interface Bound {
  /** `right k`: segments, in the planted number */
  readonly what: 'right k' | 'segments'
  readonly least: number
  readonly many?: number
}

/** Data of k groups, and what must be found. Without a bound, results are only counted. */
export interface Planted {
  readonly k: number
  readonly draw: Generator
  readonly bound?: Bound
  /** Drawn by the customer simulator. */
  readonly simulated?: true
}

/** Where groups lie and how large they are. */
interface Groups {
  /** k centers in d columns */
  readonly centres: readonly (readonly number[])[]
  /** relative sizes; equal by default */
  readonly sizes?: readonly number[]
  /** the noise of a row of a group, d columns; normal with deviation 1 by default */
  readonly noise?: (draw: Draws, group: number) => number[]
}

/** Draw groups of exactly these sizes, up to rounding. */
export function groups(place: (draw: Draws) => Groups): (draw: Draws) => RowOf {
  return (setting) => {
    const { centres, sizes = centres.map(() => 1), noise } = place(setting)
    const ends = shares(sizes)
    return (draw, at, rows) => {
      const group = ends.findIndex((end) => at + 0.5 < end * rows)
      const around = noise?.(draw, group) ?? times(centres[0].length, draw.normal)
      return centres[group].map((centre, j) => centre + around[j])
    }
  }
}

/** Return the running shares of the sizes; the last is exactly 1. */
function shares(sizes: readonly number[]): number[] {
  const total = sizes.reduce((a, b) => a + b)
  let sum = 0
  return sizes.map((size) => {
    sum += size
    return sum / total
  })
}

/**
 * Draw centers that are equally far from each other: a regular simplex in a random orientation.
 *
 * @param k at most cols
 * @param distance between any two centers, in the units of the columns
 * @returns k by cols
 */
export function apart(draw: Draws, k: number, distance: number, cols = 7): number[][] {
  return rotation(draw, cols)
    .slice(0, k)
    .map((axis) => axis.map((value) => (value * distance) / Math.SQRT2))
}

/** Draw orthonormal axes in a random orientation: normal vectors, orthogonalized one by one. */
function rotation(draw: Draws, cols: number): number[][] {
  const axes: number[][] = []
  while (axes.length < cols) {
    let axis = times(cols, draw.normal)
    for (const other of axes) {
      const along = dot(axis, other)
      axis = axis.map((value, j) => value - along * other[j])
    }
    const length = Math.sqrt(dot(axis, axis))
    axes.push(axis.map((value) => value / length))
  }
  return axes
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * b[j], 0)
}

/** Return k centers, each on its own column, any two of them this far apart. */
function axes(k: number, distance: number): number[][] {
  return Array.from({ length: k }, (_, i) => times(k, (j) => (i === j ? distance / Math.SQRT2 : 0)))
}

/** Append this many columns of noise to the centers. */
function beside(centres: readonly number[][], noise: number): number[][] {
  return centres.map((centre) => [...centre, ...Array<number>(noise).fill(0)])
}

/** Draw three centers in two columns, any two of them this far apart. */
export function triangle(draw: Draws, distance: number): number[][] {
  const turn = 2 * Math.PI * draw.uniform()
  const radius = distance / Math.sqrt(3)
  return times(3, (i) => turn + (2 * Math.PI * i) / 3).map((at) => [radius * Math.cos(at), radius * Math.sin(at)])
}

/** Return a planted scenario by its name. */
export function planted(name: string, k: number, rows: (draw: Draws) => RowOf, bound?: Bound): [string, Planted] {
  return [name, { k, draw: generator(name, rows), bound }]
}

/** Separations on the power curves, in standard deviations within a group. */
export const SEPARATIONS = [2, 2.5, 3, 4]
export const COUNTS = [2, 3, 4, 5, 6]

/** Return the name of k equal groups whose centers are this many standard deviations apart. */
export function equalName(k: number, separation: number): string {
  return `${k} equal groups, ${separation} sd apart`
}

function equalGroups(k: number, separation: number): [string, Planted] {
  const least = k === 2 || k === 6 ? 0.8 : 0.9
  const bound = separation === 3 ? ({ what: 'right k', least, many: 0.9 } as const) : undefined
  const place = groups((draw) => ({ centres: apart(draw, k, separation) }))
  return planted(equalName(k, separation), k, place, bound)
}

/** Gamma noise of shape 2, scaled to mean 0 and deviation 1: a long right tail. */
const skewed = (draw: Draws) => times(7, () => (draw.gamma(2) - 2) / Math.SQRT2)

/** Three groups, each elongated (deviation 3) along an axis orthogonal to all their centers. */
function elongated(draw: Draws): Groups {
  const axes = rotation(draw, 7)
  const centres = axes.slice(0, 3).map((axis) => axis.map((value) => value * 4 * Math.SQRT1_2))
  const noise = (next: Draws) => {
    const along = Math.sqrt(8) * next.normal()
    return times(7, (j) => next.normal() + along * axes[3][j])
  }
  return { centres, noise }
}

/** Two groups with the same center and margins; two columns have a correlation of .9 in one and -.9 in the other. */
function crossed(draw: Draws, group: number): number[] {
  const [a, b] = tied(draw, 0.9, 2)
  return [a, group ? -b : b, ...times(5, draw.normal)]
}

/** Three latent classes that answer seven items of 1 to 5: low, high, and high in the first three only. */
const ordinal: RowOf = (draw, at) => {
  const means = [
    [2, 2, 2, 2, 2, 2, 2],
    [4, 4, 4, 4, 4, 4, 4],
    [4, 4, 4, 2, 2, 2, 2],
  ][at % 3]
  return means.map((mean) => Math.min(5, Math.max(1, Math.round(mean + 0.8 * draw.normal()))))
}

function inTwoColumns(separation: number): [string, Planted] {
  const place = groups((draw) => ({ centres: beside(triangle(draw, separation), 5) }))
  const bound = separation === 4 ? ({ what: 'right k', least: 0.8 } as const) : undefined
  return planted(`3 groups in 2 of 7 columns, ${separation} sd apart`, 3, place, bound)
}

/** Groups in seven columns. */
export const PLANTED: Readonly<Record<string, Planted>> = Object.fromEntries([
  ...COUNTS.flatMap((k) => SEPARATIONS.map((separation) => equalGroups(k, separation))),
  planted(
    '80, 15 and 5 % of customers, 5 sd apart',
    3,
    groups((draw) => ({ centres: apart(draw, 3, 5), sizes: [80, 15, 5] })),
    { what: 'segments', least: 0.9 },
  ),
  planted(
    'deviations .5, 1 and 2, 5 mean sd apart',
    3,
    groups((draw) => ({
      centres: apart(draw, 3, (5 * 3.5) / 3),
      noise: (next, group) => times(7, () => [0.5, 1, 2][group] * next.normal()),
    })),
  ),
  planted('elongated (3 to 1), 4 sd apart', 3, groups(elongated)),
  planted(
    'skewed groups, 4 sd apart',
    3,
    groups((draw) => ({ centres: apart(draw, 3, 4), noise: skewed })),
  ),
  ...[3, 4, 6].map(inTwoColumns),
  planted(
    'equal margins, opposite correlations',
    2,
    groups(() => ({ centres: [Array<number>(7).fill(0), Array<number>(7).fill(0)], noise: crossed })),
  ),
  planted('3 classes on items of 1 to 5', 3, () => ordinal),
  ['simulated customers', { k: 3, draw: simulated('groups'), bound: { what: 'right k', least: 0.9 }, simulated: true }],
])

/** Groups of other kinds, which are only counted. */
export const FURTHER_PLANTED: Readonly<Record<string, Planted>> = Object.fromEntries([
  planted(
    't5-shaped groups, 4 sd apart',
    3,
    groups((draw) => ({
      centres: apart(draw, 3, 4),
      noise: (next) => {
        const factor = tailFactor(next, 5) * Math.sqrt(3 / 5)
        return times(7, () => factor * next.normal())
      },
    })),
  ),
  planted(
    '60, 30 and 10 % of customers, 4 sd apart',
    3,
    groups((draw) => ({ centres: apart(draw, 3, 4), sizes: [60, 30, 10] })),
  ),
  planted(
    '3 groups in 3 of 10 columns, 4 sd apart',
    3,
    groups((draw) => ({ centres: beside(apart(draw, 3, 4, 3), 7) })),
  ),
  planted(
    '4 groups in 12 columns, 4 sd apart',
    4,
    groups((draw) => ({ centres: apart(draw, 4, 4, 12) })),
  ),
  planted(
    '3 groups in 2 columns, 4 sd apart',
    3,
    groups((draw) => ({ centres: triangle(draw, 4) })),
  ),
  planted(
    '4 groups along the axes, 3 sd apart',
    4,
    groups(() => ({ centres: beside(axes(4, 3), 3) })),
  ),
  planted(
    '3 groups, columns correlated .5 within, 4 sd apart',
    3,
    groups((draw) => ({ centres: apart(draw, 3, 4), noise: (next) => tied(next, 0.5) })),
  ),
  planted('3 classes on ten flags', 3, () => flagClasses),
  planted('2 classes of spend (lognormal)', 2, () => spenders),
  planted('a tight group in a wide one', 2, groups(tightInWide)),
  planted('2 groups and a sprinkling of outliers, 4 sd apart', 2, (draw) => {
    const row = groups((setting) => ({ centres: apart(setting, 2, 4) }))(draw)
    return (next, at, rows) => (next.uniform() < 0.03 ? times(7, () => 5 * next.normal()) : row(next, at, rows))
  }),
])

/** Three classes: a customer has each flag of the class with probability .9, any other flag with .15. */
const flagClasses: RowOf = (draw, at) =>
  times(10, (j) => {
    const own = j < 9 && Math.floor(j / 3) === at % 3
    return Number(draw.uniform() < (own ? 0.9 : 0.15))
  })

/** Two classes: four lognormal columns of spend with medians 6 times apart, and three ratings of 1 to 5. */
const spenders: RowOf = (draw, at) => {
  const spend = times(4, () => Math.exp((at % 2 ? Math.log(6) : 0) + 0.5 * draw.normal()))
  return [...spend, ...times(3, () => level(draw.normal(), [0.1, 0.2, 0.4, 0.2, 0.1]))]
}

/** One customer in four is in a tight group (deviation .25), two deviations from the center of the others. */
function tightInWide(draw: Draws): Groups {
  return {
    centres: [Array<number>(7).fill(0), apart(draw, 1, 2 * Math.SQRT2)[0]],
    sizes: [75, 25],
    noise: (next, group) => times(7, () => (group ? 0.25 : 1) * next.normal()),
  }
}
