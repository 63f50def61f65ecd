import { expect, test } from 'vitest'
import { texts } from '../../lib/data/columns.js'
import { draftClaims } from '../../lib/marketing/draft-claims.js'
import { study } from '../../lib/marketing/study.js'
import { clustered } from '../story/sample.js'

const { prepared, found, verdict } = await clustered()
const told = study(prepared.customers, found, verdict, 1)

test('every customer has a segment, and segments stand in reading order', () => {
  expect(told.names).toEqual(['Loyalists', 'At-Risk', 'New Customers'])
  expect(told.segmentOf).toHaveLength(told.customers.shape[0])
  expect(told.profiles.map(({ segment }) => segment)).toEqual(told.names)
})

test('profiles count the customers of each segment', () => {
  for (const { segment, customers } of told.profiles)
    expect(customers).toBe(told.segmentOf.filter((name) => name === segment).length)
})

test('half of the customers are tested on, each once, with a known segment', () => {
  const { customers, segmentOf, holdOut } = told.tested
  expect(customers.shape[0]).toBe(Math.floor(told.customers.shape[0] / 2))
  expect(segmentOf).toHaveLength(customers.shape[0])
  expect(new Set(holdOut.rows).size).toBe(holdOut.rows.length)
  for (const name of segmentOf) expect(told.names).toContain(name)
})

test('the tested rows are those customers', () => {
  const ids = texts(told.customers, 'id')
  expect(texts(told.tested.customers, 'id')).toEqual(Array.from(told.tested.holdOut.rows, (row) => ids[row]))
})

test('planted groups are found again by the other half', () => {
  expect(told.tested.holdOut.agreement).toBeGreaterThan(0.9)
})

test('the verdict and the seed are kept; another seed draws another half', () => {
  expect(told).toMatchObject({ verdict, seed: 1 })
  const other = study(prepared.customers, found, verdict, 2)
  expect(other.profiles).toEqual(told.profiles)
  expect(other.tested.holdOut.rows).not.toEqual(told.tested.holdOut.rows)
  expect(study(prepared.customers, found, verdict, 1).tested.holdOut).toEqual(told.tested.holdOut)
})

test('high value is the top third, or another share; its claims follow', () => {
  const few = study(prepared.customers, found, verdict, 1, 0.1)
  expect([told.topShare, few.topShare]).toEqual([1 / 3, 0.1])
  const drivers = (of: typeof told) => draftClaims(of, [], []).filter(({ topic }) => topic === 'drivers')
  expect(drivers(few)).not.toEqual(drivers(told))
  expect(() => study(prepared.customers, found, verdict, 1, 1)).toThrow(
    'study requires topShare between 0 and 1, got 1',
  )
})
