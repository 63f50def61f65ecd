import { expect, test } from 'vitest'
import { calinskiHarabasz } from '../lib/calinski-harabasz.js'
import { chooseK, type ScanRow, scanK } from '../lib/choose-k.js'
import { daviesBouldin } from '../lib/davies-bouldin.js'
import { groups } from '../lib/groups.js'
import { matrix } from '../lib/matrix.js'
import { random } from '../lib/random.js'
import { silhouetteMean } from '../lib/silhouette.js'

const next = random(3)
/** Twenty points around each centre. */
const around = (centres: number[][]) =>
  matrix(centres.flatMap((centre) => Array.from({ length: 20 }, () => centre.map((value) => value + next()))))

const row = (k: number, silhouette: number, ch: number, db: number): ScanRow => ({
  k,
  inertia: 1,
  silhouette,
  calinskiHarabasz: ch,
  daviesBouldin: db,
  labels: new Int32Array(),
})

test('each row of the scan holds what the clustering and the indices give for its k', () => {
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

test.each([2, 3, 4, 5])('%d clusters far apart are found, and all indices agree', (k) => {
  const corners = [
    [0, 0],
    [60, 0],
    [0, 60],
    [60, 60],
    [200, 30],
  ]
  const { k: chosen, votes, agreed } = chooseK(scanK(around(corners.slice(0, k))))
  expect([chosen, agreed]).toEqual([k, true])
  expect(votes).toEqual({ silhouette: k, calinskiHarabasz: k, daviesBouldin: k })
})

test('inertia falls as k rises', () => {
  const scan = scanK(matrix(Array.from({ length: 40 }, () => [next(), next()])))
  expect(scan).toHaveLength(8)
  for (let i = 1; i < scan.length; i++) expect(scan[i].inertia).toBeLessThan(scan[i - 1].inertia)
})

test('the scan goes as far as asked, but not beyond the different rows or n - 1', () => {
  const line = (n: number) => matrix(Array.from({ length: n }, (_, i) => [i * i]))
  expect(scanK(line(20), { kMax: 12 })).toHaveLength(12)
  expect(scanK(line(5))).toHaveLength(4)
  expect(scanK(matrix([[0], [0], [4], [4], [9], [9]]))).toHaveLength(3)
})

test.each([
  [[[1], [1], [1]], '3 rows, 1 of them different'],
  [[[1], [2]], '2 rows, 2 of them different'],
  [[[1]], '1 rows, 1 of them different'],
])('%j cannot be clustered, and both numbers say why', (rows, got) => {
  expect(() => scanK(matrix(rows))).toThrow(RangeError)
  expect(() => scanK(matrix(rows))).toThrow(got)
})

test('two indices outvote the third', () => {
  expect(chooseK([row(1, NaN, NaN, NaN), row(2, 0.9, 10, 0.4), row(3, 0.5, 90, 0.2), row(4, 0.4, 5, 0.9)])).toEqual({
    k: 3,
    votes: { silhouette: 2, calinskiHarabasz: 3, daviesBouldin: 3 },
    agreed: true,
  })
})

test('where all three differ it is 3, and said to be no agreement; 2 where the scan ends there', () => {
  const scan = Object.freeze([row(2, 0.9, 10, 0.4), row(3, 0.5, 90, 0.3), row(4, 0.4, 5, 0.2)])
  expect(chooseK(scan)).toMatchObject({ k: 3, agreed: false, votes: { daviesBouldin: 4 } })
  expect(chooseK([row(1, NaN, NaN, NaN), row(2, 0.1, 1, 1)])).toMatchObject({ k: 2, agreed: true })
})

test('an index that is best at the last k tried prefers none: it may rise on', () => {
  const rising = [row(2, 0.1, 90, 0.9), row(3, 0.2, 50, 0.8), row(4, 0.3, 40, 0.7)]
  expect(chooseK(rising)).toMatchObject({ k: 3, agreed: false, votes: { silhouette: 4, daviesBouldin: 4 } })
  expect(chooseK([...rising, row(5, 0.2, 30, 0.8)])).toMatchObject({ k: 4, agreed: true })
})

test('of equal scores the smaller k is preferred', () => {
  expect(chooseK([row(2, 0.5, 7, 0.5), row(3, 0.5, 7, 0.5)]).k).toBe(2)
})
