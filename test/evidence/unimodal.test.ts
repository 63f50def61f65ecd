import { readFileSync } from 'node:fs'
import { randomNormal } from 'd3-random'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { random } from '../../lib/core/random.js'
import {
  type Distribution,
  describeColumn,
  isotonic,
  quantileOf,
  unimodal,
  unimodalFrequencies,
} from '../../lib/evidence/unimodal.js'
import { dip } from '../../lib/statistics/dip.js'
import { quantile } from '../../lib/statistics/quantile.js'

/** Made by make_one_cloud.R: stats::isoreg of R 4.2.2. */
const fits: { y: number[]; fit: number[] }[] = JSON.parse(
  readFileSync(new URL('../fixtures/one-cloud.json', import.meta.url), 'utf8'),
).isoreg

const normal = randomNormal.source(random(5))()
const numbers = (n: number, next: () => number) => Float64Array.from({ length: n }, next)
const twoPeaks = numbers(200, () => normal() + (normal() < 0 ? 0 : 6))
const skewed = numbers(300, () => Math.exp(normal()))
const curves: [string, Float64Array][] = [
  ['a normal column', numbers(200, normal)],
  ['a skewed column', skewed],
  ['a column with two peaks', twoPeaks],
  ['a uniform column', numbers(150, random(8))],
]

/** The share of a distribution up to a value. */
function shareUpTo({ values, shares }: Distribution, value: number): number {
  const next = values.findIndex((one) => one > value)
  if (next <= 0) return next === 0 ? 0 : 1
  const weight = (value - values[next - 1]) / (values[next] - values[next - 1])
  return shares[next - 1] + weight * (shares[next] - shares[next - 1])
}

/** The frequency of each level. */
function frequencies({ shares }: Distribution, rows: number): number[] {
  return Array.from({ length: shares.length / 2 }, (_, i) => rows * (shares[2 * i + 1] - shares[2 * i]))
}

const skewness = (quantileAt: (share: number) => number) =>
  (quantileAt(0.9) - 2 * quantileAt(0.5) + quantileAt(0.1)) / (quantileAt(0.9) - quantileAt(0.1))

it.each(fits)('the monotone fit of $y is that of isoreg of R 4.2.2', ({ y, fit }) => {
  const found = isotonic(Float64Array.from(y))
  expect(found).toHaveLength(fit.length)
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(fit[i], 9)
  })
})

it.each(curves)('%s becomes a curve that is convex up to a peak and concave from it', (_, column) => {
  const { values, shares } = unimodal(describeColumn(column))
  const slopes = Array.from(values.subarray(1), (value, i) => (shares[i + 1] - shares[i]) / (value - values[i]))
  const peak = slopes.indexOf(Math.max(...slopes))
  slopes.forEach((slope, i) => {
    expect(slope).toBeGreaterThanOrEqual(0)
    if (i > 0 && i <= peak) expect(slope).toBeGreaterThanOrEqual(slopes[i - 1] - 1e-9)
    if (i > peak) expect(slope).toBeLessThanOrEqual(slopes[i - 1] + 1e-9)
  })
  expect([shares[0], shares[shares.length - 1]]).toEqual([0, 1])
  expect([values[0], values[values.length - 1]]).toEqual([Math.min(...column), Math.max(...column)])
})

it.each(curves)('%s changes by at most twice its dip and one row, the cost of two hulls', (_, column) => {
  const fitted = unimodal(describeColumn(column))
  const sorted = Float64Array.from(column).sort()
  const off = sorted.map((value, i) => Math.abs(shareUpTo(fitted, value) - (i + 0.5) / sorted.length))
  expect(Math.max(...off)).toBeLessThanOrEqual(2 * dip(sorted) + 1 / sorted.length)
})

it('two peaks become one: rows fill the gap between them', () => {
  const fitted = unimodal(describeColumn(twoPeaks))
  const inGap = (share: (value: number) => number) => share(4) - share(2)
  expect(inGap((at) => twoPeaks.filter((value) => value <= at).length / twoPeaks.length)).toBeLessThan(0.04)
  expect(inGap((at) => shareUpTo(fitted, at))).toBeGreaterThan(0.1)
})

it('skewness and tails stay: a lognormal column keeps its quantiles', () => {
  const fitted = unimodal(describeColumn(skewed))
  for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
    // A share is off by at most twice the dip, here 3.5%.
    expect(quantileOf(fitted, share)).toBeGreaterThan(quantile(skewed, share - 0.035))
    expect(quantileOf(fitted, share)).toBeLessThan(quantile(skewed, share + 0.035))
  }
  const own = skewness((share) => quantile(skewed, share))
  expect(own).toBeGreaterThan(0.3)
  expect(Math.abs(skewness((share) => quantileOf(fitted, share)) - own)).toBeLessThan(0.08)
})

it('masses stay: as many rows at zero, and at a cap, as in the column', () => {
  const column = numbers(400, () => normal() + 4).map((value, i) => (i % 4 === 0 ? 0 : Math.min(value, 5)))
  const described = describeColumn(column)
  expect([described.coarse, described.masses.length]).toEqual([false, 2])
  const fitted = unimodal(described)
  for (const mass of [0, 5]) {
    const at = Array.from(fitted.values.keys()).filter((i) => fitted.values[i] === mass)
    const jump = fitted.shares[at[at.length - 1]] - fitted.shares[at[0]]
    expect(jump).toBeCloseTo(column.filter((value) => value === mass).length / 400, 12)
  }
  fitted.shares.forEach((share, i) => {
    if (i > 0) expect(share).toBeGreaterThanOrEqual(fitted.shares[i - 1])
  })
  expect([fitted.shares[0], fitted.shares[fitted.shares.length - 1]]).toEqual([0, 1])
})

