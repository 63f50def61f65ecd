import { expect, test } from 'vitest'
import { ledger } from '../../lib/marketing/claims.js'
import { absentArchetypes, draftClaims } from '../../lib/marketing/draft-claims.js'
import { studied } from '../story/sample.js'

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
  const tests = claims.filter(({ group }) => group).map(({ group, about }) => `${group}: ${about}`)
  expect(new Set(tests).size).toBe(tests.length)
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

test('nothing holds in the null twin, not even on what drew the segments', () => {
  expect(twin.claims.filter(({ without }) => without).length).toBeGreaterThan(20)
  expect(twin.claims.filter(({ holds }) => holds)).toEqual([])
})

test('what helped to draw the segments is tested on segments drawn without it', () => {
  expect(claim('membership', 'loyalists-loyalty').without).toBe('Engagement Score')
  expect(claim('segments', 'loyalists-frequency').without).toBe('Value Score')
  expect(claim('segments', 'at-risk-satisfaction').without).toBe('Satisfaction')
  expect(claim('segments', 'loyalists-rating').without).toBeUndefined()
  expect(claim('drivers', 'high-value-customers-loyalty').without).toBeUndefined()
})

test('a feature that the others cannot stand in for makes no claim', () => {
  const holdOut = { ...study.tested.holdOut, segmentOfWithout: new Map() }
  const drafts = draftClaims({ ...study, tested: { ...study.tested, holdOut } }, margins, budgets)
  expect(drafts.filter(({ without }) => without)).toEqual([])
  expect(drafts.map(({ id }) => id)).toEqual(claims.filter(({ without }) => !without).map(({ id }) => id))
})

test('drivers are ranked by the size of their effect, whatever its sign', () => {
  const effects = claims.filter(({ topic }) => topic === 'drivers').map(({ effect }) => effect)
  expect(effects.map(Math.abs)).toEqual(effects.map(Math.abs).sort((a, b) => b - a))
  expect(effects.some((effect) => effect < 0)).toBe(true)
})

test('membership claims tell their segment, and leave to ties and traits what these are about', () => {
  const membership = claims.filter(({ topic }) => topic === 'membership')
  expect([...new Set(membership.map(({ group }) => group))]).toEqual([...study.names])
  expect(membership.filter(({ id }) => /-(channel|category)$/.test(id))).toEqual([])
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
