import { readFileSync } from 'node:fs'
import { randomNormal } from 'd3-random'
import { expect, it } from 'vitest'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { columnsOf, type Matrix, matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { drawsOf, type OneCloud, oneCloud, scoreCorrelation } from '../../lib/evidence/one-cloud.js'
import { pearson, spearman } from '../../lib/statistics/correlation.js'
import { quantile } from '../../lib/statistics/quantile.js'

interface Reference {
  quantiles: number[][]
  means: number[]
  deviations: number[]
  pearson: number[][]
  spearman: number[][]
  index: number
  referenceIndex: { mean: number; deviation: number }
  p: { empirical: number; normal: number }
}
type SetName = 'cloud' | 'groups'
type Scaling = 'centred' | 'standardized'

/** Made by make_one_cloud.R: UNPaC 1.2.0, 2,000 draws each. */
const made: { probabilities: number[]; sets: Record<SetName, { x: number[][] } & Record<Scaling, Reference>> } =
  JSON.parse(readFileSync(new URL('../fixtures/one-cloud.json', import.meta.url), 'utf8'))

const DRAWS = 200

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, one) => sum + one, 0) / values.length
/** With n - 1, as UNPaC has it. */
const deviation = (values: Float64Array) => {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (values.length - 1))
}
const pairsOf = (cols: number) =>
  Array.from({ length: cols }, (_, i) => Array.from({ length: i }, (_, j) => [i, j])).flat()
/** log(W2 / W1) by the best of 5 starts. */
const indexOf = (x: Matrix) => Math.log(kmeans(x, 2, { starts: 5, swaps: 0 }).inertia / kmeans(x, 1).inertia)

function prepared(name: SetName, scaling: Scaling): Matrix {
  const x = matrix(made.sets[name].x)
  const columns = columnsOf(x)
  const [means, deviations] = [columns.map(mean), columns.map(deviation)]
  const data = x.data.map((value, at) => {
    const column = at % x.cols
    return (value - means[column]) / (scaling === 'standardized' ? deviations[column] : 1)
  })
  return { ...x, data }
}

/** The rows of many draws, by column. */
function pooled(draws: readonly Matrix[]): Float64Array[] {
  const data = Float64Array.from(draws.flatMap((draw) => [...draw.data]))
  return columnsOf({ rows: draws.length * draws[0].rows, cols: draws[0].cols, data })
}

function drawMany(cloud: OneCloud, count: number, seed = 1): Matrix[] {
  const next = random(seed)
  const draw = drawsOf(cloud)
  return Array.from({ length: count }, () => draw(next))
}

const cases = (['cloud', 'groups'] as const).flatMap((name) =>
  (['centred', 'standardized'] as const).map((scaling) => {
    const x = prepared(name, scaling)
    const draws = drawMany(oneCloud(x), DRAWS)
    return { name, scaling, x, draws, columns: pooled(draws), wanted: made.sets[name][scaling] }
  }),
)

// UNPaC smooths each column by the least kernel that leaves one peak. Ours takes the closest curve with one peak instead:
// no kernel widens it, so its middle is fuller and its tails are a little thinner, by up to a tenth of a deviation in
// any quantile where the column has one peak already. Two peaks at 4 deviations of a group (2 of the column) are filled
// in different ways: up to 0.17 of a deviation.
it.each(cases)('$name, $scaling: margins agree with those of UNPaC 1.2.0', ({ name, columns, wanted }) => {
  columns.forEach((column, j) => {
    const unit = wanted.deviations[j]
    const twoPeaks = name === 'groups' && j < 2
    expect(Math.abs(mean(column) - wanted.means[j])).toBeLessThan((twoPeaks ? 0.08 : 0.04) * unit)
    expect(Math.abs(deviation(column) / unit - 1)).toBeLessThan(twoPeaks ? 0.08 : 0.05)
    made.probabilities.forEach((share, i) => {
      expect(Math.abs(quantile(column, share) - wanted.quantiles[j][i])).toBeLessThan((twoPeaks ? 0.17 : 0.11) * unit)
    })
  })
})

// UNPaC puts Pearson's correlations of the data into its copula, ours those of their normal scores. They are the same
// for one cloud. Of two columns that share two peaks, Pearson's is the larger, by 0.14 here.
it.each(cases)('$name, $scaling: correlations agree with those of UNPaC 1.2.0', ({ name, columns, wanted }) => {
  for (const [i, j] of pairsOf(4)) {
    const tolerance = name === 'cloud' ? 0.03 : i < 2 && j < 2 ? 0.15 : 0.08
    expect(Math.abs(pearson(columns[i], columns[j]) - wanted.pearson[i][j])).toBeLessThan(tolerance)
    expect(Math.abs(spearman(columns[i], columns[j]) - wanted.spearman[i][j])).toBeLessThan(tolerance)
  }
})

// The error of 200 draws is 0.035 at the middle (one standard error); UNPaC's own two p differ by up to 0.012.
it.each(cases)('$name, $scaling: at k = 2 the data rank among draws as in UNPaC 1.2.0', ({
  name,
  x,
  draws,
  wanted,
}) => {
  const own = indexOf(x)
  expect(Math.exp(own)).toBeCloseTo(wanted.index, 6)
  const indices = draws.map(indexOf)
  const p = indices.filter((index) => index <= own).length / DRAWS
  if (name === 'cloud') {
    expect(Math.abs(p - wanted.p.empirical)).toBeLessThan(0.12)
    expect(Math.abs(p - wanted.p.normal)).toBeLessThan(0.12)
    const { mean: centre, deviation: spread } = wanted.referenceIndex
    expect(Math.abs(mean(indices.map(Math.exp)) - centre)).toBeLessThan(0.2 * spread)
    expect(deviation(Float64Array.from(indices, Math.exp)) / spread).toBeGreaterThan(0.85)
    expect(deviation(Float64Array.from(indices, Math.exp)) / spread).toBeLessThan(1.15)
  } else {
    expect(p).toBeLessThanOrEqual(0.05)
    expect(Math.abs(p - wanted.p.empirical)).toBeLessThan(0.035)
  }
})

