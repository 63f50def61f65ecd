import { randomNormal } from 'd3-random'
import { expect, it } from 'vitest'
import { type Matrix, matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { nearRows } from '../../lib/evidence/far-rows.js'

const normal = randomNormal.source(random(2))()
/** Rows at equal distances on a circle: none of them lies apart. */
const ring = (n: number) =>
  Array.from({ length: n }, (_, i) => [Math.cos((2 * Math.PI * i) / n), Math.sin((2 * Math.PI * i) / n), 0])
const setAside = (x: Matrix) => {
  const near = new Set(nearRows(x))
  return Array.from({ length: x.rows }, (_, i) => i).filter((row) => !near.has(row))
}

it('rows far from all others are set aside, wherever they are in the table', () => {
  const rows = ring(200)
  rows.splice(7, 0, [40, 0, 0])
  rows.splice(90, 0, [0, -60, 10])
  rows.push([-50, 50, 50])
  expect(setAside(matrix(rows))).toEqual([7, 90, 202])
})

it('five outliers together are set aside, since a fifth neighbor is far; six are a group and stay', () => {
  const together = (n: number) => Array.from({ length: n }, (_, i) => [100 + i / 100, 100, 100])
  expect(setAside(matrix([...ring(100), ...together(5)]))).toEqual([100, 101, 102, 103, 104])
  expect(setAside(matrix([...ring(100), ...together(6)]))).toEqual([])
})

it('however many rows are scattered, at most a tenth are set aside, the farthest first', () => {
  const scattered = Array.from({ length: 40 }, (_, i) => [1000 * 2 ** i, -1000 * 2 ** i, 0])
  const found = setAside(matrix([...ring(160), ...scattered]))
  expect(found).toEqual(Array.from({ length: 20 }, (_, i) => 180 + i))
})

it('a cloud of normal numbers loses at most 2% of its rows', () => {
  const rows = Array.from({ length: 500 }, () => [normal(), normal(), normal()])
  expect(setAside(matrix(rows)).length).toBeLessThanOrEqual(10)
})

it('of ten rows and a far one, ten stay', () => {
  const rows = matrix([[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [1e6]])
  expect([...nearRows(rows)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('with fewer than five neighbors, all rows stay', () => {
  expect([...nearRows(matrix([[1], [2]]))]).toEqual([0, 1])
  expect([...nearRows(matrix([[1], [2], [3], [4]]))]).toEqual([0, 1, 2, 3])
})

it('equal rows, at a distance of 0 from each other, stay', () => {
  expect(nearRows(matrix(Array.from({ length: 30 }, (_, i) => [i % 3, 0])))).toHaveLength(30)
})

it('a row is far by ratios, so the unit of the table does not matter', () => {
  const x = matrix([...ring(100), [30, 0, 0]])
  expect(nearRows({ ...x, data: x.data.map((value) => value * 1000) })).toEqual(nearRows(x))
})

it('the input is not modified', () => {
  const x = matrix(ring(50))
  const before = x.data.slice()
  nearRows(Object.freeze(x))
  expect(x.data).toEqual(before)
})
