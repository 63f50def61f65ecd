import { expect, test } from 'vitest'
import { fisherExact } from '../../lib/statistics/fisher-exact.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

test.each(fixture.fisher)('p of $table equals that of scipy 1.17.1', ({ table, p }) => {
  expectClose(fisherExact(...table), p)
})

test('p is the same if rows or columns are swapped', () => {
  expectClose(fisherExact(8, 2, 1, 5), fisherExact(1, 5, 8, 2))
  expectClose(fisherExact(8, 2, 1, 5), fisherExact(2, 8, 5, 1))
})

test('a count that is fractional or negative is refused', () => {
  expect(() => fisherExact(1.5, 2, 3, 4)).toThrow('whole numbers of 0 or more, got 1.5')
  expect(() => fisherExact(1, 2, -3, 4)).toThrow(RangeError)
  expect(() => fisherExact(1, NaN, 3, 4)).toThrow(RangeError)
})
