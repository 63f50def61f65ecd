import { randomNormal } from 'd3-random'
import { expect, it } from 'vitest'
import { takeRows } from '../../lib/clusters/groups.js'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { type Matrix, matrix } from '../../lib/core/matrix.js'
import { random, shuffled, standardNormal } from '../../lib/core/random.js'
import { type Assessment, assess, ROWS_READ } from '../../lib/evidence/assess.js'
import { standardize } from '../../lib/features/standardize.js'

const CORNERS = [[0, 0, 0], [7, 7, 0], [0, 7, 7], [7, 0, 7]] // biome-ignore format: corners

const normalOf = (seed: number) => randomNormal.source(random(seed))()

/** Groups of deviation 1 about corners of a cube of side 7. */
function planted(k: number, rows = 60, seed = 1): Matrix {
  const normal = normalOf(seed)
  return matrix(
    CORNERS.slice(0, k).flatMap((centre) =>
      Array.from({ length: rows }, () => centre.map((value) => value + normal())),
    ),
  )
}

/** One cloud of four columns that a factor ties, each passed through a function. */
function cloud(shape: (value: number) => number, seed = 1, rows = 150): Matrix {
  const normal = normalOf(seed)
  const x = Array.from({ length: rows }, () => {
    const factor = normal()
    return [0.8, 0.7, 0.5, 0].map((tie) => shape(tie * factor + Math.sqrt(1 - tie ** 2) * normal()))
  })
  return standardize(matrix(x)).z
}

/** Groups far apart in one column only, beside two columns of noise. */
function besideNoise(column: (normal: () => number, i: number) => number, rows = 200): Matrix {
  const normal = normalOf(3)
  return standardize(matrix(Array.from({ length: rows }, (_, i) => [normal(), column(normal, i), normal()]))).z
}

/** Two groups 7 deviations apart in one column, and less in a second one. */
function apartInOne(second: number): Matrix {
  const normal = normalOf(3)
  return matrix(Array.from({ length: 200 }, (_, i) => [7, second, 0].map((gap) => gap * (i % 2) + normal())))
}

const sizesOf = (labels: Int32Array) =>
  [...new Set(labels)].map((one) => labels.filter((label) => label === one).length)
const item = (value: number) => Math.max(1, Math.min(5, Math.round(3 + value)))
const kindOf = ({ best, verdict }: Assessment) => `${verdict.kind} of ${best}`
const threeGroups = planted(3)
const three = assess(threeGroups)

it.each([2, 3, 4])('%i planted groups are found as segments, in that number', (k) => {
  const judged = assess(planted(k))
  expect(judged).toMatchObject({ k, best: k, given: false, verdict: { kind: 'segments' }, one: [], alone: undefined })
  expect(judged.p).toBeLessThanOrEqual(0.05)
  expect(judged.agreement).toBeGreaterThanOrEqual(0.75)
  // Each centroid lies at a corner of its own.
  const { data } = judged.centroids
  const at = Array.from({ length: k }, (_, c) =>
    CORNERS.findIndex((corner) => corner.every((value, j) => Math.abs(data[3 * c + j] - value) < 0.6)),
  )
  expect(at.sort()).toEqual(Array.from({ length: k }, (_, i) => i))
})

it('uneven groups are segments, too', () => {
  const x = planted(3, 120)
  const uneven = takeRows(x, [...Array(120).keys(), ...Array.from({ length: 70 }, (_, i) => 120 + i), ...Array.from({ length: 30 }, (_, i) => 240 + i)]) // biome-ignore format: one line
  expect(kindOf(assess(uneven))).toBe('segments of 3')
})

