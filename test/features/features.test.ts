import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { numbers } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { FEATURES, farCustomers, featureSpace, present, tamed } from '../../lib/features/features.js'
import { mean, median } from '../../lib/statistics/mean.js'
import { contents, preparedSample } from '../sample.js'

const { customers } = preparedSample()
const column = (x: { cols: number; data: Float64Array }, j: number) => x.data.filter((_, at) => at % x.cols === j)

test('every feature of the prepared customers is standardized: mean 0 and population standard deviation 1', () => {
  const before = contents(customers)
  const { features, x, constant } = featureSpace(customers)
  expect(features).toEqual(FEATURES)
  expect([x.rows, x.cols, constant.length]).toEqual([400, 7, 0])
  for (let j = 0; j < x.cols; j++) {
    expect(mean(column(x, j))).toBeCloseTo(0, 10)
    expect(mean(column(x, j).map((z) => z * z))).toBeCloseTo(1, 10)
  }
  expect(contents(customers)).toBe(before)
})

test('value goes through log1p unless told otherwise, and other features never do', () => {
  const [logged, plain] = [featureSpace(customers), featureSpace(customers, { log: false })]
  const value = numbers(customers, 'value')
  const standard = (values: Float64Array) => {
    const middle = mean(values)
    const spread = Math.sqrt(mean(values.map((one) => (one - middle) ** 2)))
    return values.map((one) => (one - middle) / spread)
  }
  column(logged.x, 0).forEach((z, i) => {
    expect(z).toBeCloseTo(standard(value.map((one) => Math.log1p(one)))[i], 9)
  })
  expect(column(plain.x, 0)[7]).toBeCloseTo(standard(value)[7], 9)
  expect(column(plain.x, 2)).toEqual(column(logged.x, 2))
})

test('the robust scaler puts medians at 0', () => {
  const { x } = featureSpace(customers, { scaler: 'robust' })
  for (let j = 0; j < x.cols; j++) expect(median(column(x, j))).toBeCloseTo(0, 12)
})

test('a constant feature is left out and named, and a feature that the file lacks is not mentioned', () => {
  const flat = derive(preparedSample({ tenure: false }).customers, { returns: Array(400).fill(2) })
  const { features, x, constant } = featureSpace(flat)
  expect(constant).toEqual(['Returns'])
  expect(features.map(({ column }) => column)).not.toContain('tenure')
  expect([features.length, x.cols]).toEqual([5, 5])
})

test('identical customers, or a single one, have no feature that varies', () => {
  expect(() =>
    featureSpace(frame({ value: [5, 5, 5], recency: [1, 1, 1] }), { columns: ['value', 'recency'] }),
  ).toThrow(
    new RangeError(
      'featureSpace requires a column that varies, got none: each of Value Score and Recency is absent or the same for all customers',
    ),
  )
  expect(() => featureSpace(frame({ value: [5], recency: [1] }))).toThrow(RangeError)
})

test('a missing value in a feature is refused with its row and column', () => {
  expect(() => featureSpace(frame({ value: [5, NaN, 7], recency: [1, 2, 3] }))).toThrow(
    /got NaN in column "value", row 1: fill it, or leave the column out/,
  )
})

test('columns are chosen by name, in order, and a column of your own keeps its name', () => {
  const own = derive(customers, { basketSize: numbers(customers, 'amount').map((value, i) => value + (i % 3)) })
  const { features, x } = featureSpace(own, { columns: ['returns', 'basketSize', 'age'] })
  expect(features.map(({ label }) => label)).toEqual(['Returns', 'Basket size', 'Age'])
  expect(features[1]).toMatchObject({ high: 'High basket size', low: 'Low basket size', madeOf: ['basketSize'] })
  expect(x.cols).toBe(3)
  expect(() => featureSpace(own, { columns: ['basket'] })).toThrow(/column "basket" requires a frame that has it/)
})

test('money columns of the file go through the logarithm, like value', () => {
  const [logged, plain] = [true, false].map((log) => featureSpace(customers, { columns: ['amount', 'returns'], log }).x)
  expect(logged.data[0]).not.toBe(plain.data[0])
  expect(logged.data[1]).toBe(plain.data[1])
})

test('an optional column is left out, and an unknown one is refused', () => {
  const bare = preparedSample({ tenure: false }).customers
  expect(featureSpace(bare, { columns: ['tenure', 'recency'] }).features.map(({ column }) => column)).toEqual([
    'recency',
  ])
  expect(() => featureSpace(bare, { columns: ['tenur'] })).toThrow(/column "tenur" requires a frame that has it/)
})

/** The sample with a hundredfold amount for the two largest customers, prepared again. */
function withGiants() {
  const value = numbers(customers, 'value')
  const [first, second] = [...value.keys()].sort((a, b) => value[b] - value[a])
  const amount = (rows: readonly number[]) => (one: number, row: number) => (rows.includes(row) ? 100 * one : one)
  return {
    first,
    second,
    giants: derive(customers, {
      value: value.map(amount([first, second])),
      amount: numbers(customers, 'amount').map(amount([first, second])),
    }),
  }
}