it('a mass between the other values is skipped: the values below it and above it stay separate', () => {
  const column = numbers(300, normal).map((value, i) => (i % 3 === 0 ? 0.5 : value))
  const fitted = unimodal(describeColumn(column))
  const below = column.filter((value) => value < 0.5).length / 300
  expect(Math.abs(shareUpTo(fitted, 0.5 - 1e-9) - below)).toBeLessThan(0.03)
  expect(quantileOf(fitted, below + 0.16)).toBe(0.5)
})

it('levels keep their frequencies if they have one peak, and lose the second peak if not', () => {
  const levels = (counts: number[]) => Float64Array.from(counts.flatMap((count, i) => Array<number>(count).fill(i + 1)))
  const of = (counts: number[]) => {
    const column = levels(counts)
    return frequencies(unimodal(describeColumn(column)), column.length)
  }
  for (const counts of [
    [3, 8, 20, 9, 1],
    [30, 10],
    [5, 5, 5],
    [1, 2, 9],
  ]) {
    expect(of(counts)).toEqual(counts.map((count) => expect.closeTo(count, 9)))
  }
  expect(of([3, 1, 3])).toEqual([3, 2, 2].map((count) => expect.closeTo(count, 9)))
})

it('no frequencies with a single peak are closer than those found', () => {
  const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 })
  const rivals = fc.infiniteStream(fc.nat(30))
  fc.assert(
    fc.property(counts, rivals, fc.nat(7), (wanted, stream, turn) => {
      const fitted = [...unimodalFrequencies(Float64Array.from(wanted))]
      const peak = fitted.indexOf(Math.max(...fitted))
      const steps = fitted.slice(1).map((value, i) => value - fitted[i])
      expect(steps.every((step, i) => (i < peak ? step >= -1e-9 : step <= 1e-9))).toBe(true)
      const drawn = wanted.map(() => stream.next().value as number)
      const rising = drawn.slice(0, turn).sort((a, b) => a - b)
      const rival = [...rising, ...drawn.slice(turn).sort((a, b) => b - a)]
      const error = (of: number[]) => of.reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0)
      expect(error(fitted)).toBeLessThanOrEqual(error(rival) + 1e-9)
      const total = (of: number[]) => of.reduce((sum, value) => sum + value, 0)
      expect(total(fitted)).toBeCloseTo(total(wanted), 9)
    }),
    { numRuns: 300 },
  )
})

it('a column has levels up to 15 values or one in 20 rows, and masses only if enough rows share a value', () => {
  const column = (n: number, values: number) => Float64Array.from({ length: n }, (_, i) => i % values)
  expect(describeColumn(column(60, 15)).coarse).toBe(true)
  expect(describeColumn(column(60, 16)).coarse).toBe(false)
  expect(describeColumn(column(1000, 50)).coarse).toBe(true)
  expect(describeColumn(column(1000, 51)).coarse).toBe(false)
  const { levels, counts, masses } = describeColumn(Float64Array.of(2, 1, 1, 2, 1))
  expect([[...levels], [...counts], masses]).toEqual([[1, 2], [3, 2], []])
  // A mass needs 5 rows and 2% of all.
  const shared = (n: number, same: number) => Float64Array.from({ length: n }, (_, i) => (i < same ? -1 : i))
  const massesOf = (n: number, same: number) => describeColumn(shared(n, same)).masses.length
  expect([massesOf(100, 4), massesOf(100, 5), massesOf(400, 7), massesOf(400, 8)]).toEqual([0, 1, 0, 1])
})

it.each(curves)('for %s, quantiles invert shares', (_, column) => {
  const fitted = unimodal(describeColumn(column))
  for (let share = 0; share <= 1; share += 0.01) {
    expect(shareUpTo(fitted, quantileOf(fitted, share))).toBeCloseTo(share, 9)
  }
})

it('quantiles of levels are levels, each over a share as large as its own', () => {
  const fitted = unimodal(describeColumn(Float64Array.of(1, 1, 4, 4, 4, 4, 4, 9, 9, 9)))
  const asked = [0, 0.1, 0.19, 0.21, 0.5, 0.69, 0.71, 0.9, 1]
  expect(asked.map((share) => quantileOf(fitted, share))).toEqual([1, 1, 1, 4, 4, 4, 9, 9, 9])
})

it('a constant column, and one or two numbers, are unchanged', () => {
  for (const share of [0, 0.3, 1]) {
    expect(quantileOf(unimodal(describeColumn(Float64Array.of(7, 7, 7))), share)).toBe(7)
    expect([1, 2]).toContain(quantileOf(unimodal(describeColumn(Float64Array.of(1, 2))), share))
  }
})

it('the input is not modified', () => {
  const column = Float64Array.from(twoPeaks)
  const described = describeColumn(column)
  const before = [described.levels.slice(), described.counts.slice()]
  unimodal(Object.freeze(described))
  expect(column).toEqual(twoPeaks)
  expect([described.levels, described.counts]).toEqual(before)
})
