import { expect, test } from 'vitest'
import { ledger } from '../lib/claims.js'
import { absentArchetypes, draftClaims } from '../lib/draft-claims.js'
import { studied } from './story-sample.js'

const { study, margins, budgets, claims } = await studied()
const bare = await studied({ bare: true })
const young = await studied({ without: ['Customer_Since'] })
const twin = await studied({ structure: 'none' })
const claim = (topic: string, id: string) => claims.find((one) => one.topic === topic && one.id === id)!

test.each([
  ['groups', claims],
  ['no spend and no margins', bare.claims],
  ['no first purchases', young.claims],
  ['none', twin.claims],
] as const)('claims (%s) are told apart by topic and id, and ids are plain', (_, found) => {
  const keys = found.map(({ topic, id }) => `${topic} ${id}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { id } of found) expect(id).toMatch(/^[a-z0-9-]+$/)
})

test.each([
  ['groups', claims],
  ['none', twin.claims],
] as const)('every claim (%s) carries its evidence', (_, found) => {
  for (const {
    n,
    effect,
    interval: [low, high],
    p,
    q,
    method,
    sentence,
  } of found) {
    expect(n).toBeGreaterThan(0)
    expect(low).toBeLessThanOrEqual(effect)
    expect(high).toBeGreaterThanOrEqual(effect)
    expect(p).toBeGreaterThan(0)
    expect(q).toBeGreaterThanOrEqual(p)
    expect(method).not.toBe('')
    expect(sentence).not.toMatch(/\.$|undefined|null/)
  }
})

test('topics come in the order of the story', () => {
  expect([...new Set(claims.map(({ topic }) => topic))]).toEqual([
    'segments',
    'ties',
    'drivers',
    'membership',
    'budget',
  ])
})

test('claims about segments read the held-out half, the budget all customers', () => {
  const half = study.tested.customers.shape[0]
  for (const { topic, n } of claims) expect(n).toBe(topic === 'budget' ? study.customers.shape[0] : half)
})

test('what was planted is found', () => {
  for (const id of [
    'loyalists-frequency',
    'loyalists-rating',
    'at-risk-recency',
    'at-risk-rating',
    'new-customers-tenure',
  ])
    expect([id, claim('segments', id).holds]).toEqual([id, true])
  expect(claim('segments', 'loyalists-discountdependence').effect).toBeLessThan(-0.5)
  expect(claim('ties', 'at-risk-channel').holds).toBe(true)
  expect(claim('budget', 'budget-low-engagement').holds).toBe(true)
})

test('what was not planted is not supported: loyalists have no moderate income', () => {
  expect(claim('segments', 'loyalists-moderateincome').holds).toBe(false)
})

test('nothing holds in the null twin, except by construction', () => {
  expect(twin.claims.filter(({ holds, builtSegments }) => holds && !builtSegments)).toEqual([])
})

test('claims on what built the segments say so, and those on what did not do not', () => {
  expect(claim('membership', 'loyalists-loyalty').builtSegments).toBe(true)
  expect(claim('membership', 'loyalists-rating').builtSegments).toBe(false)
  expect(claim('segments', 'at-risk-satisfaction').builtSegments).toBe(true)
  expect(claim('drivers', 'high-value-customers-loyalty').builtSegments).toBe(false)
})

test('membership claims tell their segment, and leave channels and categories to the ties', () => {
  const membership = claims.filter(({ topic }) => topic === 'membership')
  expect([...new Set(membership.map(({ group }) => group))]).toEqual([...study.names])
  expect(membership.filter(({ id }) => /-(channel|category|frequency|amount)$/.test(id))).toEqual([])
})

test('without spend there is no claim on the budget, without margins none on high margins', () => {
  expect(bare.claims.filter(({ topic, id }) => topic === 'budget' || id.endsWith('high-margin'))).toEqual([])
  expect(claims.filter(({ id }) => id.endsWith('high-margin'))).toHaveLength(study.names.length)
})

test('the budget claim is about the channel that takes most', () => {
  expect(claim('budget', 'budget-low-engagement').sentence).toMatch(/In-Store takes the largest share/)
})

test('a channel that takes most, and in which nobody buys, makes no claim', () => {
  const none = { ...budgets[0], channel: 'Billboards' }
  expect(draftClaims(study, [], [none]).filter(({ topic }) => topic === 'budget')).toEqual([])
})

test('a file without first purchases claims nothing on tenure, and has no New Customers', () => {
  expect(young.claims.filter(({ id }) => id.endsWith('tenure'))).toEqual([])
  expect(absentArchetypes(young.study)).toContain('New Customers')
  expect(absentArchetypes(study)).toEqual([])
})

test('a single segment has no rest to differ from: only drivers and the budget are left', () => {
  const one = {
    ...study,
    names: ['Loyalists'],
    tested: { ...study.tested, segmentOf: study.tested.segmentOf.map(() => 'Loyalists') },
  }
  expect([...new Set(draftClaims(one, margins, budgets).map(({ topic }) => topic))]).toEqual(['drivers', 'budget'])
})

test('the same study drafts the same claims', () => {
  expect(ledger(draftClaims(study, margins, budgets))).toEqual(claims)
})