test('a wild value counts as the nearest value that is not wild, and is reported', () => {
  const { first, second, giants } = withGiants()
  const largest = Math.max(...numbers(giants, 'value').filter((_, row) => row !== first && row !== second))
  const { x, wild } = featureSpace(giants)
  expect(wild.map(({ column, row, nearest }) => [column, row, nearest])).toEqual(
    [first, second].sort((a, b) => a - b).map((row) => ['value', row, largest]),
  )
  expect(Math.max(...column(x, 0))).toBe(column(x, 0)[first])
  expect(column(x, 0)[first]).toBeLessThan(4)
  expect(tamed(giants, 'value')[first]).toBe(largest)
  expect(numbers(giants, 'value')[first]).toBe(100 * numbers(customers, 'value')[first])
})

test('customers far larger than all others are listed, largest first', () => {
  const { first, second, giants } = withGiants()
  const far = farCustomers(giants)
  expect(far.map(({ row }) => row)).toEqual([first, second])
  expect(far[0]).toMatchObject({ id: giants.column('id').values[first], value: numbers(giants, 'value')[first] })
  expect(far[1].nearest).toBeLessThan(far[1].value)
  expect(farCustomers(customers)).toEqual([])
  expect(farCustomers(frame({ id: ['a', 'b'] }))).toEqual([])
})

test('a customer with a wild amount counts as far larger even if the Value Score is within the tail', () => {
  const rows = Array.from({ length: 60 }, (_, i) => i)
  const amount = rows.map((i) => (i === 5 ? 2000 : 50 + i))
  const value = rows.map((i) => (i === 5 ? 4000 : 3 * 2 ** (i / 7)))
  expect(farCustomers(frame({ amount, value })).map(({ row, id }) => [row, id])).toEqual([[5, '5']])
})

test('columns that are absent or empty are left out of a list of columns; an unknown one is refused', () => {
  const few = frame({ value: [1, 2], age: [NaN, NaN], own: [3, 4] })
  expect(present(few, ['own', 'tenure', 'value', 'age', 'channel'])).toEqual(['own', 'value'])
  expect(() => present(few, ['valeu'])).toThrow(/column "valeu" requires a frame that has it: did you mean value/)
})

describe('if a file lacks the listed features', () => {
  const ids = ['a', 'b', 'c']

  test('its own numbers and ages are used instead, but not the row number', () => {
    const mall = frame({
      id: ids,
      age: [19, 21, 20],
      row: [1, 2, 3],
      income: ['Low', 'Low', 'High'],
      Score: [39, 81, 6],
    })
    const space = featureSpace(mall)
    expect(space.features.map(({ column }) => column)).toEqual(['Score', 'age'])
    expect(space.standIns).toEqual(['Score', 'Age'])
  })

  test('a score is replaced by its parts if there is nothing else', () => {
    const bare = frame({ id: ids, amount: [10, 30, 20], frequency: [1, 2, 9], value: [10, 60, 180] })
    expect(featureSpace(bare).features.map(({ column }) => column)).toEqual(['amount', 'frequency'])
  })

  test('one or two named columns are not added to', () => {
    const bare = frame({ id: ids, age: [19, 21, 20], Score: [39, 81, 6], More: [1, 5, 2] })
    expect(featureSpace(bare, { columns: ['Score'] }).features.map(({ column }) => column)).toEqual(['Score'])
  })

  test('two features of the list need no addition', () => {
    const two = frame({ id: ids, recency: [1, 2, 5], satisfaction: [3, 1, 2], Score: [1, 5, 2] })
    expect(featureSpace(two)).toMatchObject({
      standIns: [],
      features: [{ column: 'recency' }, { column: 'satisfaction' }],
    })
  })
})

test('tenure that equals recency for most customers, who bought once, is left out and named', () => {
  const once = frame({ recency: [1, 2, 5, 9], tenure: [1, 2, 5, 90], returns: [0, 1, 0, 2] })
  expect(featureSpace(once)).toMatchObject({
    repeats: ['Tenure'],
    features: [{ column: 'recency' }, { column: 'returns' }],
  })
  const twice = frame({ recency: [1, 2, 5, 9], tenure: [1, 2, 50, 90], returns: [0, 1, 0, 2] })
  expect(featureSpace(twice).repeats).toEqual([])
})

test('tenure that repeats recency contributes: groups differ in both by construction', () => {
  const { customers } = preparedSample()
  const recency = customers.column('recency').values as number[]
  const { features, repeats } = featureSpace(derive(customers, { tenure: recency }))
  expect(repeats).toEqual(['Tenure'])
  expect(features.find(({ column }) => column === 'recency')!.madeOf).toEqual(['recency', 'tenure'])
  expect(featureSpace(customers).features.find(({ column }) => column === 'recency')!.madeOf).toEqual(['recency'])
})

test('customers who are not prepared are refused, as most features would be missing without a word', () => {
  const raw = frame({ id: ['1', '2'], frequency: [1, 2], amount: [5, 6], satisfaction: [1, 9] })
  expect(() => featureSpace(raw)).toThrow('featureSpace requires prepared customers, got none with value: call features.prepare first') // biome-ignore format: one line
  expect(featureSpace(raw, { columns: ['satisfaction', 'frequency'] }).x.cols).toBe(2)
})

test('a space, clusters and a verdict print in a line', () => {
  const space = featureSpace(frame({ value: [5, 6, 900], recency: [1, 2, 3] }))
  expect(inspect(space)).toBe('3 customers as points of 2 features: Value Score and Recency')
  expect(inspect(kmeans(space.x, 2))).toMatch(/^2 clusters of 2 and 1 rows, inertia \d/)
})
