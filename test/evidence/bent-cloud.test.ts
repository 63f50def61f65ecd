import { expect, it } from 'vitest'
import { columnsOf, type Matrix, matrix } from '../../lib/core/matrix.js'
import { random, standardNormal } from '../../lib/core/random.js'
import { bentCloud } from '../../lib/evidence/bent-cloud.js'
import { drawsOf, oneCloud } from '../../lib/evidence/one-cloud.js'
import { pearson } from '../../lib/statistics/correlation.js'

/** Along two thirds of a half circle, beside a column that has nothing to do with it. */
function arc(rows: number, seed = 1): Matrix {
  const next = random(seed)
  return matrix(
    Array.from({ length: rows }, () => {
      const angle = (next() - 0.5) * ((2 * Math.PI) / 3)
      const off = [0, 0].map(() => 0.1 * standardNormal(next))
      return [3 * Math.sin(angle) + off[0], 3 * Math.cos(angle) + off[1], standardNormal(next)]
    }),
  )
}

/** Turned about the third axis and then the first: no column leads any more. */
function turned({ rows, data }: Matrix): Matrix {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  return matrix(
    Array.from({ length: rows }, (_, i) => {
      const [x, y, z] = data.subarray(3 * i, 3 * i + 3)
      const [u, v] = [c * x + s * y, c * y - s * x]
      return [u, c * v + s * z, c * z - s * v]
    }),
  )
}

function turnedBack({ rows, data }: Matrix): Matrix {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  return matrix(
    Array.from({ length: rows }, (_, i) => {
      const [u, p, q] = data.subarray(3 * i, 3 * i + 3)
      const [v, z] = [c * p - s * q, s * p + c * q]
      return [c * u - s * v, s * u + c * v, z]
    }),
  )
}

/** The mean distance of rows from the circle of the arc, in its own plane. */
function offTheArc(m: Matrix): number {
  const [x, y] = columnsOf(m)
  return x.reduce((sum, value, i) => sum + Math.abs(Math.hypot(value, y[i]) - 3), 0) / m.rows
}

it('draws follow the arc, unlike draws of a Gaussian copula', () => {
  const x = arc(600)
  expect(offTheArc(bentCloud(x, 1)(random(2)))).toBeLessThan(1.4 * offTheArc(x))
  expect(offTheArc(drawsOf(oneCloud(x, 1))(random(2)))).toBeGreaterThan(3 * offTheArc(x))
})

it('an arc that no column follows is found along a principal component', () => {
  const x = turned(arc(600))
  const drawn = bentCloud(x, 1)(random(2))
  expect(offTheArc(turnedBack(drawn))).toBeLessThan(2.2 * offTheArc(turnedBack(x)))
  expect(offTheArc(turnedBack(drawsOf(oneCloud(x, 1))(random(2))))).toBeGreaterThan(3 * offTheArc(turnedBack(x)))
})

it('without a bend, correlations and spread stay the same', () => {
  const next = random(5)
  const x = matrix(Array.from({ length: 800 }, () => [standardNormal(next), standardNormal(next)]).map(([a, b]) => [a, 0.7 * a + b, b])) // biome-ignore format: one line
  const [own, drawn] = [x, bentCloud(x, 1)(random(2))].map(columnsOf)
  for (const [i, j] of [[0, 1], [0, 2], [1, 2]]) // biome-ignore format: pairs
    expect(Math.abs(pearson(drawn[i], drawn[j]) - pearson(own[i], own[j]))).toBeLessThan(0.1)
})

it('two groups on the arc do not reappear: along the curve there is one peak', () => {
  const x = arc(900)
  const apart = matrix(
    Array.from({ length: 900 }, (_, i) => [...x.data.subarray(3 * i, 3 * i + 3)]).filter(([a]) => Math.abs(a) > 1),
  )
  const between = (m: Matrix) => columnsOf(m)[0].filter((a) => Math.abs(a) < 0.5).length / m.rows
  expect(between(apart)).toBe(0)
  expect(between(bentCloud(apart, 1)(random(2)))).toBeGreaterThan(0.1)
})

it('columns of few levels keep them, and a table of such columns only is drawn as one cloud', () => {
  const x = arc(400)
  const items = matrix(
    Array.from({ length: 400 }, (_, i) => [...x.data.subarray(3 * i, 3 * i + 2), Math.round(x.data[3 * i])]),
  )
  const levels = new Set(columnsOf(items)[2])
  expect([...columnsOf(bentCloud(items, 1)(random(2)))[2]].every((value) => levels.has(value))).toBe(true)
  const only = matrix(Array.from({ length: 400 }, (_, i) => [items.data[3 * i + 2], i % 3]))
  expect(bentCloud(only, 1)(random(2))).toEqual(drawsOf(oneCloud(only, 1))(random(2)))
})

it('the same seeds give the same draws, and the input is not modified', () => {
  const x = arc(200)
  const before = x.data.slice()
  const drawn = bentCloud(Object.freeze(x), 1)(random(2))
  expect(bentCloud(x, 1)(random(2))).toEqual(drawn)
  expect(x.data).toEqual(before)
})
