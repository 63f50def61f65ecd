import fc from 'fast-check'
import { kmeans as peer } from 'ml-kmeans'
import { expect, it } from 'vitest'
import { exchange } from '../../lib/clusters/exchange.js'
import { groups, squaredDistance } from '../../lib/clusters/groups.js'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { kmeansStarts } from '../../lib/clusters/kmeans-starts.js'
import { type Matrix, matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { partitions, samples } from '../fixtures/clustering.js'

const points = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
  minLength: 12,
  maxLength: 40,
})
const distinct = (rows: number[][]) => new Set(rows.map(String)).size

function distances(x: Matrix, row: number, centroids: Matrix): number[] {
  return Array.from({ length: centroids.rows }, (_, c) => squaredDistance(x, row, centroids, c))
}

it.each(partitions)('%s: a long search is no worse than the best of 200 starts of scikit-learn 1.9.1', (_, { x }, {
  labels,
  inertia,
}) => {
  const found = kmeans(matrix(x), new Set(labels).size, { swaps: 200 })
  expect(found.inertia).toBeLessThanOrEqual(inertia * (1 + 1e-9))
  const given = groups('test', matrix(x), labels).squares.reduce((sum, square) => sum + square, 0)
  expect(Math.abs(given - inertia)).toBeLessThan(1e-9 * inertia)
})

it.each([
  [2, 152.348],
  [3, 78.8514],
  [4, 57.2285],
  [5, 46.4462],
])('iris at k = %i has inertia %f', (k, wanted) => {
  // biome-ignore format: pairs
  expect(kmeans(matrix(samples.iris.x), k).inertia).toBeCloseTo(wanted, 3)
})

it('standardized wine has inertia 1277.9285 at k = 3', () => {
  expect(kmeans(matrix(samples.wine.x), 3).inertia).toBeCloseTo(1277.9285, 4)
})

it('iris reaches its optimum from at least 39 of 40 seeds', () => {
  for (const k of [2, 3, 4, 5, 6]) {
    const best = samples.iris.k[k].inertia * (1 + 1e-9)
    const hits = Array.from(
      { length: 40 },
      (_, i) => kmeans(matrix(samples.iris.x), k, { seed: i + 1 }).inertia <= best,
    )
    expect(hits.filter(Boolean).length).toBeGreaterThanOrEqual(39)
  }
})

it('another seed changes nothing, not even the order of the clusters', () => {
  for (const name of ['iris', 'wine', 'groups'] as const) {
    const first = kmeans(matrix(samples[name].x), 3)
    for (let seed = 2; seed <= 30; seed++) expect(kmeans(matrix(samples[name].x), 3, { seed })).toEqual(first)
  }
})

it('noise at the size of rounding changes no label', () => {
  const x = matrix(samples.iris.x)
  const noisy = { ...x, data: x.data.map((value, at) => value * (1 + (at % 3) * 1e-15)) }
  expect(kmeans(noisy, 5).labels).toEqual(kmeans(x, 5).labels)
})

it('the largest cluster comes first; among equal ones, the one with the earliest row', () => {
  expect([...kmeans(matrix([[0], [9], [1], [2]]), 2).labels]).toEqual([0, 1, 0, 0])
  expect([...kmeans(matrix([[5], [1], [5], [1]]), 2).labels]).toEqual([0, 1, 0, 1])
})

it('it is never worse than ml-kmeans alone', () => {
  for (const { x } of Object.values(samples)) {
    for (let seed = 1; seed <= 20; seed++) {
      const { clusters } = peer(x, 4, { seed, initialization: 'kmeans++' })
      const inertia = groups('test', matrix(x), clusters).squares.reduce((sum, square) => sum + square, 0)
      expect(kmeans(matrix(x), 4, { seed }).inertia).toBeLessThanOrEqual(inertia * (1 + 1e-12))
    }
  }
})

it('every row belongs to its nearest centroid, which is the mean of its rows, and no cluster is empty', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 6 }), (rows, k) => {
      fc.pre(distinct(rows) >= k)
      const x = matrix(rows)
      const { labels, centroids, inertia } = kmeans(x, k, { starts: 2 })
      expect(new Set(labels).size).toBe(k)
      const sums = Array.from(labels, (label, i) => {
        const all = distances(x, i, centroids)
        expect(all[label]).toBeLessThanOrEqual(Math.min(...all) + 1e-9)
        return all[label]
      })
      expect(inertia).toBeCloseTo(sums.reduce((a, b) => a + b, 0), 9) // biome-ignore format: one line
      expect(centroids.data).toEqual(groups('test', x, labels).centroids.data)
    }),
  )
})

