import { readFileSync } from 'node:fs'
import normal from '@stdlib/stats-base-dists-normal'
import { expect, it } from 'vitest'
import { random } from '../../lib/core/random.js'
import { dip } from '../../lib/statistics/dip.js'
import { dipScore } from '../../lib/statistics/dip-score.js'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'))
/** Made by make_one_cloud.R: quantiles of sqrt(n) dip of n uniform numbers, 100,000 samples each by diptest 0.76.0. */
const table: { n: number[]; probabilities: number[]; quantiles: number[][] } = read('dip-quantiles.json')
/** Made by make_one_cloud.R: p by diptest 0.76.0. */
const dips: Record<string, { x: number[]; p: number }> = read('one-cloud.json').dips

const below = (score: number) => normal.cdf(score, 0, 1)

/** n numbers between evenly spaced ones (the least dip) and two heaps (the largest), so that sqrt(n) dip is as wanted. */
function withStatistic(n: number, wanted: number): Float64Array {
  const between = (weight: number) =>
    Float64Array.from({ length: n }, (_, i) => ((1 - weight) * i) / (n - 1) + (i < n / 2 ? 0 : weight)).sort()
  let [low, high] = [0, 1]
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2
    if (Math.sqrt(n) * dip(between(middle)) < wanted) low = middle
    else high = middle
  }
  return between(high)
}

// Two simulations differ: the share by up to 0.02 (two standard errors of some 2,000 samples at the middle, for n = 1000),
// the score by up to 0.25, and by 0.4 at 99.9%, where few samples lie.
it.each(
  table.n.map((n, row) => [n, table.quantiles[row]] as const),
)('of %i numbers, each quantile of R has the normal score of its share', (n, quantiles) => {
  quantiles.forEach((quantile, i) => {
    const share = table.probabilities[i]
    const score = dipScore(withStatistic(n, quantile))
    expect(Math.abs(below(score) - share)).toBeLessThan(0.02)
    expect(Math.abs(score - normal.quantile(share, 0, 1))).toBeLessThan(share > 0.995 ? 0.4 : 0.25)
  })
})

it('one minus the share below the score is the p of diptest 0.76.0, within 0.015', () => {
  const names = Object.keys(dips).filter((name) => !['four', 'halves', 'equal'].includes(name))
  expect(names).toHaveLength(12)
  for (const name of names) {
    const { x, p } = dips[name]
    expect(Math.abs(1 - below(dipScore(Float64Array.from(x).sort())) - p)).toBeLessThan(0.015)
  }
})

it.each([
  70, 150, 600,
])('for %i uniform numbers, a size between rows of the table, a score has mean 0 and deviation 1', (n) => {
  const next = random(n)
  const scores = Array.from({ length: 500 }, () => dipScore(Float64Array.from({ length: n }, next).sort()))
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length
  // Four standard errors of the mean and of the share, and the error of the table.
  expect(Math.abs(mean)).toBeLessThan(0.2)
  expect(Math.abs(scores.filter((score) => score > 1.645).length / scores.length - 0.05)).toBeLessThan(0.04)
  expect(Math.abs(scores.filter((score) => score < -1.282).length / scores.length - 0.1)).toBeLessThan(0.055)
})

it('fewer than 8 numbers get the lowest score, -3.5, however far apart they are', () => {
  for (let n = 0; n < 8; n++) {
    expect(dipScore(Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 100) + i))).toBe(-3.5)
  }
  expect(dipScore([0, 1, 2, 3, 100, 101, 102, 103])).toBeGreaterThan(3)
})

it('the score is limited to -3.5 and 9', () => {
  expect(dipScore(Float64Array.from({ length: 400 }, (_, i) => i))).toBe(-3.5)
  expect(dipScore(Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : 1e6) + i))).toBe(9)
})

it('numbers that are all equal show one peak', () => {
  expect(dipScore(Array<number>(10).fill(3))).toBeLessThan(0)
})

it('above 4,000 numbers the last row of the table applies', () => {
  const score = dipScore(withStatistic(5000, table.quantiles[table.n.indexOf(4000)][7]))
  expect(Math.abs(score)).toBeLessThan(0.05)
})

it('the input is not modified', () => {
  const x = Object.freeze([1, 2, 3, 4, 6, 7, 8, 9, 9])
  expect(Number.isFinite(dipScore(x))).toBe(true)
})
