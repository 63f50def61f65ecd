import { expect, test } from 'vitest'
import { numbers } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { loyaltyTiers } from '../../lib/marketing/tiers.js'
import { studied } from '../story/sample.js'

const samples = { groups: await studied(), none: await studied({ structure: 'none' }) }
const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]

test('Gold is the top fifth, Silver the next three tenths, Bronze the rest, from round thresholds', () => {
  // The quantiles at .8 and .5 are 82 and 55: rounded up to 90 and 60.
  const tiers = loyaltyTiers(frame({ value: values, amount: values.map(() => 10) }))
  expect(
    tiers.map(({ tier, valueFrom: from, customers, customerShare: share }) => [tier, from, customers, share]),
  ).toEqual([
    ['Gold', 90, 2, 0.2],
    ['Silver', 60, 3, 0.3],
    ['Bronze', 0, 5, 0.5],
  ])
  expect(tiers.map(({ valueShare }) => valueShare)).toEqual([190 / 550, 210 / 550, 150 / 550])
})

test('the purchases to the next tier are the median over customers, each at the own amount per purchase', () => {
  const tiers = loyaltyTiers(frame({ value: values, amount: values.map((_, i) => (i < 5 ? 10 : 20)) }))
  // Bronze lacks 50, 40, 30, 20, 10 of 60, at 10 each; Silver lacks 30, 20, 10 of 90, at 20 each.
  expect(tiers.map(({ purchasesToNext }) => purchasesToNext)).toEqual([NaN, 1, 3])
})

test('customers who spend nothing per purchase do not count for the purchases to the next tier', () => {
  const amount = values.map((_, i) => (i < 4 ? 0 : 10))
  expect(loyaltyTiers(frame({ value: values, amount })).at(-1)!.purchasesToNext).toBe(1)
})

test('a customer on a threshold belongs to the higher tier', () => {
  const tiers = loyaltyTiers(frame({ value: [0, 0, 0, 100, 100], amount: [1, 1, 1, 1, 1] }))
  expect(tiers[0]).toMatchObject({ tier: 'Gold', valueFrom: 100, customers: 2 })
})

const tiersOf = (value: readonly number[]) => loyaltyTiers(frame({ value, amount: value.map(() => 10) }))
const many = (counts: Readonly<Record<number, number>>) =>
  Object.entries(counts).flatMap(([value, number]) => Array<number>(number).fill(Number(value)))

test('customers of equal value are in one tier, and a tier without customers is left out', () => {
  expect(
    tiersOf(many({ 10: 60, 20: 40 })).map(({ tier, valueFrom: from, customers }) => [tier, from, customers]),
  ).toEqual([
    ['Gold', 20, 40],
    ['Bronze', 0, 60],
  ])
})

test('no customer of value 0 is in an upper tier', () => {
  const [gold, bronze, ...more] = tiersOf(many({ 0: 85, 40: 5, 70: 10 }))
  expect([gold.customers, bronze.customers, more]).toEqual([15, 85, []])
  expect(bronze.purchasesToNext).toBe(gold.valueFrom / 10)
})

test('if all are equal, no tier is above the others', () => {
  for (const value of [0, 50]) {
    expect(
      tiersOf([value, value, value]).map(({ tier, customers, purchasesToNext }) => [tier, customers, purchasesToNext]),
    ).toEqual([['Bronze', 3, NaN]])
  }
  expect(tiersOf([50]).map(({ tier, customerShare: share }) => [tier, share])).toEqual([['Bronze', 1]])
})

test('the unit of money does not matter, and thresholds are round in any unit', () => {
  const rows = Array.from({ length: 300 }, (_, i) => 3.7 + i * 0.013)
  for (const unit of [0.001, 1, 1000]) {
    const [gold, silver, bronze] = tiersOf(rows.map((value) => value * unit))
    expect([gold, silver, bronze].map(({ customers }) => customers)).toEqual([61, 92, 147])
    expect(gold.valueFrom).toBe(Number((6.8 * unit).toPrecision(2)))
    expect(silver.valueFrom).toBe(Number((5.6 * unit).toPrecision(2)))
  }
})

test('a round threshold moves at most a hundredth of the customers', () => {
  const value = Array.from({ length: 1000 }, (_, i) => 1000 + i)
  // The top fifth begins at 1800, which is round; of 1801 customers it would be 1800 as well.
  expect(tiersOf(value).map(({ valueFrom: from, customers }) => [from, customers])).toEqual([
    [1800, 200],
    [1500, 300],
    [0, 500],
  ])
  const odd = value.map((one) => one + 7)
  const [gold] = tiersOf(odd)
  expect([gold.valueFrom, gold.customers]).toEqual([1800, 207])
})

test.each(['groups', 'none'] as const)('tiers cover every customer and all value once (%s)', (structure) => {
  const { study } = samples[structure]
  const tiers = loyaltyTiers(study.customers)
  const sum = (pick: (tier: (typeof tiers)[number]) => number) => tiers.reduce((total, tier) => total + pick(tier), 0)
  expect(sum(({ customers }) => customers)).toBe(study.customers.shape[0])
  expect(sum(({ customerShare: share }) => share)).toBeCloseTo(1, 12)
  expect(sum(({ valueShare }) => valueShare)).toBeCloseTo(1, 12)
  expect(tiers.map(({ valueFrom: from }) => from % 10)).toEqual(tiers.map(() => 0))
  const gold = numbers(study.customers, 'value').filter((value) => value >= tiers[0].valueFrom).length
  expect(tiers[0].customers).toBe(gold)
})

test('a value from your own books, without amounts, has tiers, but no purchases to the next', () => {
  const tiers = loyaltyTiers(frame({ value: Array.from({ length: 40 }, (_, i) => i + 1) }))
  expect(tiers.map(({ tier, purchasesToNext }) => [tier, purchasesToNext])).toEqual([
    ['Gold', NaN],
    ['Silver', NaN],
    ['Bronze', NaN],
  ])
})
