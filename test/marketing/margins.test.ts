import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { categoryValues, highMargin } from '../../lib/marketing/margins.js'
import type { Study } from '../../lib/marketing/study.js'
import { studied } from '../story/sample.js'

const { study, margins: given, claims } = await studied()
const customers = frame({ category: ['Toys', 'Books', 'Toys', 'Food'], value: [10, 50, 20, 40] })
const four: Study = { ...study, customers, segmentOf: customers.index.map(() => 'Loyalists') }
const margins = [
  { category: 'Food', margin: 0.5 },
  { category: 'Toys', margin: 0.9 },
  { category: 'Books', margin: 0.2 },
]

test('profit is value times margin, and the most profitable category comes first', () => {
  expect(categoryValues(four, margins, [])).toEqual([
    { category: 'Toys', customers: 2, value: 30, margin: 0.9, profit: 27, promoteTo: '' },
    { category: 'Food', customers: 1, value: 40, margin: 0.5, profit: 20, promoteTo: '' },
    { category: 'Books', customers: 1, value: 50, margin: 0.2, profit: 10, promoteTo: '' },
  ])
})

test('without margins, most value comes first and no profit is told', () => {
  const found = categoryValues(four, [], [])
  expect(found.map(({ category }) => category)).toEqual(['Books', 'Food', 'Toys'])
  expect(found.map(({ margin, profit }) => [margin, profit])).toEqual(found.map(() => [NaN, NaN]))
})

test('a margin of a category that nobody buys changes nothing', () => {
  expect(categoryValues(four, [...margins, { category: 'Cars', margin: 1 }], [])).toEqual(
    categoryValues(four, margins, []),
  )
})

test('categories without a margin are an error that names them', () => {
  expect(() => categoryValues(four, [margins[0]], [])).toThrow(
    new RangeError('the margins file requires a row for every category of the customers, got none for Books, Toys'),
  )
})

test('high margins lie above the median: the middle one of three does not', () => {
  expect([...highMargin(margins)]).toEqual(['Toys'])
  expect([...highMargin([...margins, { category: 'Cars', margin: 0.6 }])]).toEqual(['Toys', 'Cars'])
})

test('none is high among equal margins, or among none', () => {
  expect(highMargin(margins.map(({ category }) => ({ category, margin: 0.3 }))).size).toBe(0)
  expect(highMargin([]).size).toBe(0)
})

test('the categories of a sample hold all its customers and value', () => {
  const found = categoryValues(study, given, claims)
  expect(found.reduce((sum, { customers: size }) => sum + size, 0)).toBe(study.customers.shape[0])
  for (const [i, { profit }] of found.entries()) if (i) expect(profit).toBeLessThanOrEqual(found[i - 1].profit)
  expect(highMargin(given).size).toBeLessThanOrEqual(given.length / 2)
})