it('inertia falls as k grows', () => {
  fc.assert(
    fc.property(points, (rows) => {
      fc.pre(distinct(rows) >= 5)
      const inertias = [1, 2, 3, 4, 5].map((k) => kmeans(matrix(rows), k).inertia)
      for (let i = 1; i < 5; i++) expect(inertias[i]).toBeLessThanOrEqual(inertias[i - 1] + 1e-9)
    }),
    { numRuns: 30 },
  )
})

it('one cluster is the mean, and as many clusters as rows have no inertia', () => {
  const x = matrix([[1, 2], [3, 6], [8, 1]]) // biome-ignore format: rows
  expect([...kmeans(x, 1).centroids.data]).toEqual([4, 3])
  expect(kmeans(x, 3).inertia).toBe(0)
})

it('the input is not modified', () => {
  const x = matrix(samples.groups.x)
  const before = x.data.slice()
  kmeans(Object.freeze(x), 4)
  expect(x.data).toEqual(before)
})

it.each([0, -1, 1.5, 4, NaN])('k = %s on 3 rows is refused', (k) => {
  expect(() => kmeans(matrix([[1], [2], [3]]), k)).toThrow(
    new RangeError(`kmeans requires k to be an integer from 1 to 3 rows, got ${k}`),
  )
})

it('bad values, bad starts and too few distinct rows are refused', () => {
  expect(() => kmeans(matrix([[1, 2], [3, Infinity]]), 1)).toThrow('got Infinity in row 1, column 1') // biome-ignore format: rows
  expect(() => kmeans(matrix([[1], [NaN]]), 1)).toThrow('kmeans requires finite values, got NaN in row 1, column 0')
  expect(() => kmeans(matrix([[1], [1], [2]]), 3)).toThrow('kmeans requires at least k = 3 distinct rows, got 2')
  expect(() => kmeans(matrix([[1], [2]]), 1, { starts: 0 })).toThrow('starts to be an integer >= 1, got 0')
  expect(() => kmeans(matrix([[1e200], [-1e200], [3e200]]), 1)).toThrow(
    'kmeans requires absolute values up to 1e+150, got 1e+200',
  )
})

it('an exchange fills empty clusters, and improves on the result of Lloyd', () => {
  const filled = exchange(matrix([[0], [1], [9]]), Int32Array.of(0, 0, 0), 3)
  expect(new Set(filled).size).toBe(3)
  const labels = Int32Array.of(0, 1, 1)
  expect([...exchange(matrix([[0], [1], [9]]), labels, 2)]).toEqual([0, 0, 1])
  expect([...labels]).toEqual([0, 1, 1])
})

it('no single move can lower the inertia after an exchange', () => {
  fc.assert(
    fc.property(points, (rows) => {
      const x = matrix(rows)
      const labels = exchange(
        x,
        Int32Array.from(rows, (_, i) => i % 3),
        3,
      )
      const inertia = (of: Int32Array) => groups('test', x, of).squares.reduce((sum, square) => sum + square, 0)
      const least = inertia(labels)
      labels.forEach((_, i) => {
        for (let c = 0; c < 3; c++) {
          const moved = labels.slice()
          moved[i] = c
          expect(inertia(moved)).toBeGreaterThanOrEqual(least - 1e-9)
        }
      })
    }),
  )
})

it('starts are different rows', () => {
  expect([...kmeansStarts(matrix([[1], [9]]), 2, () => 0).data]).toEqual([1, 9])
  const { data } = kmeansStarts(matrix([[1], [1], [1], [2], [3]]), 3, random(1))
  expect([...data].sort()).toEqual([1, 2, 3])
})

it('above the sample size it searches a sample and assigns all rows, as tightly as a search of all', () => {
  const next = random(6)
  const centres = [0, 1.5, 3]
  const rows = Array.from({ length: 12_000 }, (_, i) => [centres[i % 3] + 2 * next(), 2 * next()])
  const x = matrix(rows)
  const found = kmeans(x, 3, { sample: 4000 })
  const half = { rows: 6000, cols: 2, data: x.data.slice(0, 2 * 6000) }
  expect(found.inertia / x.rows).toBeCloseTo(kmeans(half, 3).inertia / half.rows, 2)
  let farther = 0
  for (let row = 0; row < x.rows; row++) {
    const away = distances(x, row, found.centroids)
    if (away[found.labels[row]] > Math.min(...away)) farther++
  }
  expect(farther).toBeLessThan(3)
  expect(kmeans(x, 3, { sample: 4000 }).labels).toEqual(found.labels)
})
