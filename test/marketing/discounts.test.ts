import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { discountCorrelations } from '../../lib/marketing/discounts.js'
import { studied } from '../story/sample.js'

const LEVELS = ['Not Sensitive', 'Somewhat Sensitive', 'Very Sensitive']
const n = 12
const rows = Array.from({ length: n }, (_, i) => i)
const customers = frame({
  discountUsed: rows.map((i) => i >= n / 2),
  discountSensitivity: rows.map((i) => LEVELS[i % 3]),
  frequency: rows.map((i) => i + 1),
  amount: rows.map((i) => 100 - i),
  value: rows.map((i) => LEVELS.length - (i % 3)),
})
const halves = rows.map((i) => (i < n / 2 ? 'early' : 'late'))
const of = (found: ReturnType<typeof discountCorrelations>, group: string, discount: string, volume: string) =>
  found.find((one) => one.group === group && one.discount === discount && one.volume === volume)!

test('there is a correlation for every group, kind of discount and kind of volume, all customers first', () => {
  const found = discountCorrelations(customers, halves, ['late', 'early'])
  expect(found).toHaveLength(3 * 2 * 3)
  expect([...new Set(found.map(({ group }) => group))]).toEqual(['All customers', 'late', 'early'])
  expect(found.map(({ n: size }) => size)).toEqual([...Array(6).fill(12), ...Array(12).fill(6)])
})

test('rho is that of Spearman, as worked out by hand: a rank against a half, and against its own reverse', () => {
  const found = discountCorrelations(customers, halves, ['early', 'late'])
  // Pearson of the ranks 1 to 12 with six 0 and six 1: 18 / sqrt(143 x 3).
  expect(of(found, 'All customers', 'discount used', 'Purchases per month').rho).toBeCloseTo(18 / Math.sqrt(429), 10)
  expect(of(found, 'All customers', 'discount used', 'Amount per purchase').rho).toBeCloseTo(-18 / Math.sqrt(429), 10)
  expect(of(found, 'All customers', 'discount sensitivity', 'Value Score').rho).toBeCloseTo(-1, 10)
})

test('columns that the file lacks are left out', () => {
  const found = discountCorrelations(customers.drop({ columns: ['discountUsed', 'amount', 'value'] }), halves, [
    'early',
  ])
  expect(found.map(({ discount, volume }) => [discount, volume])).toEqual(
    Array(2).fill(['discount sensitivity', 'Purchases per month']),
  )
})

test('if a column does not vary in a group, there is no rho and nothing is found', () => {
  const found = discountCorrelations(customers, halves, ['early', 'late'])
  expect(of(found, 'early', 'discount used', 'Value Score')).toMatchObject({ rho: NaN, q: 1, n: 6 })
})

test('a group too small to correlate, or empty, has no rho', () => {
  const groups = rows.map((i) => (i < 3 ? 'small' : 'large'))
  const found = discountCorrelations(customers, groups, ['small', 'large', 'nobody'])
  expect(of(found, 'small', 'discount sensitivity', 'Value Score')).toMatchObject({ rho: NaN, q: 1, n: 3 })
  expect(of(found, 'nobody', 'discount sensitivity', 'Value Score')).toMatchObject({ rho: NaN, q: 1, n: 0 })
})

test('in a sample, rho is in -1 to 1 and q in 0 to 1; discounts go with fewer purchases overall', async () => {
  const { study } = await studied()
  const found = discountCorrelations(study.customers, study.segmentOf, study.names)
  for (const { rho, q } of found) {
    expect(Math.abs(rho)).toBeLessThanOrEqual(1)
    expect(q).toBeGreaterThanOrEqual(0)
    expect(q).toBeLessThanOrEqual(1)
  }
  const overall = of(found, 'All customers', 'discount sensitivity', 'Purchases per month')
  expect(overall.rho).toBeLessThan(-0.2)
  expect(overall.q).toBeLessThan(0.001)
  expect(overall.n).toBe(study.customers.shape[0])
}, 30_000)

test('nothing is found in the null twin over all customers', async () => {
  const { study } = await studied({ structure: 'none' })
  const found = discountCorrelations(study.customers, study.segmentOf, study.names)
  expect(found.filter(({ group, q }) => group === 'All customers' && q <= 0.05)).toEqual([])
}, 30_000)