it('a group with fewer customers than a segment needs does not justify a number of groups', () => {
  const few = planted(4, 100)
  const x = takeRows(few, [
    ...Array.from({ length: 225 }, (_, i) => i),
    ...Array.from({ length: 100 }, (_, i) => 300 + i),
  ])
  const sizes = (smallestShare: number, k = 0) => assess(x, { smallestShare, k })
  const four = sizes(0.02)
  expect(four).toMatchObject({ k: 4, wanted: 4, best: 4, verdict: { kind: 'segments' } })
  expect(four.looks.find(({ k }) => k === 4)!.leastShare).toBeCloseTo(25 / 325, 2)
  expect(sizes(0.1)).toMatchObject({ k: 3, wanted: 4, best: 4, given: false })
  expect(sizes(0.1, 4)).toMatchObject({ k: 4, wanted: 4, given: true, verdict: { kind: 'segments' } })
  expect(() => sizes(0.5)).toThrow(new RangeError('assess requires smallestShare from 0 to below 0.5, got 0.5'))
})

it('nor does a group of a few customers far from all others, who are set aside before groups are judged', () => {
  const { rows, cols, data } = planted(3, 100)
  const far = Array.from({ length: 5 }, (_, i) => [60 + i, 60 - i, 60])
  const x = matrix([...Array.from({ length: rows }, (_, i) => [...data.subarray(cols * i, cols * (i + 1))]), ...far])
  const any = assess(x)
  expect(any.k).toBe(3)
  expect(any.setAside).toBeGreaterThan(4)
  expect(Math.min(...sizesOf(kmeans(x, 3).labels))).toBe(5)
  const large = assess(x, { smallestShare: 0.05 })
  expect(large.wanted).toBe(3)
  expect(large.looks[1].leastShare).toBeCloseTo(5 / 305, 9)
})

it.each([
  ['correlated normal columns', (value: number) => value],
  ['lognormal columns', (value: number) => Math.exp(value)],
  ['items from 1 to 5', item],
  ['uniform columns', (value: number) => 1 / (1 + Math.exp(-1.7 * value))],
])('one cloud of %s has no segments', (_, shape) => {
  for (const seed of [1, 2, 3, 4]) {
    const judged = assess(cloud(shape, seed))
    expect(judged.best).toBe(1)
    expect(judged.verdict.kind).not.toBe('segments')
  }
})

it('clouds are nearly always slices, 3 for convenience', () => {
  const found = [1, 2, 3, 4, 5, 6].map((seed) => assess(cloud((value) => value, seed)))
  const slices = found.filter(({ verdict, k }) => verdict.kind === 'slices' && k === 3)
  expect(slices.length).toBeGreaterThanOrEqual(5)
  expect(found.every(({ given }) => !given)).toBe(true)
})

it('one group too many is tentative, and the pair that is one group is named', () => {
  const judged = assess(threeGroups, { k: 4 })
  expect(judged).toMatchObject({ k: 4, given: true, best: 3, verdict: { kind: 'tentative' } })
  expect(judged.one).toHaveLength(1)
  // Both of them lie at the same corner.
  const [a, b] = judged.one[0].map((c) => [...judged.centroids.data.subarray(3 * c, 3 * c + 3)])
  expect(Math.hypot(...a.map((value, j) => value - b[j]))).toBeLessThan(3)
  const rest = [0, 1, 2, 3].filter((c) => !judged.one[0].includes(c))
  expect(rest).toHaveLength(2)
})

it('a given k is used, from 2 to beyond 7', () => {
  expect(assess(threeGroups, { k: 3 })).toMatchObject({ k: 3, best: 3, verdict: { kind: 'segments' }, given: true })
  expect(assess(threeGroups, { k: 2 })).toMatchObject({ k: 2, best: 3, given: true })
  const nine = assess(threeGroups, { k: 9 })
  expect(nine).toMatchObject({ k: 9, best: 3, verdict: { kind: 'tentative' } })
  expect(nine.looks.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 9])
  expect([nine.centroids.rows, nine.one.length]).toEqual([9, 6])
})

it('k = 0 lets the assessment choose', () => {
  expect(assess(threeGroups, { k: 0 })).toEqual(three)
})

it.each([
  ['planted groups', threeGroups, {}],
  ['items from 1 to 5', cloud(item), {}],
  ['a sample of the rows', planted(2, 80), { rows: 100 }],
  ['a given k', planted(2), { k: 3 }],
])('the order of the rows does not matter: %s', (_, x, options) => {
  const turned = takeRows(x, shuffled(x.rows, random(7)))
  expect(turned.data).not.toEqual(x.data)
  expect(assess(turned, options)).toEqual(assess(x, options))
})

