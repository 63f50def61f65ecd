import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { powerTwoProportions, sampleSizeTwoProportions } from '../../lib/statistics/power.js'
import { fixture } from '../fixtures/statistics.js'

test.each(fixture.power)('$baseline times $lift, ratio $ratio: sizes equal those of statsmodels 0.15.0', (given) => {
  const { baseline, lift, power, alpha, ratio } = given
  const rates = sampleSizeTwoProportions(baseline, lift, { power, alpha, ratio })
  expect(rates).toEqual({ control: Math.ceil(given.control), treatment: Math.ceil(given.control * ratio) })
})

/** What R's power.prop.test says (see make_power.R): customers in each of the two, before rounding up. */
const r = JSON.parse(readFileSync('test/fixtures/power-r.json', 'utf8')) as {
  cases: { baseline: number; lift: number; power: number; alpha: number; n: number }[]
}

test.each(
  r.cases,
)("$baseline times $lift, power $power, alpha $alpha: sizes equal those of R 4.2.2's power.prop.test", (given) => {
  const { baseline, lift, power, alpha, n } = given
  expect(sampleSizeTwoProportions(baseline, lift, { power, alpha }).control).toBe(Math.ceil(n))
})

test.each(r.cases)("$baseline times $lift, power $power, alpha $alpha: R's sizes give R's power", ({
  baseline,
  lift,
  power,
  alpha,
  n,
}) => {
  expect(powerTwoProportions(baseline, lift, { control: n, treatment: n }, alpha)).toBeCloseTo(power, 6)
})

test.each(
  fixture.power,
)('$baseline times $lift, ratio $ratio: sizes of statsmodels 0.15.0 give their power', (given) => {
  const { baseline, lift, power, alpha, ratio, control } = given
  expect(powerTwoProportions(baseline, lift, { control, treatment: control * ratio }, alpha)).toBeCloseTo(power, 6)
})

test('an empty group and rates that do not differ have no power', () => {
  expect(() => powerTwoProportions(0.2, 1.4, { control: 0, treatment: 5 })).toThrow(
    'requires customers in both groups, got 0 and 5',
  )
  expect(() => powerTwoProportions(0.2, 1, { control: 5, treatment: 5 })).toThrow('baseline 0.2 and lift 1')
})

test("the sizes are those in the manual of R's power.prop.test", () => {
  expect(sampleSizeTwoProportions(0.5, 1.5, { power: 0.9 })).toEqual({ control: 77, treatment: 77 })
})

test('a trial of that size detects the lift about four times in five', () => {
  const { control } = sampleSizeTwoProportions(0.2, 1.5)
  const next = random(6)
  const hits = (rate: number) => Array.from({ length: control }, next).filter((u) => u < rate).length
  let seen = 0
  for (let trial = 0; trial < 500; trial++) {
    const [a, b] = [hits(0.2) / control, hits(0.3) / control]
    const pooled = (a + b) / 2
    if (Math.abs(b - a) / Math.sqrt((2 * pooled * (1 - pooled)) / control) > 1.96) seen++
  }
  expect(seen / 500).toBeGreaterThan(0.74)
  expect(seen / 500).toBeLessThan(0.86)
})

test('half the lift needs about four times the customers', () => {
  const sizes = [1.1, 1.05].map((lift) => sampleSizeTwoProportions(0.01, lift).control)
  expect(sizes[1] / sizes[0]).toBeCloseTo(4, 0)
})

test('rates outside 0 to 1, no lift, and impossible settings are refused', () => {
  for (const [baseline, lift] of [
    [0, 2],
    [1, 0.5],
    [0.5, 2],
    [0.5, 0],
    [0.5, 1],
    [NaN, 2],
    [0.5, NaN],
  ]) {
    expect(() => sampleSizeTwoProportions(baseline, lift)).toThrow(RangeError)
  }
  for (const options of [{ power: 1 }, { alpha: 0 }, { power: 80 }, { ratio: 0 }, { ratio: Infinity }]) {
    expect(() => sampleSizeTwoProportions(0.2, 1.5, options)).toThrow(RangeError)
  }
  expect(() => sampleSizeTwoProportions(0.5, 1)).toThrow(
    'rates between 0 and 1 that differ, got baseline 0.5 and lift 1',
  )
})
