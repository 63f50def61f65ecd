import { randomNormal } from 'd3-random'
import { expect, it } from 'vitest'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { type Matrix, matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { valleys } from '../../lib/evidence/valleys.js'
import { dipScore } from '../../lib/statistics/dip-score.js'

const normal = randomNormal.source(random(6))()
const around = (centre: number[], rows: number) =>
  Array.from({ length: rows }, () => centre.map((value) => value + normal()))
const found = (x: Matrix, k: number) => valleys(x, kmeans(x, k).labels, k)
const median = (sorted: Float64Array) => sorted[sorted.length >> 1]

const apart = matrix([...around([0, 0], 80), ...around([8, 0], 60)])
const cloud = matrix(around([0, 0, 0], 200))
const corners = matrix([[0, 0], [9, 0], [0, 9], [9, 9]].flatMap((centre, i) => around(centre, 40 + 5 * i))) // biome-ignore format: one line

it('two separate groups have a deep dip, and an empty floor between two peaks', () => {
  const [{ dip, peak, floor }] = found(apart, 2)
  expect(dip).toBeGreaterThan(4)
  expect(floor).toBe(0)
  expect(peak).toBeGreaterThan(20)
})

it('halves of one cloud have no valley: a dip below the median of one flat peak, and a floor as full as the peak', () => {
  const [{ dip, peak, floor }] = found(cloud, 2)
  expect(dip).toBeLessThan(0)
  expect(floor).toBeGreaterThan(0.8 * peak)
})

it('a group cut in two has no valley, while the others keep theirs', () => {
  const cut = found(apart, 3).map(({ dip }) => dip).sort((a, b) => a - b) // biome-ignore format: one line
  expect(cut[0]).toBeLessThan(1)
  expect(cut[1]).toBeGreaterThan(4)
})

it('k clusters have k - 1 valleys, which join them all', () => {
  for (const k of [2, 3, 4, 5, 6]) {
    const pairs = found(corners, k)
    expect(pairs).toHaveLength(k - 1)
    const joined = new Set([0])
    for (const { a, b } of pairs) {
      expect(joined.has(a)).toBe(true)
      joined.add(b)
    }
    expect(joined.size).toBe(k)
  }
})

it('only neighbors are compared: on a line of clusters, each with the next', () => {
  const line = matrix([[0], [10], [20], [30]].flatMap((centre) => around(centre, 30)))
  const { labels, centroids } = kmeans(line, 4)
  const steps = valleys(line, labels, 4).map(({ a, b }) => Math.abs(centroids.data[a] - centroids.data[b]))
  for (const step of steps) expect(Math.abs(step - 10)).toBeLessThan(1)
})

it('rows lie near -1 in one cluster and near 1 in the other, in increasing order', () => {
  const { labels } = kmeans(apart, 2)
  const [{ a, b, positions }] = valleys(apart, labels, 2)
  for (const [cluster, line, centre] of [
    [a, positions.a, -1],
    [b, positions.b, 1],
  ] as const) {
    // biome-ignore format: one line
    expect(line).toHaveLength(labels.filter((label) => label === cluster).length)
    expect(line).toEqual(line.slice().sort())
    expect(Math.abs(median(line) - centre)).toBeLessThan(0.1)
    expect(line.reduce((sum, one) => sum + one, 0) / line.length).toBeCloseTo(centre, 9)
  }
})

it('the dip uses equally many rows of each cluster, those nearest to the other', () => {
  const x = matrix([...around([0, 0], 300), ...around([7, 0], 20)])
  const [{ dip, positions }] = found(x, 2)
  const { a, b } = positions
  expect([a.length, b.length]).toEqual([300, 20])
  const near = [...a.subarray(280), ...b]
  expect(dip).toBe(dipScore(Float64Array.from(near).sort()))
})

it('peak and floor count the rows in a window of width 0.7 where the drop between two peaks is deepest', () => {
  // Ten rows on each centre, two in the middle: no window that is a peak reaches another, and floors lie from -0.5 to 0.5.
  const x = matrix([-1, 0, 1].flatMap((at) => Array.from({ length: at === 0 ? 4 : 30 }, (_, i) => [at + (i % 2 ? 0.01 : -0.01)]))) // biome-ignore format: one line
  const labels = Int32Array.from(x.data, (value) => (value < 0 ? 0 : 1))
  const [{ peak, floor }] = valleys(x, labels, 2)
  expect([peak, floor]).toEqual([30, 0])
})

it('a narrow direction counts more than a wide one: a gap across it is found', () => {
  const wide = (offset: number) => Array.from({ length: 100 }, () => [5 * normal(), offset + 0.3 * normal()])
  const x = matrix([...wide(0), ...wide(3)])
  const labels = Int32Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : 1))
  expect(valleys(x, labels, 2)[0].dip).toBeGreaterThan(4)
})

it('a bend is not mistaken for a gap: thirds of an arc without groups have no valley', () => {
  const arc = matrix(
    Array.from({ length: 300 }, (_, i) => {
      const angle = (Math.PI * i) / 299
      return [5 * Math.cos(angle) + 0.3 * normal(), 5 * Math.sin(angle) + 0.3 * normal()]
    }),
  )
  for (const { dip } of found(arc, 3)) expect(dip).toBeLessThan(1.645)
})

it('when coarse columns are spread out, neighbors come from the first table and positions from the second', () => {
  const { labels } = kmeans(apart, 2)
  const loose = { ...apart, data: apart.data.map((value, at) => value + 0.01 * (at % 3)) }
  const [spread] = valleys(apart, labels, 2, loose)
  expect(spread.positions).toEqual(valleys(loose, labels, 2)[0].positions)
  expect(spread.positions).not.toEqual(valleys(apart, labels, 2)[0].positions)
})

it('two clusters of two rows have a valley', () => {
  expect(valleys(matrix([[0], [1], [9], [10]]), Int32Array.of(0, 0, 1, 1), 2)).toHaveLength(1)
})

it('the input is not modified', () => {
  const { labels } = kmeans(corners, 4)
  const before = [corners.data.slice(), labels.slice()]
  valleys(Object.freeze(corners), labels, 4)
  expect([corners.data, labels]).toEqual(before)
})