it('the same seed gives the same assessment, another seed other draws', () => {
  expect(assess(threeGroups, { seed: 1 })).toEqual(three)
  expect(assess(threeGroups, { seed: 2 }).looks[0].references).not.toEqual(three.looks[0].references)
})

it('seeds agree on planted groups and on a cloud', () => {
  const [groups, one] = [planted(2), cloud(Math.exp, 2)]
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
  expect(new Set(seeds.map((seed) => kindOf(assess(groups, { seed }))))).toEqual(new Set(['segments of 2']))
  expect(new Set(seeds.map((seed) => kindOf(assess(one, { seed }))))).toEqual(new Set(['slices of 1']))
})

it('groups that one column alone causes are tentative, and the column is named', () => {
  const judged = assess(besideNoise((normal, i) => (i % 2 ? 6 : 0) + normal()))
  expect(judged).toMatchObject({ k: 2, best: 2, alone: 1, verdict: { kind: 'tentative' } })
})

it('groups that two columns cause are not attributed to one', () => {
  const normal = normalOf(3)
  const rows = Array.from({ length: 200 }, (_, i) => [normal(), 6 * (i % 2) + normal(), normal(), 6 * (i % 2) + normal()]) // biome-ignore format: one line
  expect(assess(matrix(rows))).toMatchObject({ k: 2, alone: undefined, verdict: { kind: 'segments' } })
})

it('groups that a second column also causes, though less clearly, are not attributed to one', () => {
  const judged = assess(apartInOne(1.5))
  expect(judged).toMatchObject({ best: 2, alone: undefined, verdict: { kind: 'segments' } })
  expect(assess(apartInOne(0)).alone).toBe(0)
})

it('a mass at one value of a column, such as customers who never bought, makes no segments', () => {
  const judged = assess(besideNoise((normal, i) => (i % 3 ? 4 + normal() : 0)))
  expect(judged.verdict.kind).not.toBe('segments')
})

it('two columns that are nearly redundant are reported as alike, in either direction, and others are not', () => {
  const { rows, data } = threeGroups
  const normal = normalOf(8)
  const wider = matrix(
    Array.from({ length: rows }, (_, i) => [...data.subarray(3 * i, 3 * i + 3), -data[3 * i + 1] + 0.05 * normal()]),
  )
  expect(assess(wider).alike).toEqual([[1, 3]])
  expect(three.alike).toEqual([])
  // A rank correlation of about 0.9 is not enough.
  const related = Array.from({ length: 150 }, normal).map((value) => [value, value + 0.5 * normal()])
  expect(assess(matrix(related)).alike).toEqual([])
})

it('too few distinct rows are refused with both numbers', () => {
  const three = matrix(Array.from({ length: 30 }, (_, i) => [i % 3, 0]))
  expect(() => assess(three, { k: 3 })).toThrow(
    new RangeError('assess requires more than 3 distinct rows, got 3 among 30 rows'),
  )
  expect(assess(three, { k: 2 }).k).toBe(2)
  expect(() => assess(matrix([[1], [2], [2], [1]]))).toThrow(
    new RangeError('assess requires more than 2 distinct rows, got 2 among 4 rows'),
  )
  expect(() => assess(matrix([[1], [1], [1]]))).toThrow(/got 1 among 3 rows/)
})

it('values that are not finite are refused with their place', () => {
  expect(() => assess(matrix([[1], [NaN], [2], [3]]))).toThrow('assess requires finite values, got NaN in row 1')
})

it('above the sample size, that many rows are read, and the answer stays the same', () => {
  const x = planted(2, 100)
  expect(assess(x, { rows: 120 })).toMatchObject({ rows: 200, read: 120, best: 2 })
  expect(assess(x, { rows: 200 })).toMatchObject({ rows: 200, read: 200 })
  expect(ROWS_READ).toBe(2000)
})

