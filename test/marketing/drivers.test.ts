import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { orderedValues } from '../../lib/data/ordinal.js'
import { driverDraft, highValue, type Variable, valueDrivers, variables } from '../../lib/marketing/drivers.js'
import type { Association } from '../../lib/statistics/association.js'
import { preparedSample } from '../sample.js'

const { customers } = preparedSample()
const names = (of: readonly Variable[]) => of.map(({ name }) => name)

test('high value is the top third of the Value Score, or another share', () => {
  const nine = frame({ value: [9, 1, 8, 2, 7, 3, 6, 4, 5] })
  expect([...highValue(nine)]).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 0])
  expect([...highValue(nine, 0.12)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('customers of equal value are all of high value or none, as near to the share as possible, and never everybody', () => {
  expect([...highValue(frame({ value: [0, 0, 0, 0, 9] }))]).toEqual([0, 0, 0, 0, 1])
  expect([...highValue(frame({ value: [9, 9, 9, 0] }))]).toEqual([1, 1, 1, 0])
})

test('no customer ranks above others of the same value', () => {
  expect([...highValue(frame({ value: [5, 5, 5] }))]).toEqual([0, 0, 0])
})

test('columns that define the Value Score are not drivers of it, and neither are ids and days', () => {
  const drivers = names(valueDrivers(customers))
  for (const name of ['frequency', 'amount', 'value', 'id', 'lastPurchase', 'since'])
    expect(drivers).not.toContain(name)
  expect(new Set(drivers).size).toBe(drivers.length)
  expect(drivers).toEqual(expect.arrayContaining(['recency', 'tenure', 'loyalty', 'age', 'channel']))
  expect(names(variables(customers)).filter((name) => !drivers.includes(name))).toEqual(['amount', 'frequency'])
})

test('columns that can be ordered are numbers, others are categories', () => {
  const valuesOf = (name: string) => variables(customers).find((one) => one.name === name)!.values
  for (const name of ['age', 'income', 'member', 'ads', 'recency']) expect(valuesOf(name)).toBeInstanceOf(Float64Array)
  for (const name of ['channel', 'gender', 'device']) expect(typeof valuesOf(name)[0]).toBe('string')
})

test('a column that does not vary, or a text of more than 30 levels, is left out', () => {
  const rows = Array.from({ length: 64 }, (_, i) => i)
  const small = frame({
    age: rows,
    loyalty: rows.map(() => 3),
    channel: rows.map((i) => (i % 2 ? 'Online' : 'Mixed')),
    category: rows.map((i) => `category ${i % 30}`),
    location: rows.map((i) => `place ${i % 31}`),
  })
  expect(names(variables(small)).sort()).toEqual(['age', 'category', 'channel'])
})

test('ordered levels become increasing numbers, and flags 1 and 0', () => {
  const few = frame({ income: ['High', 'Low', 'Middle'], member: [true, false, true] })
  expect([...orderedValues(few, 'income')]).toEqual([1, 0, 0.5])
  expect([...orderedValues(few, 'member')]).toEqual([1, 0, 1])
})

const found: Association = {
  measure: "Cliff's delta",
  effect: 0.4,
  interval: [0.3, 0.5],
  p: 0.001,
  n: 100,
  method: 'permutation test',
}
const draft = (variable: Partial<Variable>, given: Partial<Association> = {}) =>
  driverDraft(
    { name: 'loyalty', label: 'Brand loyalty', values: [], ...variable },
    { ...found, ...given },
    'high-value customers',
  )

test('the sentence and its side follow the sign of the effect', () => {
  expect(draft({})).toMatchObject({
    sentence: 'High-value customers are more loyal to brands than other customers',
    side: 1,
  })
  expect(draft({}, { effect: -0.4 })).toMatchObject({
    sentence: 'High-value customers are less loyal to brands than other customers',
    side: -1,
  })
  const flag = { name: 'member', label: 'Membership' }
  expect(draft(flag, { effect: -0.4 }).sentence).toBe(
    'High-value customers are less often in the loyalty program than other customers',
  )
  expect(draft(flag).sentence).toBe('High-value customers are more often in the loyalty program than other customers')
  expect(draft({ name: 'channel', label: 'Channel' }, { measure: "Cramér's V" })).toMatchObject({
    sentence: 'High-value customers differ from other customers in channel',
    side: 1,
  })
})

test('a draft keeps the evidence, and its id is plain', () => {
  expect(draft({})).toMatchObject({
    id: 'high-value-customers-loyalty',
    topic: 'drivers',
    nothing: 0,
    about: 'Brand loyalty',
  })
  expect(draft({})).toMatchObject({ effect: 0.4, interval: [0.3, 0.5], p: 0.001, n: 100 })
})

test('every variable of the field list has its own wording, or its name with higher and lower', () => {
  const said = (name: string, effect: number) =>
    driverDraft({ name, label: 'Basket size', values: new Float64Array() }, { measure: "Cliff's delta", effect } as Association, 'members').sentence // biome-ignore format: one line
  expect(said('tenure', -0.2)).toBe('Members have been customers for a shorter time than other customers')
  expect(said('recency', 0.2)).toBe('Members last bought longer ago than other customers')
  expect(said('basketSize', -0.2)).toBe('Members have lower basket size than other customers')
})
