import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { frame } from '../../lib/data/frame.js'
import { readOffers } from '../../lib/data/offers.js'
import { campaignRows, campaigns } from '../../lib/marketing/campaigns.js'
import { type Claim, ledger } from '../../lib/marketing/claims.js'
import { draftClaims } from '../../lib/marketing/draft-claims.js'
import { ASSUMPTIONS } from '../../lib/marketing/plan.js'
import type { Study } from '../../lib/marketing/study.js'
import { studied } from '../story/sample.js'

const { study, claims } = await studied()
const rules = await readOffers('data/offers.json')
const cards = campaigns(study, claims, rules)
const twin = await studied({ structure: 'none' })

/** A study of customers who are in segments, by what campaigns read of it. */
function studyOf(columns: Record<string, readonly unknown[]>, segmentOf: readonly string[]): Study {
  const names = [...new Set(segmentOf)].sort()
  const sizes = names.map((segment) => {
    const customers = segmentOf.filter((name) => name === segment).length
    return { segment, customers, customerShare: customers / segmentOf.length, valueShare: NaN }
  })
  return { ...study, customers: frame(columns), segmentOf, names, sizes, features: [] }
}
const rows = (n: number) => Array.from({ length: n }, (_, i) => i)
/** Forty in a, all online; forty in b, of whom ten are; categories alike. */
const split = studyOf(
  {
    channel: rows(80).map((i) => (i < 50 ? 'Online' : 'In-Store')),
    category: rows(80).map((i) => (i % 4 ? 'Toys' : 'Books')),
    discountDependence: rows(80).map(() => 0.5),
  },
  rows(80).map((i) => (i < 40 ? 'a' : 'b')),
)
const splitClaims = ledger(draftClaims(split, [], []))
/** A segment of so many customers, beside as many others. */
const sized = (size: number) =>
  campaigns(
    studyOf(
      { age: rows(2 * size) },
      rows(2 * size).map((i) => (i < size ? 'a' : 'b')),
    ),
    [],
    rules,
  )[0]

test('a pick is the level that stands out most, with counts over all customers and a lift as worked out by hand', () => {
  const [a, b] = campaigns(split, splitClaims, rules)
  expect(a.channel).toMatchObject({ level: 'Online', hits: 40, share: 1, overall: 50 / 80, standsOut: true })
  expect(a.channel!.lift).toBeCloseTo(1 / (50 / 80), 12)
  expect(b.channel).toMatchObject({ level: 'In-Store', hits: 30, share: 0.75, standsOut: true })
  expect(b.channel!.lift).toBeCloseTo(2, 12)
})

test('if nothing stands out, the most common level is picked, and this is reported', () => {
  for (const { category } of campaigns(split, splitClaims, rules)) {
    expect(category).toMatchObject({ level: 'Toys', hits: 30, share: 0.75, standsOut: false })
    expect(category!.lift).toBeCloseTo(1, 12)
  }
})

test('a level does not stand out in a segment whose claim does not hold', () => {
  const failed = splitClaims.map((claim): Claim => ({ ...claim, holds: false }))
  const [a, b] = campaigns(split, failed, rules)
  expect([a.channel, b.channel].map((pick) => [pick!.level, pick!.standsOut])).toEqual([
    ['Online', false],
    ['In-Store', false],
  ])
})

test('in a single segment, nothing can stand out against the rest', () => {
  const everyone = studyOf(
    { channel: rows(80).map((i) => (i < 50 ? 'Online' : 'In-Store')) },
    rows(80).map(() => 'a'),
  )
  const [card] = campaigns(everyone, [], rules)
  expect(card.channel).toMatchObject({ level: 'Online', hits: 50, share: 50 / 80, lift: 1, q: 1, standsOut: false })
})

