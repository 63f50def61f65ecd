import { expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { draftClaims } from '../../lib/marketing/draft-claims.js'
import { study } from '../../lib/marketing/study.js'
import { clustered } from '../story/sample.js'

const { prepared, found, verdict } = await clustered()
const told = study(prepared.customers, found, verdict, 1)

test('every customer has a segment, and segments are in reading order', () => {
  expect(told.names).toEqual(['Loyalists', 'At-Risk', 'New Customers'])
  expect(told.segmentOf).toHaveLength(told.customers.shape[0])
  expect(told.sizes.map(({ segment }) => segment)).toEqual(told.names)
  expect(told.features).toBe(found.space.features)
})

test('sizes count the customers of each segment, and their shares sum to 1', () => {
  for (const { segment, customers, customerShare: share } of told.sizes) {
    expect(customers).toBe(told.segmentOf.filter((name) => name === segment).length)
    expect(share).toBe(customers / told.segmentOf.length)
  }
  const values = numbers(prepared.customers, 'value')
  const total = (of: Float64Array) => of.reduce((sum, one) => sum + one, 0)
  const own = values.filter((_, row) => told.segmentOf[row] === told.names[1])
  expect(told.sizes[1].valueShare).toBeCloseTo(total(own) / total(values), 12)
  expect(told.sizes.reduce((sum, { valueShare }) => sum + valueShare, 0)).toBeCloseTo(1, 12)
})

test('if value is absent, or all of it is 0, there are no shares of value', () => {
  const zero = derive(prepared.customers, { value: (c) => c.id.map(() => 0) })
  for (const customers of [zero, prepared.customers.drop({ columns: ['value'] })])
    for (const { valueShare } of study(customers, found, verdict, 1).sizes) expect(valueShare).toBeNaN()
})

test('half of the customers are tested on, each once, with a known segment', () => {
  const { customers, segmentOf, rows } = told.heldOut
  expect(customers.shape[0]).toBe(Math.floor(told.customers.shape[0] / 2))
  expect(segmentOf).toHaveLength(customers.shape[0])
  expect(new Set(rows).size).toBe(rows.length)
  for (const name of segmentOf) expect(told.names).toContain(name)
})

test('the held-out rows are those customers', () => {
  const ids = texts(told.customers, 'id')
  expect(texts(told.heldOut.customers, 'id')).toEqual(Array.from(told.heldOut.rows, (row) => ids[row]))
})

test('planted groups are found again by the other half', () => {
  expect(told.heldOut.agreement).toBeGreaterThan(0.9)
})

test('the verdict and the seed are kept; another seed selects another half', () => {
  expect(told).toMatchObject({ verdict, seed: 1 })
  const other = study(prepared.customers, found, verdict, 2)
  expect(other.sizes).toEqual(told.sizes)
  expect(other.heldOut.rows).not.toEqual(told.heldOut.rows)
  expect(study(prepared.customers, found, verdict, 1).heldOut.rows).toEqual(told.heldOut.rows)
})

test('high value is the top third, or another share; the claims use the same share', () => {
  const few = study(prepared.customers, found, verdict, 1, 0.1)
  expect([told.topShare, few.topShare]).toEqual([1 / 3, 0.1])
  const drivers = (of: typeof told) => draftClaims(of, [], []).filter(({ topic }) => topic === 'drivers')
  expect(drivers(few)).not.toEqual(drivers(told))
  expect(() => study(prepared.customers, found, verdict, 1, 1)).toThrow(
    'study requires topShare between 0 and 1, got 1',
  )
})
