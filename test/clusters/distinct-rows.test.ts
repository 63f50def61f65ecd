import fc from 'fast-check'
import { expect, it } from 'vitest'
import { distinctRows } from '../../lib/clusters/distinct-rows.js'
import { matrix } from '../../lib/core/matrix.js'

it('distinct rows are counted, up to the number that is enough', () => {
  const x = matrix([[1, 2], [2, 1], [1, 2], [1, 3], [2, 1]]) // biome-ignore format: rows
  expect([1, 2, 3, 9].map((enough) => distinctRows(x, enough))).toEqual([1, 2, 3, 3])
})

it('the count is the size of a set of the rows as text', () => {
  const rows = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 20 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (found, enough) => {
      expect(distinctRows(matrix(found), enough)).toBe(Math.min(enough, new Set(found.map(String)).size))
    }),
  )
})

it('digits of neighboring columns are not joined, and a rounded value makes another row', () => {
  expect(distinctRows(matrix([[1, 11], [11, 1], [0.1 + 0.2, 0], [0.3, 0]]), 9)).toBe(4) // biome-ignore format: rows
})

it('the input is not modified', () => {
  const x = matrix([[3], [1], [3]])
  const before = x.data.slice()
  distinctRows(Object.freeze(x), 3)
  expect(x.data).toEqual(before)
})