test('columns that the file lacks are left out of the campaign, and empty in its row', () => {
  const bare = campaigns(
    studyOf(
      { age: rows(50) },
      rows(50).map((i) => (i < 25 ? 'a' : 'b')),
    ),
    [],
    rules,
  )
  expect(bare.map(({ channel, category, worth }) => [channel, category, worth])).toEqual(
    Array(2).fill([undefined, undefined, NaN]),
  )
  expect(campaignRows(bare)[0]).toEqual({
    segment: 'a',
    audience: 25,
    control: 12,
    treated: 13,
    power: expect.closeTo(0.066, 3),
  })
})

test('margins of categories are weighted by what the customers of a segment bring', () => {
  const study = studyOf(
    {
      amount: rows(60).map(() => 10),
      value: rows(60).map((i) => (i % 2 ? 30 : 10)),
      category: rows(60).map((i) => (i % 2 ? 'Toys' : 'Books')),
    },
    rows(60).map((i) => (i < 30 ? 'a' : 'b')),
  )
  const margins = [{ category: 'Books', margin: 0.2 }, { category: 'Toys', margin: 0.6 }] // biome-ignore format: rows
  // Three quarters of the value at 60%, one quarter at 20%: 50% of $10.
  for (const { worth } of campaigns(study, [], rules, ASSUMPTIONS, margins)) expect(worth).toBeCloseTo(5, 12)
  for (const { worth } of campaigns(study, [], rules, ASSUMPTIONS)) expect(worth).toBeCloseTo(4, 12)
})

test('a segment of fewer than 20 customers gets no campaign', () => {
  expect(sized(19)).toBeUndefined()
  expect(sized(20)).toMatchObject({ audience: 20, control: 10, testable: false })
})

test('slices get no campaigns', () => {
  expect(twin.study.verdict.kind).toBe('slices')
  expect(campaigns(twin.study, twin.claims, rules)).toEqual([])
})

test('groups of different states get different offers, the most promising campaign first', () => {
  expect(Object.fromEntries(cards.map(({ segment, state }) => [segment, state]))).toEqual({
    Loyalists: 'frequent at full price',
    'New Customers': 'new, and led by discounts',
    'At-Risk': 'gone silent and unhappy',
  })
  expect(cards.map(({ expected }) => expected)).toEqual(cards.map(({ expected }) => expected).sort((a, b) => b - a))
})

test('the control group is at most half, and levels stand out by lift and q', () => {
  for (const { audience, control, treated, channel, category } of cards) {
    expect(control).toBeLessThanOrEqual(audience / 2)
    expect(control + treated).toBe(audience)
    for (const pick of [channel!, category!])
      if (pick.standsOut) expect([pick.interval[0] > 1, pick.q <= 0.05]).toEqual([true, true])
  }
})

test('there is one card per segment, for all its customers', () => {
  const sizes = new Map(study.sizes.map(({ segment, customers }) => [segment, customers]))
  expect(new Map(cards.map(({ segment, audience }) => [segment, audience]))).toEqual(sizes)
})

test('the planted tie stands out: At-Risk in the store', () => {
  expect(cards.find(({ segment }) => segment === 'At-Risk')!.channel).toMatchObject({
    level: 'In-Store',
    standsOut: true,
  })
})

test('if nothing is tied, a channel or category stands out in at most 5 % of samples each', () => {
  const next = random(1)
  const drawn = (levels: string[]) => rows(200).map(() => levels[Math.floor(next() * levels.length)])
  const counts = { channel: 0, category: 0 }
  for (let sample = 0; sample < 60; sample++) {
    const untied = studyOf(
      {
        channel: drawn(['Online', 'In-Store', 'Mixed']),
        category: drawn(['Books', 'Toys', 'Food', 'Clothing', 'Travel', 'Music']),
      },
      drawn(['a', 'b', 'c']),
    )
    const found = campaigns(untied, ledger(draftClaims(untied, [], [])), rules)
    if (found.some(({ channel }) => channel!.standsOut)) counts.channel++
    if (found.some(({ category }) => category!.standsOut)) counts.category++
  }
  expect(counts.channel).toBeLessThanOrEqual(3)
  expect(counts.category).toBeLessThanOrEqual(3)
})
