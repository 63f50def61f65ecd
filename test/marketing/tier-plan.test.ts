import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { tierPlan, tierSegments } from '../../lib/marketing/tier-plan.js'
import { loyaltyTiers } from '../../lib/marketing/tiers.js'

const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
const customers = frame({ value: values, amount: values.map((_, i) => (i % 2 ? 25 : 5)) })
const tiers = loyaltyTiers(customers)
const assumed = { benefits: [0.1, 0.05], grossMargin: 0.4 }

test('benefits and margins are as worked out by hand', () => {
  // Gold from 90: 190; Silver from 60: 210; Bronze: 150.
  const plans = tierPlan(customers, tiers, assumed)
  expect(plans.map(({ tier }) => tier)).toEqual(['Gold', 'Silver', 'Bronze'])
  expect(plans.map(({ benefitCost }) => benefitCost)).toEqual([19, 10.5, 0])
  for (const [i, left] of [76 - 19, 84 - 10.5, 60].entries()) expect(plans[i].marginLeft).toBeCloseTo(left, 12)
})

test('margins of categories replace the assumed one, and a customer without a category keeps it', () => {
  const sold = derive(customers, { category: values.map((_, i) => (i === 9 ? 'Books' : i === 8 ? null : 'Toys')) })
  const margins = [{ category: 'Books', margin: 0.5 }, { category: 'Toys', margin: 0.1 }] // biome-ignore format: rows
  // Gold: 100 at 50%, and 90 at the assumed 40%; Silver and Bronze: 210 and 150 at 10%.
  const plans = tierPlan(sold, tiers, { ...assumed, margins })
  for (const [i, left] of [50 + 36 - 19, 21 - 10.5, 15].entries()) expect(plans[i].marginLeft).toBeCloseTo(left, 12)
})

test('one more purchase promotes the customers whom their own amount takes over the threshold', () => {
  // Silver 60 (25), 70 (5), 80 (25) of 90: the last. Bronze 10 to 50 with 5, 25, 5, 25, 5 of 60: 40 + 25.
  expect(tierPlan(customers, tiers, assumed).map(({ liftedByOne }) => liftedByOne)).toEqual([NaN, 1, 1])
  const unknown = customers.drop({ columns: ['amount'] })
  expect(tierPlan(unknown, tiers, assumed).map(({ liftedByOne }) => liftedByOne)).toEqual([NaN, NaN, NaN])
})

test('a tier is kept down to a tenth below its threshold', () => {
  expect(tierPlan(customers, tiers, assumed).map(({ keptFrom: keepFrom }) => keepFrom)).toEqual([81, 54, 0])
})

test('a benefit that is not a share is refused', () => {
  expect(() => tierPlan(customers, tiers, { ...assumed, benefits: [5] })).toThrow(
    'benefits requires shares of spend from 0 to 1, got 5',
  )
})

test('tiers by segments count every customer once', () => {
  const framed = derive(customers, { segment: values.map((_, i) => (i < 7 ? 'a' : 'b')) })
  expect(tierSegments(framed, tiers, ['a', 'b'])).toEqual([
    { tier: 'Gold', a: 0, b: 2 },
    { tier: 'Silver', a: 2, b: 1 },
    { tier: 'Bronze', a: 5, b: 0 },
  ])
})
