import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { type WildScale, wildValues } from '../../lib/statistics/wild-values.js'

/** 100 values around 100, as money is: from 45 to 220. */
const usual = Array.from({ length: 100 }, (_, i) => 100 * 2 ** ((i - 50) / 44))
const rowsOf = (values: ArrayLike<number>, scale: WildScale) => wildValues(values, scale).map(({ row }) => row)

test('a value far from all others is reported with its row and the nearest other value', () => {
  const values = Object.freeze([...usual.slice(0, 50), 20_000, ...usual.slice(50)])
  expect(wildValues(values, 'money')).toEqual([{ row: 50, value: 20_000, nearest: usual[99] }])
})

test('several far values are all reported, even with gaps between them, and on both sides', () => {
  expect(rowsOf([5000, ...usual, 1e9, 0.01], 'money')).toEqual([0, 101, 102])
  expect(wildValues([...usual, 0.01], 'money')[0]).toMatchObject({ value: 0.01, nearest: usual[0] })
})

test('six of a hundred are a group, and so are three of thirty', () => {
  const far = (many: number) => Array(many).fill(1e6)
  expect(rowsOf([...usual, ...far(5)], 'money')).toHaveLength(5)
  expect(rowsOf([...usual, ...far(6)], 'money')).toEqual([])
  expect(rowsOf([...usual.slice(30, 60), ...far(2)], 'money')).toHaveLength(2)
  expect(rowsOf([...usual.slice(30, 57), ...far(3)], 'money')).toEqual([])
})

test('with fewer than ten others, nothing counts as far', () => {
  expect(rowsOf([...usual.slice(0, 10), 1e6], 'money')).toEqual([10])
  expect(rowsOf([...usual.slice(0, 9), 1e6], 'money')).toEqual([])
})

test('the unit of money does not matter, cents or thousands', () => {
  const values = [...usual, 9000, 0]
  for (const unit of [0.0001, 0.01, 1000]) {
    expect(
      rowsOf(
        values.map((value) => value * unit),
        'money',
      ),
    ).toEqual(rowsOf(values, 'money'))
  }
})

test('a few zeros among money are wild if nothing is near them; many are not', () => {
  expect(rowsOf([...usual, 0, 0], 'money')).toEqual([100, 101])
  expect(rowsOf([...usual, ...Array(300).fill(0)], 'money')).toEqual([])
  expect(rowsOf([...usual, ...Array(300).fill(0), 1e6], 'money')).toEqual([400])
  expect(rowsOf([...usual, 0, 0.5, 1, 2, 4, 8, 16, 32], 'money')).toEqual([])
})

test('a column with one value in the middle nine tenths needs a gap that is wide in itself', () => {
  const same = (value: number) => Array(100).fill(value)
  expect(rowsOf([...same(10), 40], 'money')).toEqual([])
  expect(rowsOf([...same(10), 60], 'money')).toEqual([100])
  expect(rowsOf([...same(1), 2, 3], 'count')).toEqual([])
  expect(rowsOf([...same(19_000), 19_100], 'days')).toEqual([])
  expect(rowsOf([...same(19_000), 23_000], 'days')).toEqual([100])
  expect(rowsOf([...same(30), 49], 'years')).toEqual([])
  expect(rowsOf([...same(30), 99], 'years')).toEqual([100])
})

test('zero is near one among whole counts', () => {
  const counts = Array.from({ length: 100 }, (_, i) => 2 + (i % 9))
  expect(rowsOf([...counts, 0, 1], 'count')).toEqual([])
  expect(rowsOf([...counts, 400], 'count')).toEqual([100])
})

test('days are wild half a year off towards today, but only five times as long ago in the other direction', () => {
  const days = Array.from({ length: 100 }, (_, i) => -20_000 + i)
  expect(rowsOf([...days, -20_170], 'days')).toEqual([])
  expect(rowsOf([...days, -20_190], 'days')).toEqual([100])
  expect(rowsOf([...days, -20_000 + 400], 'days')).toEqual([])
  expect(rowsOf([...days, -20_000 + 600], 'days')).toEqual([100])
})

test('missing values are nobody’s, and a column without values has none', () => {
  expect(rowsOf([NaN, ...usual, NaN, 1e6], 'money')).toEqual([102])
  for (const scale of ['money', 'count', 'days', 'years', 'plain'] as const) {
    expect(rowsOf([], scale)).toEqual([])
    expect(rowsOf([NaN, NaN], scale)).toEqual([])
    expect(rowsOf(Array(50).fill(0), scale)).toEqual([])
  }
})

test('the order of rows does not matter, and the values are not modified', () => {
  const values = Float64Array.from([...usual, 1e6, 2e6, NaN])
  const before = [...values]
  const told = (list: ArrayLike<number>) => wildValues(list, 'money').map(({ value, nearest }) => [value, nearest])
  expect(told(values.slice().reverse()).reverse()).toEqual(told(values))
  expect([...values]).toEqual(before)
})

test('at most a twentieth on either side, or two, is ever wild', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 80 }), (values) => {
      for (const scale of ['money', 'count', 'days', 'plain'] as const) {
        expect(wildValues(values, scale).length).toBeLessThanOrEqual(2 * Math.max(2, values.length / 20))
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

/** The share of 200 columns of 150 values in which something is wild. */
function falseAlarms(draw: (next: () => number) => number, scale: WildScale): number {
  const next = random(3)
  const columns = Array.from({ length: 200 }, () => Array.from({ length: 150 }, () => draw(next)))
  return columns.filter((column) => wildValues(column, scale).length > 0).length / 200
}

const normal = (next: () => number) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
const exponential = (next: () => number) => -Math.log(1 - next())

test.each<[string, WildScale, number, (next: () => number) => number]>([
  ['lognormal money', 'money', 0, (next) => Math.exp(normal(next))],
  ['exponential money', 'money', 0.01, (next) => exponential(next)],
  ['money with Pareto’s tail', 'money', 0.06, (next) => Math.exp(exponential(next) / 2)],
  ['whole counts', 'count', 0.01, (next) => Math.floor(3 * exponential(next))],
  ['uniform days', 'days', 0, (next) => Math.floor(300 * next())],
  ['exponential days', 'days', 0.01, (next) => Math.floor(90 * exponential(next))],
  ['normal ages', 'years', 0, (next) => Math.round(40 + 14 * normal(next))],
])('of 200 columns of %s (%s), at most a share of %d has a wild value', (_, scale, most, draw) => {
  expect(falseAlarms(draw, scale)).toBeLessThanOrEqual(most)
})
