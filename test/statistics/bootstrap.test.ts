import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { bootstrapInterval, studentizedInterval } from '../../lib/statistics/bootstrap.js'
import { samples } from '../fixtures/statistics.js'

const meanOf = (values: ArrayLike<number>) => (rows: Int32Array) => {
  let sum = 0
  for (const row of rows) sum += values[row]
  return sum / rows.length
}

test.each(samples)('the interval of the mean of %s is that of scipy 1.17.1, up to chance', (_, { x, expected }) => {
  const { estimate, low, high } = bootstrapInterval(x.length, meanOf(x), { resamples: 4000 })
  const [expectedLow, expectedHigh] = expected.bootstrap
  const width = expectedHigh - expectedLow
  expect(estimate).toBeCloseTo(expected.mean, 9)
  expect(Math.abs(low - expectedLow)).toBeLessThan(0.05 * width)
  expect(Math.abs(high - expectedHigh)).toBeLessThan(0.05 * width)
})

test('a 90 % interval of the mean covers the truth in about 90 % of samples', () => {
  const next = random(5)
  let covered = 0
  for (let trial = 1; trial <= 300; trial++) {
    const values = Float64Array.from({ length: 60 }, next)
    const { low, high } = bootstrapInterval(60, meanOf(values), { seed: trial, resamples: 400, level: 0.9 })
    if (low <= 0.5 && high >= 0.5) covered++
  }
  expect(covered / 300).toBeGreaterThan(0.85)
  expect(covered / 300).toBeLessThan(0.95)
})

test('the same seed gives the same interval, another seed another', () => {
  const { x } = samples[3][1]
  const once = bootstrapInterval(x.length, meanOf(x), { seed: 3, resamples: 50 })
  expect(bootstrapInterval(x.length, meanOf(x), { seed: 3, resamples: 50 })).toEqual(once)
  expect(bootstrapInterval(x.length, meanOf(x), { seed: 4, resamples: 50 })).not.toEqual(once)
})

test('a statistic that is not finite is refused, with the resample', () => {
  // Not a number where no row of 0 was drawn.
  const groupless = (rows: Int32Array) => (rows.includes(0) ? 1 : NaN)
  expect(() => bootstrapInterval(3, groupless)).toThrow(/requires a statistic that is finite, got NaN on resample \d+/)
  expect(() => bootstrapInterval(3, () => Infinity)).toThrow('got Infinity on the rows as they are')
})

test('no rows, no resamples, and a level of 95 are refused', () => {
  const one = () => 1
  expect(() => bootstrapInterval(0, one)).toThrow('requires n to be a whole number of at least 1, got 0')
  expect(() => bootstrapInterval(2, one, { resamples: 1.5 })).toThrow('requires resamples to be a whole number')
  expect(() => bootstrapInterval(2, one, { level: 95 })).toThrow('requires level from 0 to 1, got 95')
})

/** Mean of lognormal values, whose logarithms deviate by 1, and its standard error. */
const meanWithError = (values: ArrayLike<number>) => (rows: Int32Array) => {
  const value = meanOf(values)(rows)
  const squares = rows.reduce((sum, row) => sum + (values[row] - value) ** 2, 0)
  return { value, error: Math.sqrt(squares / (rows.length - 1) / rows.length) }
}

test('on skewed money the studentized interval covers the mean in at least 90 % of small samples, and percentiles do not', () => {
  const next = random(7)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const covered = { studentized: 0, percentile: 0 }
  for (let seed = 1; seed <= 200; seed++) {
    const values = Float64Array.from({ length: 20 }, () => Math.exp(normal()))
    const options = { seed, resamples: 400 }
    const studentized = studentizedInterval(20, meanWithError(values), options)
    const percentile = bootstrapInterval(20, meanOf(values), options)
    const truth = Math.exp(0.5)
    if (studentized.low <= truth && studentized.high >= truth) covered.studentized++
    if (percentile.low <= truth && percentile.high >= truth) covered.percentile++
  }
  expect(covered.studentized / 200).toBeGreaterThanOrEqual(0.9)
  expect(covered.percentile / 200).toBeLessThan(0.9)
})

test('for a normal sample the studentized interval is close to that of t', () => {
  const { x } = samples[0][1]
  const { estimate, low, high } = studentizedInterval(x.length, meanWithError(x), { resamples: 4000 })
  const { error } = meanWithError(x)(Int32Array.from(x.keys()))
  // scipy 1.17.1: t.ppf(.975, 149) is 1.976
  expect((estimate - low) / error / 1.976).toBeCloseTo(1, 1)
  expect((high - estimate) / error / 1.976).toBeCloseTo(1, 1)
})

test('without any error the studentized interval is the estimate, and one that is not finite is refused', () => {
  expect(studentizedInterval(3, () => ({ value: 2, error: 0 }))).toEqual({ estimate: 2, low: 2, high: 2 })
  expect(() => studentizedInterval(3, () => ({ value: 2, error: NaN }))).toThrow('got NaN on the rows as they are')
})
