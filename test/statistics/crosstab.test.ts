import { expect, test } from 'vitest'
import { crosstab } from '../../lib/statistics/crosstab.js'
import { samples } from '../fixtures/statistics.js'

test.each(samples)('counts of %s equal those of pandas', (_, { group, level, expected }) => {
  const { counts } = crosstab(group, level)
  expect([counts.rows, counts.cols]).toEqual([expected.crosstab.length, expected.crosstab[0].length])
  expect(Array.from(counts.data)).toEqual(expected.crosstab.flat())
})

test('a row with either category missing is left out and counted', () => {
  const table = crosstab(['x', null, 'y', 'x'], ['b', 'a', null, 'b'])
  expect(Array.from(table.counts.data)).toEqual([0, 2, 0, 0])
  expect(table.missing).toBe(2)
})

test('given levels set the order of rows and columns', () => {
  const table = crosstab(['x', 'y', 'x'], ['b', 'a', 'b'], { rows: ['y', 'x'], cols: ['b', 'a', 'c'] })
  expect(table.rowLevels).toEqual(['y', 'x'])
  expect(Array.from(table.counts.data)).toEqual([0, 1, 0, 2, 0, 0])
})

test('vectors of different lengths are refused', () => {
  expect(() => crosstab(['x'], [])).toThrow('crosstab requires vectors of equal length, got 1 and 0')
})
