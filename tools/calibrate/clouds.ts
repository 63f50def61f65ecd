import { type Draws, type Generator, generator, level, type RowOf, tailFactor, tied, times } from './draws.js'
import { exponential, lognormal, type Margin, normalScore, studentShare, uniform, zeroInflated } from './margins.js'
import { simulated } from './simulated.js'

/** Data without groups. `most`: the largest share of data sets that may be called segments; if absent, only counted. */
export interface Cloud {
  readonly draw: Generator
  readonly most?: number
  /** Drawn by the customer simulator. */
  readonly simulated?: true
}

/** Make a table of clouds from functions that draw a row. */
export function cloudTable(
  rows: Readonly<Record<string, RowOf>>,
  most: (name: string) => number | undefined,
): Record<string, Cloud> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name, { draw: generator(name, () => row), most: most(name) }]),
  )
}

/** Tie columns by a Gaussian copula: the normal scores of any two have this correlation. */
export function copula(margin: Margin, correlation: number, cols = 7): RowOf {
  return (draw) => tied(draw, correlation, cols).map(margin)
}

const ITEMS = [
  [0.1, 0.2, 0.4, 0.2, 0.1],
  [0.05, 0.15, 0.3, 0.3, 0.2],
  [0.3, 0.3, 0.2, 0.15, 0.05],
  [0.05, 0.1, 0.15, 0.3, 0.4],
  [0.15, 0.35, 0.3, 0.15, 0.05],
]
const FLAGS = [
  [0.7, 0.3],
  [0.5, 0.5],
]

/** Five items from 1 to 5 and two flags. */
function items(correlation: number): RowOf {
  const shares = [...ITEMS, ...FLAGS]
  return (draw) => tied(draw, correlation).map((z, j) => level(z, shares[j]))
}

/** Each column is its loading times a factor, plus noise that brings its variance to 1. */
function factors(loadings: readonly (readonly number[])[]): RowOf {
  return (draw) => {
    const all = loadings[0].map(draw.normal)
    return loadings.map((own) => {
      const noise = Math.sqrt(1 - own.reduce((sum, loading) => sum + loading ** 2, 0))
      return own.reduce((sum, loading, f) => sum + loading * all[f], noise * draw.normal())
    })
  }
}

/** Student's t copula: all columns share their tails, although each is normal and correlations are .5. */
function studentCopula(degrees: 3 | 8): RowOf {
  return (draw) => {
    const factor = tailFactor(draw, degrees)
    return tied(draw, 0.5).map((z) => normalScore(studentShare[degrees](factor * z)))
  }
}

/** A bent continuum in two columns (this many degrees of a circle of radius 3), and five columns of noise. */
export function arc(degrees: number): RowOf {
  return (draw) => {
    const angle = ((draw.uniform() - 0.5) * degrees * Math.PI) / 180
    const bent = [3 * Math.sin(angle), 3 * Math.cos(angle)].map((at) => at + 0.5 * draw.normal())
    return [...bent, ...times(5, draw.normal)]
  }
}

/** Normal rows, of which one in twenty is an outlier with values drawn by `far`. */
function withOutliers(far: (draw: Draws) => number): RowOf {
  return (draw) => (draw.uniform() < 0.05 ? times(7, () => far(draw)) : times(7, draw.normal))
}

const HARDER = ['arc', 'multivariate t3', 't copula, 8 degrees', 't copula, 3 degrees', '5 % outliers on one side']

const DRAWN = cloudTable(
  {
    'normal, independent': copula((z) => z, 0),
    'normal, correlation .3': copula((z) => z, 0.3),
    'normal, correlation .6': copula((z) => z, 0.6),
    'normal, correlation .9': copula((z) => z, 0.9),
    'one factor': factors([[0.9], [0.8], [0.7], [0.6], [0.5], [0.4], [0.3]]),
    'two factors': factors([
      [0.8, 0],
      [0.8, 0],
      [0.7, 0.2],
      [0.5, 0.5],
      [0.2, 0.7],
      [0, 0.8],
      [0, 0.8],
    ]),
    'exponential, independent': copula(exponential, 0),
    'exponential, tied': copula(exponential, 0.5),
    'lognormal (sigma .5), independent': copula(lognormal(0.5), 0),
    'lognormal (sigma .5), tied': copula(lognormal(0.5), 0.5),
    'lognormal (sigma 1), independent': copula(lognormal(1), 0),
    'lognormal (sigma 1), tied': copula(lognormal(1), 0.5),
    'uniform, independent': copula(uniform, 0),
    'uniform, tied': copula(uniform, 0.5),
    'items and flags, independent': items(0),
    'items and flags, tied': items(0.4),
    'half zero, independent': copula(zeroInflated(0.5, exponential), 0),
    'half zero, tied': copula(zeroInflated(0.5, exponential), 0.5),
    't3, independent': (draw) => times(7, () => tailFactor(draw, 3) * draw.normal()),
    'multivariate t3': (draw) => {
      const factor = tailFactor(draw, 3)
      return times(7, () => factor * draw.normal())
    },
    't copula, 8 degrees': studentCopula(8),
    't copula, 3 degrees': studentCopula(3),
    arc: arc(120),
    '5 % outliers around': withOutliers((draw) => 4 * draw.normal()),
    '5 % outliers on one side': withOutliers((draw) => Math.abs(5 * draw.normal())),
  },
  (name) => (HARDER.includes(name) ? 0.1 : 0.05),
)

/** Clouds of seven columns. Segments may appear in 5 % of data sets, in 10 % where groups are hard to rule out. */
export const CLOUDS: Readonly<Record<string, Cloud>> = {
  ...DRAWN,
  'simulated cloud of customers': { draw: simulated('cloud'), most: 0.05, simulated: true },
  'null twin of the simulated customers': { draw: simulated('none'), most: 0.05, simulated: true },
}
