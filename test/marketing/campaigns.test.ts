import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { frame } from '../../lib/data/frame.js'
import { campaigns, PLAN } from '../../lib/marketing/campaigns.js'
import type { Profile } from '../../lib/marketing/profile.js'
import { studied } from '../story/sample.js'

const { study } = await studied()
const cards = campaigns(study.tested.customers, study.tested.segmentOf, study.profiles)
const twin = (await studied({ structure: 'none' })).study

const profile = (segment: string, customers: number, discountDependence = 0.5): Profile => ({
  segment,
  customers,
  share: 0.5,
  valueShare: 0.5,
  meanAmount: 10,
  medianAmount: 10,
  frequency: 1,
  engagement: 0.5,
  recency: 10,
  satisfaction: 5,
  discountDependence,
  tenure: NaN,
})
/** Forty in a, all online; forty in b, of whom ten are; categories alike. */
const rows = Array.from({ length: 80 }, (_, i) => i)
const split = frame({
  channel: rows.map((i) => (i < 50 ? 'Online' : 'In-Store')),
  category: rows.map((i) => (i % 4 ? 'Toys' : 'Books')),
  discountDependence: rows.map(() => 0.5),
})
const segmentOf = rows.map((i) => (i < 40 ? 'a' : 'b'))

test('a pick is the level that stands out most, with its lift by hand', () => {
  const [a, b] = campaigns(split, segmentOf, [profile('a', 40), profile('b', 40)])
  expect(a.channel).toMatchObject({ level: 'Online', share: 1, standsOut: true })
  expect(a.channel.lift).toBeCloseTo(1 / (50 / 80), 12)
  expect(b.channel).toMatchObject({ level: 'In-Store', share: 0.75, standsOut: true })
  expect(b.channel.lift).toBeCloseTo(2, 12)
})

test('where nothing stands out, the commonest is picked, and said not to', () => {
  for (const { category } of campaigns(split, segmentOf, [profile('a', 40), profile('b', 40)])) {
    expect(category).toMatchObject({ level: 'Toys', share: 0.75, standsOut: false })
    expect(category.lift).toBeCloseTo(1, 12)
  }
})

test('where there is one segment, nothing can stand out against the rest', () => {
  const everyone = rows.map(() => 'a')
  const [card] = campaigns(split, everyone, [profile('a', 80)])
  expect(card.channel).toEqual({ level: 'Online', share: 50 / 80, lift: 1, interval: [1, 1], q: 1, standsOut: false })
})

test('a segment that nobody of those compared is in gets no campaign', () => {
  const found = campaigns(split, segmentOf, [profile('b', 40), profile('nobody', 9), profile('a', 40)])
  expect(found.map(({ segment }) => segment)).toEqual(['b', 'a'])
})

test('the offer follows how much a segment depends on discounts', () => {
  const offers = [0.4, 0.5, 0.6].map((own) => campaigns(split, segmentOf, [profile('a', 40, own)])[0].offer)
  expect(offers[0]).toMatch(/loyalty points/)
  expect(offers[1]).toMatch(/average/)
  expect(offers[2]).toMatch(/first discount/)
})

test('a test of a response of 20 % and a lift of 1.4 leaves 447 alone', () => {
  // R 4.2.2: power.prop.test(p1 = .2, p2 = .28, power = .8)$n, rounded up.
  const [large, small] = [894, 893].map((audience) => campaigns(split, segmentOf, [profile('a', audience)])[0])
  expect(large).toMatchObject({ audience: 894, control: 447, testable: true })
  expect(small).toMatchObject({ audience: 893, control: 446, testable: false })
})

test('the smallest rate that would differ from the control is that of the two-sided z test', () => {
  // .2 + 1.96 x sqrt(.2 x .8 x (1 / 50 + 1 / 50))
  expect(campaigns(split, segmentOf, [profile('a', 100)])[0].stopAt).toBeCloseTo(0.2 + 1.96 * 0.08, 12)
})

test('a segment of one customer has no control, and no rate would tell', () => {
  expect(campaigns(split, segmentOf, [profile('a', 1)])[0]).toMatchObject({ control: 0, testable: false, stopAt: 1 })
})

test('a larger lift needs a smaller control', () => {
  const control = (lift: number) => campaigns(split, segmentOf, [profile('a', 1e6)], { ...PLAN, lift })[0].control
  expect(control(2)).toBeLessThan(control(1.4))
})

test.each([
  ['groups', cards],
  ['none', campaigns(twin.tested.customers, twin.tested.segmentOf, twin.profiles)],
] as const)('in a sample (%s), at most half is left alone, and picks stand out by lift and q', (_, found) => {
  for (const { audience, control, channel, category, stopAt } of found) {
    expect(control).toBeLessThanOrEqual(audience / 2)
    expect(stopAt).toBeGreaterThan(PLAN.baseline)
    for (const { standsOut, interval, q } of [channel, category]) expect(standsOut).toBe(interval[0] > 1 && q <= 0.05)
  }
})

test('there is a card a segment, in reading order, for all its customers', () => {
  expect(cards.map(({ segment, audience }) => [segment, audience])).toEqual(
    study.profiles.map(({ segment, customers }) => [segment, customers]),
  )
})

test('the planted tie stands out: At-Risk in the store', () => {
  expect(cards.find(({ segment }) => segment === 'At-Risk')!.channel).toMatchObject({
    level: 'In-Store',
    standsOut: true,
  })
})

test('where nothing is tied, a channel or category stands out in at most 5 % of samples each', () => {
  const next = random(1)
  const drawn = (levels: string[]) => Array.from({ length: 200 }, () => levels[Math.floor(next() * levels.length)])
  const counts = { channel: 0, category: 0 }
  for (let sample = 0; sample < 200; sample++) {
    const untied = frame({
      channel: drawn(['Online', 'In-Store', 'Mixed']),
      category: drawn(['Books', 'Toys', 'Food', 'Clothing', 'Travel', 'Music']),
      discountDependence: Array(200).fill(0.5),
    })
    const found = campaigns(untied, drawn(['a', 'b', 'c']), [profile('a', 70), profile('b', 70), profile('c', 60)])
    if (found.some(({ channel }) => channel.standsOut)) counts.channel++
    if (found.some(({ category }) => category.standsOut)) counts.category++
  }
  expect(counts.channel).toBeLessThanOrEqual(10)
  expect(counts.category).toBeLessThanOrEqual(10)
})
