import { expect, test } from 'vitest'
import { associations } from '../../lib/data/associations.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { benjaminiHochberg } from '../../lib/statistics/benjamini-hochberg.js'
import { correlationTest } from '../../lib/statistics/correlation.js'
import { cramersV } from '../../lib/statistics/cramers-v.js'
import { contents, sample } from '../sample.js'

const raw = sample({ dirt: true })
const before = contents(raw)
const found = associations(raw)
const pair = (a: string, b: string) => found.pairs.find((one) => one.a === a && one.b === b)!

test('any two ordered columns and any two categories make a pair, without dates and ids', () => {
  const pairs = (n: number) => (n * (n - 1)) / 2
  expect(found.pairs).toHaveLength(pairs(found.ordered.length) + pairs(found.categories.length))
  expect(found.ordered).toEqual(expect.arrayContaining(['age', 'income', 'ads', 'member', 'amount']))
  expect(found.categories).toEqual(expect.arrayContaining(['gender', 'channel', 'category']))
  for (const name of ['id', 'lastPurchase', 'since']) {
    expect([...found.ordered, ...found.categories]).not.toContain(name)
  }
})

test('numbers use the Spearman rho, categories V by Cramér, without rows in which either is missing', () => {
  const { r, n } = correlationTest(numbers(raw, 'age'), numbers(raw, 'amount'))
  expect(pair('age', 'amount')).toMatchObject({ effect: r, n })
  expect(n).toBeLessThan(raw.shape[0])
  expect(pair('category', 'channel').effect).toBe(cramersV(texts(raw, 'category'), texts(raw, 'channel')).v)
})

test('q-values cover all pairs, and planted ties are found', () => {
  expect(pair('satisfaction', 'ads') ?? pair('rating', 'satisfaction')).toBeDefined()
  expect(pair('rating', 'satisfaction').effect).toBeGreaterThan(0.4)
  expect(pair('rating', 'satisfaction').q).toBeLessThan(0.001)
  const one = associations(frame({ age: [1, 2, 3, 4, 5], frequency: [1, 3, 2, 5, 4], amount: [2, 1, 4, 3, 5] }))
  const p = [
    correlationTest([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).p,
    correlationTest([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]).p,
    correlationTest([2, 1, 4, 3, 5], [1, 3, 2, 5, 4]).p,
  ]
  expect(one.pairs.map(({ q }) => q)).toEqual([...benjaminiHochberg(p)])
})

test('columns that do not vary, and categories with more than 30 levels, are left out', () => {
  const many = Array.from({ length: 40 }, (_, i) => `town ${i}`)
  const { ordered, categories, pairs } = associations(
    frame({
      age: many.map((_, i) => i),
      returns: Array(40).fill(1),
      location: many,
      device: Array(40).fill('Tablet'),
      channel: many.map((_, i) => (i % 2 ? 'Online' : 'Mixed')),
    }),
  )
  expect([ordered, categories, pairs]).toEqual([['age'], ['channel'], []])
})

test('a pair is left out if fewer than three rows have both values, or a column is constant in them', () => {
  const sparse = frame({
    age: [1, 2, 3, NaN, NaN],
    income: [null, null, 'Low', 'High', 'Middle'],
    amount: [5, 4, 3, 2, 1],
    gender: ['Male', 'Male', 'Male', 'Female', null],
    channel: ['Online', 'Mixed', 'Online', null, 'Mixed'],
  })
  const { pairs } = associations(sparse)
  expect(pairs.map(({ a, b }) => `${a} ${b}`)).toEqual(['age amount', 'income amount'])
  expect(pairs[0]).toMatchObject({ effect: -1, n: 3 })
})

test('the customers are not modified', () => {
  expect(contents(raw)).toBe(before)
})

test('above 20,000 customers a sample of 20,000 is read, and this is reported', () => {
  const n = 20_500
  const a = Float64Array.from({ length: n }, (_, i) => i % 97)
  const large = frame({ id: Array.from(a, (_, i) => String(i)), amount: a, frequency: a.map((one) => -one) })
  const read = associations(large)
  expect(read).toMatchObject({ read: 20_000, customers: n })
  expect(read.pairs).toMatchObject([{ a: 'amount', b: 'frequency', n: 20_000 }])
  expect(read.pairs[0].effect).toBeCloseTo(-1, 12)
  expect(found).toMatchObject({ read: raw.shape[0], customers: raw.shape[0] })
})
