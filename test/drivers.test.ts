import { expect, test } from 'vitest'
import { ledger } from '../lib/claims.js'
import { type Driver, driverDraft, drivers, highValue, orderedValues } from '../lib/drivers.js'
import { frame } from '../lib/frame.js'
import { clustered } from './story-sample.js'

const { prepared } = await clustered()
const customers = prepared.customers
const found = drivers(customers, highValue(customers), { permutations: 199, resamples: 50 })
const quick = { permutations: 19, resamples: 10 }

const driver = (given: Partial<Driver> = {}): Driver => ({
  name: 'loyalty',
  label: 'Loyalty',
  kind: 'behavioural',
  measure: "Cliff's delta",
  effect: 0.4,
  interval: [0.3, 0.5],
  p: 0.001,
  n: 100,
  method: 'permutation test',
  ...given,
})

test('high value is the top third of the Value Score, or another share', () => {
  const nine = frame({ value: [9, 1, 8, 2, 7, 3, 6, 4, 5] })
  expect([...highValue(nine)]).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 0])
  expect([...highValue(nine, 0.12)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('nobody stands above others of the same value', () => {
  expect([...highValue(frame({ value: [5, 5, 5] }))]).toEqual([0, 0, 0])
})

test('what defines the Value Score is no driver of it, and neither are ids and days', () => {
  const names = found.map(({ name }) => name)
  for (const name of ['frequency', 'amount', 'value', 'id', 'lastPurchase', 'since']) expect(names).not.toContain(name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['recency', 'tenure', 'loyalty', 'age', 'channel']))
})

test('drivers are ranked by the size of their effect, whatever its sign', () => {
  const sizes = found.map(({ effect }) => Math.abs(effect))
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  expect(found.some(({ effect }) => effect < 0)).toBe(true)
})

test("what can be ordered has Cliff's delta, categories Cramér's V", () => {
  const measureOf = (name: string) => found.find((one) => one.name === name)!.measure
  for (const name of ['age', 'income', 'member', 'ads', 'recency']) expect(measureOf(name)).toBe("Cliff's delta")
  for (const name of ['channel', 'gender', 'device']) expect(measureOf(name)).toBe("Cramér's V")
})

test('demographics are told from behaviour', () => {
  const kindOf = (name: string) => found.find((one) => one.name === name)!.kind
  for (const name of ['age', 'gender', 'income', 'location']) expect(kindOf(name)).toBe('demographic')
  for (const name of ['channel', 'loyalty', 'recency']) expect(kindOf(name)).toBe('behavioural')
})

test('a column that does not vary, or a text of over 30 levels, is left out', () => {
  const n = 64
  const rows = Array.from({ length: n }, (_, i) => i)
  const small = frame({
    age: rows,
    loyalty: rows.map(() => 3),
    channel: rows.map((i) => (i % 2 ? 'Online' : 'Mixed')),
    category: rows.map((i) => `category ${i % 30}`),
    location: rows.map((i) => `place ${i % 31}`),
  })
  const group = Uint8Array.from(rows, (i) => (i < n / 2 ? 1 : 0))
  const names = drivers(small, group, quick).map(({ name }) => name)
  expect(names.sort()).toEqual(['age', 'category', 'channel'])
})

test('a perfect split has delta -1: the group has the smaller values', () => {
  const [first] = drivers(frame({ age: [20, 21, 22, 50, 51, 52] }), Uint8Array.of(1, 1, 1, 0, 0, 0), quick)
  expect(first).toMatchObject({ name: 'age', effect: -1, interval: [-1, -1], n: 6 })
})

test('ordered levels rise with the level, and flags are 1 and 0', () => {
  const few = frame({ income: ['High', 'Low', 'Middle'], member: [true, false, true] })
  expect([...orderedValues(few, 'income')]).toEqual([1, 0, 0.5])
  expect([...orderedValues(few, 'member')]).toEqual([1, 0, 1])
})

test('the sentence and its side follow the sign of the effect', () => {
  const draft = (given: Partial<Driver>) => driverDraft(driver(given), 'Loyalists', false)
  expect(draft({})).toMatchObject({ sentence: 'Loyalty is higher among Loyalists than among the rest', side: 1 })
  expect(draft({ effect: -0.4 })).toMatchObject({
    sentence: 'Loyalty is lower among Loyalists than among the rest',
    side: -1,
  })
  const flag = { name: 'member', label: 'Membership', effect: -0.4 }
  expect(draft(flag).sentence).toBe('Membership is less common among Loyalists than among the rest')
  expect(draft({ ...flag, effect: 0.4 }).sentence).toBe('Membership is more common among Loyalists than among the rest')
  expect(draft({ name: 'channel', label: 'Channel', measure: "Cramér's V" })).toMatchObject({
    sentence: 'Channel differs between Loyalists and the rest',
    side: 1,
  })
})

test('a draft keeps the evidence of its driver, and its id is plain', () => {
  const one = driverDraft(driver(), 'high-value customers', true)
  expect(one).toMatchObject({ id: 'high-value-customers-loyalty', topic: 'drivers', builtSegments: true, nothing: 0 })
  expect(one).toMatchObject({ effect: 0.4, interval: [0.3, 0.5], p: 0.001, n: 100, about: 'Loyalty' })
})

test('the planted driver is found, and none in the null twin', async () => {
  const loyal = found.find(({ name }) => name === 'loyalty')!
  expect(loyal.effect).toBeGreaterThan(0.3)
  expect(loyal.p).toBeLessThan(0.01)
  const twin = (await clustered({ structure: 'none' })).prepared.customers
  const drafts = drivers(twin, highValue(twin)).map((one) => driverDraft(one, 'high-value customers', false))
  expect(ledger(drafts).filter(({ holds }) => holds)).toEqual([])
}, 30_000)
