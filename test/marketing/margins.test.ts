import { expect, test } from 'vitest'
import { texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { categoryValues, highMargin } from '../../lib/marketing/margins.js'
import type { Study } from '../../lib/marketing/study.js'
import { studied } from '../story/sample.js'

const { study, margins: given, claims } = await studied()
/** Forty who buy toys, and twenty each of books and food; two buy cars. */
const categories = ['Toys', 'Books', 'Toys', 'Food'].flatMap((category) => Array(20).fill(category))
const customers = frame({
  category: [...categories, 'Cars', 'Cars'],
  value: [...categories, 'Cars', 'Cars'].map((_, i) => [0.5, 2.5, 1, 2, 9][Math.floor(i / 20)]),
})
const four: Study = { ...study, customers, segmentOf: customers.index.map(() => 'Loyalists') }
const margins = [
  { category: 'Food', margin: 0.5 },
  { category: 'Toys', margin: 0.9 },
  { category: 'Books', margin: 0.2 },
  { category: 'Cars', margin: 0.3 },
]

test('profit is value times margin, and the most profitable category comes first', () => {
  const found = categoryValues(four, margins, [])
  expect(
    found.map(({ category, customers: size, valuePerMonth: value, grossProfit: profit }) => [
      category,
      size,
      value,
      Number(profit!.toFixed(9)),
    ]),
  ).toEqual([
    ['Toys', 40, 30, 27],
    ['Food', 20, 40, 20],
    ['Books', 20, 50, 10],
  ])
  for (const { valueShare: share, valueShareLow: low, valueShareHigh: high, valuePerMonth: value } of found) {
    expect(share).toBeCloseTo(value / 138, 12)
    expect([low < share, share < high]).toEqual([true, true])
  }
})

test('a category with fewer than twenty buyers is not ranked', () => {
  expect(categoryValues(four, margins, []).map(({ category }) => category)).not.toContain('Cars')
})

test('without margins, the highest value comes first and no profit is given', () => {
  const found = categoryValues(four, [], [])
  expect(found.map(({ category }) => category)).toEqual(['Books', 'Food', 'Toys'])
  expect(found.map(({ grossMargin: margin, grossProfit: profit }) => [margin, profit])).toEqual(
    found.map(() => [undefined, undefined]),
  )
})

test('a margin of a category that nobody buys has no effect', () => {
  expect(categoryValues(four, [...margins, { category: 'Boats', margin: 1 }], [])).toEqual(
    categoryValues(four, margins, []),
  )
})

test('categories without a margin are an error that names them', () => {
  expect(() => categoryValues(four, [margins[0]], [])).toThrow(
    new RangeError(
      'the margins file requires a row for every category of the customers, got none for Books, Cars, Toys',
    ),
  )
})

test('high margins are above the median: the middle one of three is not high', () => {
  expect([...highMargin(margins.slice(0, 3))]).toEqual(['Toys'])
  expect([...highMargin([...margins.slice(0, 3), { category: 'Cars', margin: 0.6 }])]).toEqual(['Toys', 'Cars'])
})

test('none is high among equal margins, or if there are none', () => {
  expect(highMargin(margins.map(({ category }) => ({ category, margin: 0.3 }))).size).toBe(0)
  expect(highMargin([]).size).toBe(0)
})

test('the categories of a sample are listed with all their customers', () => {
  const found = categoryValues(study, given, claims)
  const bought = texts(study.customers, 'category')
  for (const { category, customers: size } of found) {
    expect(size).toBe(bought.filter((one) => one === category).length)
    expect(size).toBeGreaterThanOrEqual(20)
  }
  for (const [i, { grossProfit: profit }] of found.entries())
    if (i) expect(profit).toBeLessThanOrEqual(found[i - 1].grossProfit!)
  expect(highMargin(given).size).toBeLessThanOrEqual(given.length / 2)
})
