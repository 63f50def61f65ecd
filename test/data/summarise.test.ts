import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { rows } from '../../lib/data/rows.js'
import { sorted } from '../../lib/data/sorted.js'
import { summarise } from '../../lib/data/summarise.js'
import type { Columns } from '../../lib/data/view.js'
import { fixture, held } from '../fixtures/frames.js'
import { contents, frozen } from '../sample.js'

const customers = frozen(frame(held(fixture.customers)))

/** What pandas does with missing amounts, in the words of a cell. */
function described({ id, amount }: Columns) {
  const known = amount.filter((value: number) => !Number.isNaN(value))
  const sum = known.reduce((total: number, value: number) => total + value, 0)
  return { mean: sum / known.length, sum, count: known.length, customers: id.length }
}

test('groups by one key and by two are those of pandas 3.1.1, with missing values in columns and keys', () => {
  for (const [by, expected] of [
    ['income', fixture.byIncome],
    [['first', 'second'], fixture.byBoth],
  ] as const) {
    const found = summarise(customers, by, described)
    expect(found.columns).toEqual(Object.keys(expected))
    const row = (one: Record<string, unknown>) =>
      [by]
        .flat()
        .map((key) => one[key])
        .join('|')
    const expectedRows = new Map(rows(frame(expected)).map((one) => [row(one), one]))
    expect(found.shape[0]).toBe(expectedRows.size)
    for (const one of rows(found)) {
      const { mean, sum, ...counts } = expectedRows.get(row(one))!
      expect(one).toMatchObject(counts)
      expect(one.mean).toBeCloseTo(mean, 10)
      expect(one.sum).toBeCloseTo(sum, 10)
    }
  }
})

test('groups are in the order of their levels, or of first appearance, or as given', () => {
  const first = (by: string, order?: Record<string, string[]>) =>
    rows(summarise(customers, by, ({ id }) => ({ n: id.length }), order)).map((one) => one[by])
  expect(first('income')).toEqual(['Low', 'Middle', 'High'])
  expect(first('second')).toEqual(['y-z', 'z'])
  expect(first('second', { second: ['z', 'w'] })).toEqual(['z', 'y-z'])
  expect(first('income', { income: ['Middle'] })).toEqual(['Middle', 'Low', 'High'])
})

test('with two keys, the first sorts first', () => {
  const found = rows(
    summarise(frame({ b: ['q', 'p', 'q', 'p'], income: ['Low', 'High', 'High', 'Low'] }), ['income', 'b'], ({ b }) => ({
      n: b.length,
    })),
  )
  expect(found.map(({ income, b }) => `${income} ${b}`)).toEqual(['Low q', 'Low p', 'High q', 'High p'])
})

test('keys of several columns never merge, and groups partition the rows that have keys', () => {
  const key = fc.constantFrom('x', 'x-y', 'x,', 'y-z', ',z', '', '0', null)
  const number = fc.constantFrom(0, -0, 1, 10, NaN)
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key, number, fc.boolean()), { minLength: 1, maxLength: 40 }), (table) => {
      const [a, b, c, d] = [0, 1, 2, 3].map((j) => table.map((row) => row[j]))
      const complete = table.filter((row) => row.every((value) => value !== null && !Number.isNaN(value)))
      fc.pre(complete.length > 0)
      const found = summarise(frame({ a, b, c, d }), ['a', 'b', 'c', 'd'], (own) => ({ n: own.a.length }))
      const keys = new Set(complete.map((row) => JSON.stringify(row)))
      expect(found.shape).toEqual([keys.size, 5])
      for (const one of rows(found)) {
        const same = complete.filter(
          (row) => row[0] === one.a && row[1] === one.b && row[2] === one.c && row[3] === one.d,
        )
        expect(one.n).toBe(same.length)
      }
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('a row sees its group and all rows, and keys keep their type', () => {
  const found = summarise(frame({ member: [true, false, true, null], amount: [1, 2, 3, 4] }), 'member', (own, all) => ({
    share: own.amount.length / all.amount.length,
    name: own.member[0] ? 'in' : null,
  }))
  expect(rows(found)).toEqual([
    { member: true, share: 0.5, name: 'in' },
    { member: false, share: 0.25, name: null },
  ])
})

test('the frame is not modified', () => {
  const before = contents(customers)
  sorted(summarise(customers, 'income', described), 'sum')
  expect(contents(customers)).toBe(before)
})

test('invalid results of the function for a group are refused', () => {
  const by = (row: (own: Columns) => Record<string, unknown>) => () => summarise(customers, 'income', row)
  expect(by(({ amount }) => ({ amount }))).toThrow(
    new TypeError('summarise requires one value for "amount", got a list of 8 of Low'),
  )
  expect(by(() => ({ when: new Date(0) }))).toThrow(/one value for "when", got an object of Low/)
  expect(by(() => ({ income: 1 }))).toThrow('summarise requires names other than those of the groups, got income')
  expect(by((own) => (own.id.length > 10 ? { a: 1 } : { a: 1, b: 2 }))).toThrow(
    'summarise requires a, b for every group, got a for Middle',
  )
  expect(by(({ amuont }) => ({ amuont }))).toThrow(/did you mean amount/)
})

test('keys that cannot group are refused', () => {
  const group = (by: string | string[], order = {}) => summarise(customers, by, ({ id }) => ({ n: id.length }), order)
  expect(() => group([])).toThrow('summarise requires a column to group by, got none')
  expect(() => group(['income', 'income'])).toThrow('different columns to group by, got income, income')
  expect(() => group('incom')).toThrow(/did you mean income/)
  expect(() => group('income', { first: [] })).toThrow('summarise requires an order of income, got one of first')
  expect(() => summarise(frame({ a: [null, null] }), 'a', () => ({}))).toThrow(
    'summarise requires a row that has a, got none of 2',
  )
})
