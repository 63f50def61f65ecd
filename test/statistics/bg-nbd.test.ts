import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type BgNbd,
  chanceActive,
  chanceOnce,
  expectedPurchases,
  expectedRepeats,
  fitBgNbd,
  type Histories,
  logLikelihood,
} from '../../lib/statistics/bg-nbd.js'

/** Histories, and what lifetimes 0.11.3 says of them (see make_purchases.py). */
interface Case extends Histories, BgNbd {
  readonly name: string
  readonly horizon: number
  readonly logLikelihood: number
  readonly rows: number[]
  readonly alive: number[]
  readonly expected: number[]
  readonly expectedRepeats: number[]
}
const { cases } = JSON.parse(readFileSync('test/fixtures/purchases.json', 'utf8')) as { cases: Case[] }
const near = (found: ArrayLike<number>, rows: number[], wanted: number[], digits: number) =>
  wanted.forEach((value, i) => {
    expect(found[rows[i]] / value).toBeCloseTo(1, digits)
  })

test.each(cases)('$name: probabilities and expectations are those of lifetimes 0.11.3', (given) => {
  expect(logLikelihood(given, given) / given.logLikelihood).toBeCloseTo(1, 12)
  near(chanceActive(given, given), given.rows, given.alive, 10)
  near(expectedPurchases(given, given, given.horizon), given.rows, given.expected, 9)
  near(expectedRepeats(given, given.age), given.rows, given.expectedRepeats, 9)
})

test.each(cases)('$name: the fit is that of the likelihood of lifetimes 0.11.3', (given) => {
  const { model, logLikelihood: reached } = fitBgNbd(given)
  expect(reached).toBeGreaterThan(given.logLikelihood - 1e-6)
  for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(model[name] / given[name]).toBeCloseTo(1, 3)
  near(chanceActive(model, given), given.rows, given.alive, 4)
})

test('the unit of time does not matter', () => {
  const [{ repeats, latest, age }] = cases
  const days = { repeats, latest: latest as number[], age: age as number[] }
  const inDays = { ...days, latest: days.latest.map((t) => 7 * t), age: days.age.map((t) => 7 * t) }
  const [weekly, daily] = [fitBgNbd(days).model, fitBgNbd(inDays).model]
  expect(daily.alpha / weekly.alpha).toBeCloseTo(7, 4)
  expect(daily.b / weekly.b).toBeCloseTo(1, 4)
})

test('a customer who bought once is active by assumption, and the others less so the longer they are silent', () => {
  const model = { r: 0.5, alpha: 4, a: 0.8, b: 2.4 }
  const told = chanceActive(model, { repeats: [0, 3, 3, 3], latest: [0, 10, 10, 10], age: [30, 10, 20, 40] })
  expect(told[0]).toBe(1)
  expect([...told].slice(1)).toEqual([...told].slice(1).sort((a, b) => b - a))
  expect(chanceOnce(model, [0, 12])).toEqual(Float64Array.of(1, 0.5))
})

test('expectations are continuous at a = 1', () => {
  const [given] = cases
  const at = (a: number) => expectedPurchases({ ...given, a }, given, 4)[20]
  expect(at(1) / ((at(0.999) + at(1.001)) / 2)).toBeCloseTo(1, 5)
})

test('if nobody bought again, there is nothing to fit', () => {
  expect(() => fitBgNbd({ repeats: [0, 0], latest: [0, 0], age: [3, 5] })).toThrow(
    new RangeError('fitBgNbd requires customers who bought more than once, got none'),
  )
})
