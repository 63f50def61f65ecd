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
  expect(tiers.map(({ tier, from, customers, share }) => [tier, from, customers, share])).toEqual([
    ['Gold', 90, 2, 0.2],
    ['Silver', 60, 3, 0.3],
    ['Bronze', 0, 5, 0.5],
  ])
  expect(tiers.map(({ valueShare }) => valueShare)).toEqual([190 / 550, 210 / 550, 150 / 550])
})

test('the purchases to the next tier are the median of what each customer lacks, at its own amount', () => {
  const tiers = loyaltyTiers(frame({ value: values, amount: values.map((_, i) => (i < 5 ? 10 : 20)) }))
  // Bronze lacks 50, 40, 30, 20, 10 of 60, at 10 each; Silver lacks 30, 20, 10 of 90, at 20 each.
  expect(tiers.map(({ purchasesToNext }) => purchasesToNext)).toEqual([NaN, 1, 3])
})

test('customers who spend nothing a purchase do not count towards the purchases to the next tier', () => {
  const amount = values.map((_, i) => (i < 4 ? 0 : 10))
  expect(loyaltyTiers(frame({ value: values, amount })).at(-1)!.purchasesToNext).toBe(1)
})

test('who sits on a threshold belongs to the higher tier', () => {
  const tiers = loyaltyTiers(frame({ value: [0, 0, 0, 100, 100], amount: [1, 1, 1, 1, 1] }))
  expect(tiers[0]).toMatchObject({ tier: 'Gold', from: 100, customers: 2 })
})

test('a tier in which nobody falls is left out, and nobody is lost', () => {
  const tiers = loyaltyTiers(frame({ value: [50, 50, 50], amount: [5, 5, 5] }))
  expect(tiers.map(({ tier, customers }) => [tier, customers])).toEqual([['Gold', 3]])
})

test.each(['groups', 'none'] as const)('tiers cover every customer and all value once (%s)', (structure) => {
  const { study } = samples[structure]
  const tiers = loyaltyTiers(study.customers)
  const sum = (pick: (tier: (typeof tiers)[number]) => number) => tiers.reduce((total, tier) => total + pick(tier), 0)
  expect(sum(({ customers }) => customers)).toBe(study.customers.shape[0])
  expect(sum(({ share }) => share)).toBeCloseTo(1, 12)
  expect(sum(({ valueShare }) => valueShare)).toBeCloseTo(1, 12)
  expect(tiers.map(({ from }) => from % 10)).toEqual(tiers.map(() => 0))
  const gold = numbers(study.customers, 'value').filter((value) => value >= tiers[0].from).length
  expect(tiers[0].customers).toBe(gold)
})