it('outliers are set aside and change neither verdict nor centroids', () => {
  const { data } = threeGroups
  const far = [90, 90, 90, -80, 70, 0, 100, -50, 200]
  const judged = assess({ rows: 183, cols: 3, data: Float64Array.of(...data, ...far) })
  expect(kindOf(judged)).toBe('segments of 3')
  expect(judged.setAside).toBe(three.setAside + 3)
  expect(judged.centroids.data.every((value) => value > -1 && value < 8)).toBe(true)
})

it('of scattered rows, at most a tenth are set aside', () => {
  const normal = normalOf(2)
  const rows = Array.from({ length: 150 }, (_, i) => [normal(), normal()].map((value) => value * (i % 4 ? 1 : 10 * i)))
  const { setAside, read } = assess(matrix(rows))
  expect(setAside).toBeGreaterThan(5)
  expect(setAside).toBeLessThanOrEqual(15)
  expect(read).toBe(150)
})

it('each k has the draws of the cloud, k - 1 valleys, and the index of k-means', () => {
  const { rows, looks, draws, setAside } = three
  expect(looks.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7])
  for (const { k, valleys, references, dip, leastDip } of looks) {
    expect([valleys.length, references.length]).toEqual([k - 1, draws])
    const dips = valleys.map((valley) => valley.dip)
    expect(dip).toBeCloseTo(dips.reduce((sum, one) => sum + one, 0) / (k - 1), 12)
    expect(leastDip).toBe(Math.min(...dips))
    expect(valleys.every(({ positions: { a, b } }) => a.length + b.length <= rows - setAside)).toBe(true)
  }
  const { inertia } = kmeans(threeGroups, 3)
  const index = Math.log(inertia / kmeans(threeGroups, 1).inertia)
  // Without the rows that were set aside the index is a little lower.
  expect(Math.abs(looks[1].index - index)).toBeLessThan(0.1)
  expect(looks[1].index).toBeLessThan(Math.min(...looks[1].references))
})

it('p uses only as many draws as the question needs: no more than 24 if the answer is clear', () => {
  expect(three.draws).toBe(24)
  expect(three.p).toBe(1 / 25)
  const one = assess(cloud(Math.exp, 2))
  expect(one.draws).toBeLessThanOrEqual(24)
  expect((one.p * (one.draws + 1)) % 1).toBeCloseTo(0, 9)
})

it('groups on the border are tentative if other draws would change the answer, and only then', () => {
  const found = [6, 7, 13, 28].map((seed) => {
    const normal = normalOf(seed)
    return assess(matrix(Array.from({ length: 160 }, (_, i) => [1, 1, 1].map((to) => 1.7 * to * (i % 2) + normal()))))
  })
  for (const { verdict, unclear, agreement, draws } of found) {
    if (unclear) expect([verdict.kind, draws, agreement < 0.75]).toEqual(['tentative', 96, true])
    if (verdict.kind === 'segments') expect(agreement).toBeGreaterThanOrEqual(0.75)
  }
  expect(found.some(({ unclear, best, k }) => unclear && best === k)).toBe(true)
})

it('the input is not modified', () => {
  const x = cloud(item)
  const before = x.data.slice()
  assess(Object.freeze(x), { k: 2, rows: 100 })
  expect(x.data).toEqual(before)
})

it.each([
  [
    'elliptical',
    'a ball, whose clusters cut each other off at their borders',
    13,
    500,
    (next: () => number) => {
      const way = [0, 0, 0].map(() => standardNormal(next))
      return way.map((value) => (value * next() ** (1 / 3)) / Math.hypot(...way))
    },
  ],
  [
    'bent',
    'an arc',
    3,
    600,
    (next: () => number) => {
      const angle = 2.1 * (next() - 0.5)
      return [3 * Math.sin(angle), 3 * Math.cos(angle), 0].map((at, j) => at + (j < 2 ? 0.4 : 1) * standardNormal(next))
    },
  ],
] as const)('groups of a single cloud, %s, are no segments: %s', (otherCloud, _, seed, rows, row) => {
  const next = random(seed)
  const judged = assess(matrix(Array.from({ length: rows }, () => row(next))))
  expect(judged).toMatchObject({ otherCloud, best: 1, verdict: { kind: 'tentative' } })
})
