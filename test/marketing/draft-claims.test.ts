import { expect, test } from 'vitest'
import { numbers } from '../../lib/data/columns.js'
import { ledger } from '../../lib/marketing/claims.js'
import { absentArchetypes, draftClaims } from '../../lib/marketing/draft-claims.js'
import { FEWEST } from '../../lib/marketing/study.js'
import { median } from '../../lib/statistics/mean.js'
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

test('topics are in the order of the story', () => {
  expect([...new Set(claims.map(({ topic }) => topic))]).toEqual([
    'segments',
    'ties',
    'drivers',
    'membership',
    'budget',
  ])
})

test('variables used to form the segments are tested on the held-out half, all others on all customers', () => {
  const [all, half] = [study.customers.shape[0], study.heldOut.rows.length]
  const tests = claims.filter(({ group }) => group).map(({ group, about }) => `${group}: ${about}`)
  expect(new Set(tests).size).toBe(tests.length)
  // Customers whose value was filled in are left out.
  const filled = (column: string) => {
    const indicator = `${column}Missing`
    return study.customers.columns.includes(indicator) ? numbers(study.customers, indicator).filter(Boolean).length : 0
  }
  for (const { without, n, column } of claims) expect(n).toBe(without ? half : all - filled(column))
  expect(claims.some(({ n }) => n < all && n > half)).toBe(true)
})

test('planted effects are found', () => {
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

test('effects that were not planted are not supported: no group differs by gender', () => {
  const gender = claims.filter(({ column }) => column === 'gender')
  expect(gender).toHaveLength(study.names.length + 1)
  for (const { holds } of gender) expect(holds).toBe(false)
})

test('nothing holds in the null twin, not even about variables used to form the segments', () => {
  expect(twin.claims.filter(({ without }) => without).length).toBeGreaterThan(20)
  expect(twin.claims.filter(({ holds }) => holds)).toEqual([])
})

test('variables used to form the segments are tested on segments formed without them', () => {
  expect(claim('membership', 'loyalists-loyalty').without).toBe('Engagement Score')
  expect(claim('segments', 'loyalists-frequency').without).toBe('Value Score')
  expect(claim('segments', 'at-risk-satisfaction').without).toBe('Satisfaction')
  expect(claim('segments', 'loyalists-rating').without).toBeUndefined()
  expect(claim('drivers', 'high-value-customers-loyalty').without).toBeUndefined()
})

test('a feature that the others cannot replace makes no claim', () => {
  const heldOut = { ...study.heldOut, segmentOfWithout: new Map() }
  const drafts = draftClaims({ ...study, heldOut }, margins, budgets)
  expect(drafts.filter(({ without }) => without)).toEqual([])
  expect(drafts.map(({ id }) => id)).toEqual(claims.filter(({ without }) => !without).map(({ id }) => id))
})

test('drivers are ranked by the size of their effect, whatever the sign', () => {
  const effects = claims.filter(({ topic }) => topic === 'drivers').map(({ effect }) => effect)
  expect(effects.map(Math.abs)).toEqual(effects.map(Math.abs).sort((a, b) => b - a))
  expect(effects.some((effect) => effect < 0)).toBe(true)
})

test('membership claims name their segment, and leave the topics of ties and traits to these', () => {
  const membership = claims.filter(({ topic }) => topic === 'membership')
  expect([...new Set(membership.map(({ group }) => group))]).toEqual([...study.names])
  expect(membership.filter(({ id }) => /-(channel|category)$/.test(id))).toEqual([])
})

test('without spend there is no claim about the budget, without margins none about high margins', () => {
  expect(bare.claims.filter(({ topic, id }) => topic === 'budget' || id.endsWith('high-margin'))).toEqual([])
  expect(claims.filter(({ id }) => id.endsWith('high-margin'))).toHaveLength(study.names.length)
})

test('the budget claim is about the channel with the largest share', () => {
  expect(claim('budget', 'budget-low-engagement').sentence).toMatch(/In-Store takes the largest share/)
})

test('a channel with the largest share, but no buyers, makes no claim', () => {
  const none = { ...budgets[0], channel: 'Billboards' }
  expect(draftClaims(study, [], [none]).filter(({ topic }) => topic === 'budget')).toEqual([])
})

test('a file without first purchases makes no claim about tenure, and has no New Customers', () => {
  expect(young.claims.filter(({ id }) => id.endsWith('tenure'))).toEqual([])
  expect(absentArchetypes(young.study)).toContain('New Customers')
  expect(absentArchetypes(study)).toEqual([])
})

test('a single segment has no rest to differ from: only claims about drivers and the budget are left', () => {
  const one = {
    ...study,
    names: ['Loyalists'],
    segmentOf: study.segmentOf.map(() => 'Loyalists'),
    heldOut: { ...study.heldOut, segmentOfWithout: new Map() },
  }
  expect([...new Set(draftClaims(one, margins, budgets).map(({ topic }) => topic))]).toEqual(['drivers', 'budget'])
})

test('about a group of fewer than 20 customers, or of all but fewer than 20, nothing is claimed', () => {
  const [small, ...others] = study.names
  const sized = (size: number) => {
    const segmentOf = study.segmentOf.map((_, row) => (row < size ? small : others[row % others.length]))
    return draftClaims({ ...study, segmentOf }, margins, budgets).filter(({ group }) => group === small)
  }
  expect(sized(FEWEST - 1)).toEqual([])
  expect(sized(FEWEST).length).toBeGreaterThan(10)
  expect(sized(study.segmentOf.length - FEWEST + 1)).toEqual([])
})

test('a custom feature also counts as one that formed the segments', () => {
  const own = { ...study.features[0], column: 'age', label: 'Age', madeOf: ['age'] }
  const heldOut = { ...study.heldOut, segmentOfWithout: new Map([['age', study.heldOut.segmentOf]]) }
  const drafts = draftClaims({ ...study, features: [own], heldOut }, margins, budgets)
  const about = drafts.filter(({ group, column }) => group && column === 'age')
  expect(about.map(({ without }) => without)).toEqual(study.names.map(() => 'Age'))
  expect(drafts.filter(({ without }) => without)).toEqual(about)
})

test('a claim about a group is true of it, and held-out groups that differ the other way do not support it', () => {
  const own = { ...study.features[0], column: 'age', label: 'Age', madeOf: ['age'] }
  const age = numbers(study.customers, 'age')
  const middle = median(age)
  const [young, ...rest] = study.names
  const segmentOf = Array.from(age, (one) => (one < middle ? young : rest[0]))
  const turned = Array.from(study.heldOut.rows, (row) => (age[row] < middle ? rest[0] : young))
  const heldOut = { ...study.heldOut, segmentOfWithout: new Map([['age', turned]]) }
  const found = ledger(draftClaims({ ...study, segmentOf, features: [own], heldOut }, [], []))
  const claimed = found.find(({ group, column }) => group === young && column === 'age')!
  expect(claimed).toMatchObject({ holds: false, reservation: 'the data say the opposite' })
  expect(claimed.sentence).toMatch(/are younger than other customers$/)
})

test('there are no claims about columns that the file lacks', () => {
  const customers = study.customers.drop({ columns: ['income', 'channel', 'category', 'value', 'engagement'] })
  const drafts = draftClaims({ ...study, customers }, margins, budgets)
  expect(
    drafts.filter(({ topic, column }) => topic === 'drivers' || ['income', 'channel', 'highMargin'].includes(column)),
  ).toEqual([])
  expect(drafts.length).toBeGreaterThan(20)
})

test('the same study drafts the same claims', () => {
  expect(ledger(draftClaims(study, margins, budgets))).toEqual(claims)
})