const normal = randomNormal.source(random(4))()
const item = (value: number) => Math.max(1, Math.min(5, Math.round(3 + value)))
/** A skewed column, one with many zeros, two items from 1 to 5 and a flag, all of them tied by one factor. */
const mixed = matrix(
  Array.from({ length: 250 }, () => {
    const factor = normal()
    const tied = () => 0.8 * factor + 0.6 * normal()
    return [Math.exp(tied() / 2), Math.max(0, tied()), item(tied()), item(1 - tied()), tied() > 0.8 ? 1 : 0]
  }),
)

it('draws keep means, deviations and correlations, also for columns with levels, zeros and flags', () => {
  const own = columnsOf(mixed)
  const columns = pooled(drawMany(oneCloud(mixed), 60))
  columns.forEach((column, j) => {
    expect(Math.abs(mean(column) - mean(own[j]))).toBeLessThan(0.06 * deviation(own[j]))
    expect(Math.abs(deviation(column) / deviation(own[j]) - 1)).toBeLessThan(0.08)
  })
  const [found, wanted] = [scoreCorrelation(columns), scoreCorrelation(own)]
  expect(Math.min(...pairsOf(5).map(([i, j]) => Math.abs(wanted.data[i * 5 + j])))).toBeGreaterThan(0.3)
  for (const [i, j] of pairsOf(5)) {
    expect(Math.abs(found.data[i * 5 + j] - wanted.data[i * 5 + j])).toBeLessThan(0.03)
    expect(Math.abs(spearman(columns[i], columns[j]) - spearman(own[i], own[j]))).toBeLessThan(0.05)
  }
})

it('levels are drawn as levels, and zeros as often as in the data', () => {
  const own = columnsOf(mixed)
  const columns = pooled(drawMany(oneCloud(mixed), 40))
  for (const j of [2, 3, 4]) expect(new Set(columns[j])).toEqual(new Set(own[j]))
  const share = (column: Float64Array) => column.filter((value) => value === 0).length / column.length
  expect(share(own[1])).toBeGreaterThan(0.4)
  expect(Math.abs(share(columns[1]) - share(own[1]))).toBeLessThan(0.02)
})

it('two groups lose their gap, and no draw leaves the range of the data', () => {
  const { x, draws } = cases[2]
  const apart = (values: Float64Array) => values.filter((value) => Math.abs(value) < 0.6).length / values.length
  const [own, drawn] = [columnsOf(x)[0], pooled(draws)[0]]
  expect(apart(drawn)).toBeGreaterThan(1.5 * apart(own))
  expect(Math.min(...drawn.subarray(0, 4000))).toBeGreaterThanOrEqual(Math.min(...own))
  expect(Math.max(...drawn.subarray(0, 4000))).toBeLessThanOrEqual(Math.max(...own))
})

it('a draw has as many rows as the data, and the same seed gives the same draws', () => {
  const first = drawMany(oneCloud(mixed, 3), 2, 5)
  expect(first.map(({ rows, cols }) => [rows, cols])).toEqual([[250, 5], [250, 5]]) // biome-ignore format: one line
  expect(drawMany(oneCloud(mixed, 3), 2, 5)).toEqual(first)
  expect(drawMany(oneCloud(mixed, 3), 2, 6)).not.toEqual(first)
  expect(first[0]).not.toEqual(first[1])
  // The seed of the cloud itself is that of the draws that correct coarse columns.
  expect(oneCloud(mixed, 3)).not.toEqual(oneCloud(mixed, 4))
  expect(oneCloud(cases[0].x, 3)).toEqual(oneCloud(cases[0].x, 4))
})

it('redundant columns are nearly redundant in the cloud, and a constant column stays constant', () => {
  const x = matrix(Array.from({ length: 60 }, normal).map((value) => [value, -2 * value, 7]))
  const [a, b, constant] = pooled(drawMany(oneCloud(x), 5))
  expect(spearman(a, b)).toBeLessThan(-0.95)
  expect(new Set(constant)).toEqual(new Set([7]))
})

it('the score correlation is 1 and -1 for columns in equal and opposite order, and 0 for a constant one', () => {
  const column = Float64Array.from({ length: 30 }, normal)
  const { data } = scoreCorrelation([column, column.map(Math.exp), column.map((value) => -value), new Float64Array(30)])
  expect([...data].map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([1, 1, -1, 0, 1, 1, -1, 0, -1, -1, 1, 0, 0, 0, 0, 1]) // biome-ignore format: one line
})

it('three rows are enough for a cloud', () => {
  expect(oneCloud(matrix([[1, 2], [2, 3], [3, 5]])).margins).toHaveLength(2) // biome-ignore format: rows
})

it('the input is not modified', () => {
  const before = mixed.data.slice()
  const cloud = oneCloud(Object.freeze(mixed))
  const correlation = cloud.correlation.data.slice()
  drawsOf(Object.freeze(cloud))(random(1))
  expect(mixed.data).toEqual(before)
  expect(cloud.correlation.data).toEqual(correlation)
})
