import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { type ChannelBudget, channelBudgets, reallocation } from '../../lib/marketing/budget.js'
import { budgetSentences } from '../../lib/story/insights.js'
import { studied } from '../story/sample.js'

const { study, budgets } = await studied()
const customers = frame({
  channel: ['Online', 'Online', 'In-Store', 'In-Store'],
  value: [30, 30, 20, 20],
  engagement: [0.2, 0.4, 0.8, 0.6],
})
const spend = [
  { channel: 'In-Store', spend: 100 },
  { channel: 'Online', spend: 300 },
]

const budget = (given: Partial<ChannelBudget>): ChannelBudget => ({
  channel: 'Online',
  marketingSpend: 0,
  spendShare: 0,
  customers: 10,
  valueShare: 0.5,
  valueShareLow: 0.4,
  valueShareHigh: 0.6,
  engagement: 0.5,
  engagementLow: 0.4,
  engagementHigh: 0.6,
  verdict: 'do not move',
  ...given,
})
const over = budget({ channel: 'In-Store', marketingSpend: 800, spendShare: 0.8, verdict: 'over-funded' })
const under = budget({ channel: 'Online', marketingSpend: 200, spendShare: 0.2, verdict: 'under-funded' })

test('shares are as worked out by hand, most spend first', () => {
  const found = channelBudgets(customers, spend)
  expect(found.map(({ channel, customers: size }) => [channel, size])).toEqual([
    ['Online', 2],
    ['In-Store', 2],
  ])
  expect(found.map(({ spendShare }) => spendShare)).toEqual([0.75, 0.25])
  expect(found.map(({ valueShare }) => valueShare)).toEqual([0.6, 0.4])
  expect(found[0].engagement).toBeCloseTo(0.3, 12)
  expect(found[1].engagement).toBeCloseTo(0.7, 12)
})

test('a channel that nobody buys in costs money, and nothing is claimed about it', () => {
  const mixed = channelBudgets(customers, [...spend, { channel: 'Mixed', spend: 400 }])[0]
  expect(mixed).toMatchObject({
    channel: 'Mixed',
    customers: 0,
    spendShare: 0.5,
    valueShare: 0,
    verdict: 'too few customers',
  })
  expect(mixed.engagement).toBeNaN()
})

test('a channel that follows demand, or in which fewer than 20 customers buy, is no reason to move money', () => {
  const rows = Array.from({ length: 100 }, (_, i) => i)
  const many = frame({
    channel: rows.map((i) => (i < 60 ? 'Online' : i < 95 ? 'In-Store' : 'Phone')),
    value: rows.map(() => 10),
  })
  const paid = [
    { channel: 'Online', spend: 10, followsDemand: true },
    { channel: 'In-Store', spend: 80 },
    { channel: 'Phone', spend: 10 },
  ]
  const found = channelBudgets(many, paid)
  expect(Object.fromEntries(found.map(({ channel, verdict }) => [channel, verdict]))).toEqual({
    'In-Store': 'over-funded',
    Online: 'follows demand',
    Phone: 'too few customers',
  })
  expect(found.map(({ engagement }) => engagement)).toEqual([NaN, NaN, NaN])
  expect(reallocation(found)).toEqual([])
  const words = budgetSentences(found).join('\n')
  expect(words).toMatch(/Online follows demand/)
  expect(words).toMatch(/Fewer than 20 customers buy through Phone/)
})

test('channels that the spend file lacks are an error that names them', () => {
  expect(() => channelBudgets(customers, [{ channel: 'Mixed', spend: 1 }])).toThrow(
    new RangeError('the spend file requires a row for every channel of the customers, got none for In-Store, Online'),
  )
})

test('spend that sums to 0 is an error', () => {
  const none = spend.map(({ channel }) => ({ channel, spend: 0 }))
  expect(() => channelBudgets(customers, none)).toThrow(/spend above 0 in some channel, got a sum of 0/)
})

test('in a sample, shares sum to 1, lie in their intervals, and decide the verdict', () => {
  expect(budgets.reduce((sum, { spendShare }) => sum + spendShare, 0)).toBeCloseTo(1, 12)
  expect(budgets.reduce((sum, { valueShare }) => sum + valueShare, 0)).toBeCloseTo(1, 12)
  for (const { spendShare, valueShare, valueShareLow: low, valueShareHigh: high, verdict } of budgets) {
    expect(low).toBeLessThan(valueShare)
    expect(high).toBeGreaterThan(valueShare)
    expect(verdict).toBe(spendShare > high ? 'over-funded' : spendShare < low ? 'under-funded' : 'do not move')
  }
})

test('the planted waste is found: In-Store is over-funded, and gives to both other channels', () => {
  const moves = reallocation(budgets)
  expect(budgets[0]).toMatchObject({ channel: 'In-Store', verdict: 'over-funded' })
  expect(moves.map(({ from, to }) => `${from} to ${to}`).sort()).toEqual(['In-Store to Mixed', 'In-Store to Online'])
})

test('moves keep the total, and take no channel beyond its interval', () => {
  const moves = reallocation(budgets)
  const total = budgets.reduce((sum, { marketingSpend: money }) => sum + money, 0)
  const after = budgets.map((one) =>
    moves.reduce(
      (money, { from, to, money: moved }) =>
        money + (to === one.channel ? moved : 0) - (from === one.channel ? moved : 0),
      one.marketingSpend,
    ),
  )
  expect(after.reduce((sum, money) => sum + money, 0)).toBeCloseTo(total, 6)
  for (const [i, { verdict, valueShareLow: low, valueShareHigh: high }] of budgets.entries()) {
    if (verdict === 'over-funded') expect(after[i] / total).toBeGreaterThanOrEqual(high - 1e-9)
    if (verdict === 'under-funded') expect(after[i] / total).toBeLessThanOrEqual(low + 1e-9)
  }
})

test('the amount moved is the smaller of the amount offered and the amount wanted', () => {
  const [move] = reallocation([over, under])
  expect(move).toMatchObject({ from: 'In-Store', to: 'Online' })
  expect(move.money).toBeCloseTo(200, 9)
  const modest = { ...under, valueShareLow: 0.25, valueShareHigh: 0.6 }
  expect(reallocation([over, modest])[0].money).toBeCloseTo(50, 9)
})

test('the break-even of a moved dollar is what it brings now over what it would bring there', () => {
  // 0.5 / 0.8 of the average here, 0.5 / 0.2 there.
  expect(reallocation([over, under])[0].breakEven).toBeCloseTo(0.25, 12)
})

test('nothing moves without both a giver and a taker', () => {
  const still = budget({ channel: 'Mixed', marketingSpend: 500, spendShare: 0.5 })
  expect(reallocation([over, still])).toEqual([])
  expect(reallocation([under, still])).toEqual([])
  expect(reallocation([still, { ...still, channel: 'Online' }])).toEqual([])
  expect(reallocation([])).toEqual([])
})

test('nothing moves if each share of spend lies in the interval of its value', () => {
  const earned = channelBudgets(
    study.customers,
    budgets.map(({ channel, valueShare }) => ({ channel, spend: valueShare })),
  )
  expect(earned.map(({ verdict }) => verdict)).toEqual(earned.map(() => 'do not move'))
  expect(reallocation(earned)).toEqual([])
})
