import { expect, test } from 'vitest'
import { calinskiHarabasz } from '../../lib/clusters/calinski-harabasz.js'
import { daviesBouldin } from '../../lib/clusters/davies-bouldin.js'
import { groups } from '../../lib/clusters/groups.js'
import { scanK } from '../../lib/clusters/scan-k.js'
import { silhouetteMean } from '../../lib/clusters/silhouette.js'
import { matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'

const next = random(3)
/** Twenty points around each centre. */
const around = (centres: number[][]) =>
  matrix(centres.flatMap((centre) => Array.from({ length: 20 }, () => centre.map((value) => value + next()))))

test('each row of the scan has the values of the clustering and the indices at its k', () => {
  const x = around([
    [0, 0],
    [9, 0],
    [0, 9],
  ])
  const data = x.data.slice()
  const scan = scanK(x, { kMax: 4, seed: 2 })
  expect(scan.map(({ k }) => k)).toEqual([1, 2, 3, 4])
  expect([scan[0].silhouette, scan[0].calinskiHarabasz, scan[0].daviesBouldin]).toEqual([NaN, NaN, NaN])
  for (const { k, inertia, labels, ...indices } of scan.slice(1)) {
    expect(new Set(labels).size).toBe(k)
    expect(inertia).toBeCloseTo(
      groups('test', x, labels).squares.reduce((sum, square) => sum + square, 0),
      9,
    )
    expect(indices).toEqual({
      silhouette: silhouetteMean(x, labels),
      calinskiHarabasz: calinskiHarabasz(x, labels),
      daviesBouldin: daviesBouldin(x, labels),
    })
  }
  expect(x.data).toEqual(data)
})

test.each([2, 3, 4, 5])('for %d clusters far apart, every index is best at that k', (k) => {
  const corners = [
    [0, 0],
    [60, 0],
    [0, 60],
    [60, 60],
    [200, 30],
  ]
  const scan = scanK(around(corners.slice(0, k))).slice(1)
  const best = (of: (row: (typeof scan)[number]) => number) => scan.reduce((a, b) => (of(b) > of(a) ? b : a)).k
  expect(best(({ silhouette }) => silhouette)).toBe(k)
  expect(best(({ calinskiHarabasz: index }) => index)).toBe(k)
  expect(best(({ daviesBouldin }) => -daviesBouldin)).toBe(k)
})

test('the same seed gives the same scan, and the default is seed 1', () => {
  const x = around([[0, 0], [3, 0], [0, 3]]) // biome-ignore format: centres
  expect(scanK(x, { seed: 1 })).toEqual(scanK(x))
})

test('inertia falls as k rises', () => {
  const scan = scanK(matrix(Array.from({ length: 40 }, () => [next(), next()])))
  expect(scan).toHaveLength(8)
  for (let i = 1; i < scan.length; i++) expect(scan[i].inertia).toBeLessThan(scan[i - 1].inertia)
})

test('the scan goes up to the k asked for, but not beyond the number of distinct rows or n - 1', () => {
  const line = (n: number) => matrix(Array.from({ length: n }, (_, i) => [i * i]))
  expect(scanK(line(20), { kMax: 12 })).toHaveLength(12)
  expect(scanK(line(5))).toHaveLength(4)
  expect(scanK(matrix([[0], [0], [4], [4], [9], [9]]))).toHaveLength(3)
})

test.each([
  [[[1], [1], [1]], '1 among 3 row'],
  [[[1], [2]], '2 among 2 row'],
  [[[1]], '1 among 1 row'],
])('%j cannot be clustered, and the error gives both numbers', (rows, got) => {
  expect(() => scanK(matrix(rows))).toThrow(RangeError)
  expect(() => scanK(matrix(rows))).toThrow(got)
})

test('above 20,000 rows, a sample of 5,000 is measured', () => {
  const rows = matrix(Array.from({ length: 20_001 }, () => [next(), next()]))
  expect(scanK(rows, { kMax: 2 }).map(({ labels }) => labels.length)).toEqual([5000, 5000])
})
