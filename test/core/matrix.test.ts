import { expect, test } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'

test('rows are stored one after the other, and are not modified', () => {
  const rows = Object.freeze([Object.freeze([1, 2, 3]), Object.freeze([4, 5, 6])])
  expect(matrix(rows)).toEqual({ rows: 2, cols: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) })
})

test('no rows give a 0 by 0 matrix', () => {
  expect(matrix([])).toEqual({ rows: 0, cols: 0, data: new Float64Array() })
})

test.each([
  [[[1, 2], [3]], 'matrix requires rows of 2 values, got 1 in row 1'],
  [[[1], [2], [3, 4]], 'matrix requires rows of 1 values, got 2 in row 2'],
])('rows of different lengths are refused with both lengths: %j', (rows, message) => {
  expect(() => matrix(rows)).toThrow(new RangeError(message))
})
