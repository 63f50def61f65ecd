import { expect, it } from 'vitest'
import { columnsOf, type Matrix, matrix } from '../../lib/core/matrix.js'
import { random, standardNormal } from '../../lib/core/random.js'
import { ellipticalCloud } from '../../lib/evidence/elliptical-cloud.js'

const next = random(3)
/** Two columns that go together, in a square: it has corners, and no row beyond them. */
const square = matrix(Array.from({ length: 800 }, () => [next(), next()]).map(([u, v]) => [3 * u + v, u + 2 * v]))

function covariance(m: Matrix): number[] {
  const columns = columnsOf(m)
  const means = columns.map((column) => column.reduce((a, b) => a + b) / m.rows)
  return columns.flatMap((a, i) =>
    columns.map((b, j) => a.reduce((sum, value, row) => sum + (value - means[i]) * (b[row] - means[j]), 0) / m.rows),
  )
}

it('an elliptical cloud has the covariance of the data, with rows in other places', () => {
  const drawn = ellipticalCloud(square)(random(4))
  const wanted = covariance(square)
  covariance(drawn).forEach((value, at) => {
    expect(Math.abs(value - wanted[at])).toBeLessThan(0.1 * wanted[at])
  })
  expect(drawn.data).not.toEqual(square.data)
  expect(ellipticalCloud(square)(random(4)).data).toEqual(drawn.data)
})

it('no row is farther from the center than the farthest row of the data, measured by the covariance', () => {
  const ball = matrix(
    Array.from({ length: 500 }, () => {
      const way = [standardNormal(next), standardNormal(next), standardNormal(next)]
      return way.map((value) => (value * next() ** (1 / 3)) / Math.hypot(...way))
    }),
  )
  const drawn = ellipticalCloud(ball)(random(5))
  const farthest = (m: Matrix) =>
    Array.from({ length: m.rows }, (_, i) => Math.hypot(...m.data.subarray(3 * i, 3 * i + 3))).reduce((a, b) => Math.max(a, b)) // biome-ignore format: one line
  expect(farthest(drawn)).toBeLessThan(1.15)
  expect(farthest(drawn)).toBeGreaterThan(0.85)
})

it('the input is not modified', () => {
  const before = square.data.slice()
  ellipticalCloud(Object.freeze(square))(random(1))
  expect(square.data).toEqual(before)
})
