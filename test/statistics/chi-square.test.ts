import { expect, test } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'
import { chiSquareTest } from '../../lib/statistics/chi-square.js'
import { expectClose, samples } from '../fixtures/statistics.js'

test.each(samples)('chi-square, degrees and p of %s equal those of scipy 1.17.1', (_, { expected }) => {
  const { chiSquare, df, p } = chiSquareTest(matrix(expected.crosstab))
  expectClose(chiSquare, expected.chiSquare[0])
  expect(df).toBe(expected.chiSquare[1])
  expectClose(p, expected.chiSquare[2])
})

test('levels that never occur have no effect', () => {
  const { chiSquare, df, rows, cols, n } = chiSquareTest(
    matrix([
      [10, 0, 20],
      [0, 0, 0],
      [30, 0, 40],
    ]),
  )
  expectClose(chiSquare, 0.7936507936507936)
  expect({ df, rows, cols, n }).toEqual({ df: 1, rows: 2, cols: 2, n: 100 })
})

test('a table with one level in either direction is refused', () => {
  expect(() => chiSquareTest(matrix([[1, 2]]))).toThrow(
    'chiSquareTest requires at least two levels each way, got 1 by 2',
  )
  expect(() =>
    chiSquareTest(
      matrix([
        [1, 0],
        [2, 0],
      ]),
    ),
  ).toThrow('got 2 by 1')
})

test('counts that are negative or missing are refused', () => {
  expect(() =>
    chiSquareTest(
      matrix([
        [1, -2],
        [3, 4],
      ]),
    ),
  ).toThrow('chiSquareTest requires counts of 0 or more, got -2')
  expect(() =>
    chiSquareTest(
      matrix([
        [1, NaN],
        [3, 4],
      ]),
    ),
  ).toThrow(RangeError)
})
