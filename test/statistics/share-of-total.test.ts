import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { studentizedInterval } from '../../lib/statistics/bootstrap.js'
import { shareOfTotal } from '../../lib/statistics/share-of-total.js'

const values = Array.from({ length: 100 }, (_, i) => 1 + (i % 5))
const counted = values.map((_, i) => (i < 30 ? 1 : 0))

test('the share is the counted part over all, within its interval and within 0 to 1', () => {
  const { estimate, low, high } = shareOfTotal(values, counted)
  expect(estimate).toBeCloseTo(0.3, 12)
  expect([low > 0, low < 0.3, high > 0.3, high < 1]).toEqual([true, true, true, true])
  expect(
    shareOfTotal(
      values,
      counted.map(() => 1),
    ),
  ).toEqual({ estimate: 1, low: 1, high: 1 })
})

test('the share of nothing is 0', () => {
  expect(shareOfTotal([0, 0], [1, 0])).toEqual({ estimate: 0, low: 0, high: 0 })
})

test('for many rows the limits are those of the studentized bootstrap, even if few skewed rows are counted', () => {
  const n = 21_000
  const next = random(5)
  const values = Float64Array.from({ length: n }, () => Math.exp(2 * next() + 2 * next()))
  for (const counted of [
    Uint8Array.from(values, (_, row) => Number(row % 3 === 0)),
    Uint8Array.from(values, (_, row) => Number(row < 60)),
  ]) {
    const found = shareOfTotal(values, counted)
    const drawn = studentizedInterval(n, (rows) => ratio(rows, values, counted), { resamples: 400 })
    const width = drawn.high - drawn.low
    expect(found.estimate).toBeCloseTo(drawn.estimate, 12)
    // With 60 rows counted, the expansion leaves out what the bootstrap sees beyond skewness.
    const slack = counted.indexOf(0, 60) === 60 ? 0.15 : 0.08
    expect(Math.abs(found.low - drawn.low) / width).toBeLessThan(slack)
    expect(Math.abs(found.high - drawn.high) / width).toBeLessThan(slack)
  }
})

function ratio(rows: Int32Array, values: Float64Array, counted: Uint8Array) {
  const sums = { all: 0, own: 0 }
  for (const row of rows) {
    sums.all += values[row]
    if (counted[row]) sums.own += values[row]
  }
  const value = sums.own / sums.all
  const squares = rows.reduce((sum, row) => sum + ((counted[row] ? 1 - value : -value) * values[row]) ** 2, 0)
  return { value, error: Math.sqrt((squares * rows.length) / (rows.length - 1)) / sums.all }
}
