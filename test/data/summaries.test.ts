import { expect, test } from 'vitest'
import { byMonth } from '../../lib/data/by-month.js'
import { frame } from '../../lib/data/frame.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { missing } from '../../lib/data/missing.js'
import { contents } from '../sample.js'

test('rows become a frame with the names of the first row, and no rows make an empty one', () => {
  expect(contents(fromRows([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]))).toBe('[["a","b"],[[1,"x"],[2,"y"]]]') // biome-ignore format: rows
  expect(fromRows([]).shape).toEqual([0, 0])
})

test('columns with missing values are listed, most often missing first; numbers, levels and text alike', () => {
  const customers = frame({ id: ['1', '2', '3', '4'], age: [NaN, 30, 40, 50], income: [null, null, 'Low', 'High'], rating: [1, 2, 3, 4] }) // biome-ignore format: one line
  expect(contents(missing(customers)!)).toBe(
    '[["name","field","missing","customerShare"],[["Income level","income",2,0.5],["Age","age",1,0.25]]]',
  )
  expect(missing(frame({ id: ['1'], age: [30] }))).toBeUndefined()
})

test('months without a date count 0, across the turn of a year', () => {
  const months = byMonth(['2024-11-30', null, '2025-02-01', '2024-11-01'])
  expect(contents(months)).toBe('[["month","customers"],[["2024-11",2],["2024-12",0],["2025-01",0],["2025-02",1]]]')
  expect(() => byMonth([null])).toThrow('byMonth requires at least 1 date, got none')
})
