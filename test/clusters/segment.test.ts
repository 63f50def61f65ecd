import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { adjustedRand } from '../../lib/clusters/adjusted-rand.js'
import { assign } from '../../lib/clusters/assign.js'
import { ARCHETYPES } from '../../lib/clusters/name-segments.js'
import { segmentCustomers } from '../../lib/clusters/segment.js'
import { matrix } from '../../lib/core/matrix.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { featureSpace } from '../../lib/features/features.js'
import { simulate } from '../../tools/simulate/simulator.js'
import { contents, preparedSample, reversed, segmentedSample } from '../sample.js'

const { customers } = preparedSample()
const found = segmentedSample()
const names = ['Loyalists', 'At-Risk', 'New Customers']

test('the planted groups are found, named and recovered at an adjusted Rand index above 0.8', () => {
  expect(found.k).toBe(3)
  expect(found.segments.map(({ name }) => name)).toEqual(names)
  const { truth } = simulate({ seed: 1, customers: 400, dirt: false })
  const planted = truth.map(({ Group }) => names.indexOf(Group))
  expect(adjustedRand(found.labels, planted)).toBeGreaterThan(0.8)
})

test('names, sizes and labels are the same for every seed', () => {
  for (const seed of [2, 3, 4, 5]) {
    const again = segmentCustomers(customers, { k: 3, seed })
    expect(again.segments).toEqual(found.segments)
    expect(again.labels).toEqual(found.labels)
  }
})

test('names are the same whatever the order of the rows, and each customer keeps the segment', () => {
  const turned = segmentCustomers(reversed(customers), { k: 3 })
  expect(turned.segments).toEqual(found.segments)
  expect([...turned.segmentOf].reverse()).toEqual(found.segmentOf)
})

test('other simulated customers get the same three names', () => {
  for (const seed of [2, 3, 4]) {
    expect(segmentedSample({ seed }).segments.map(({ name }) => name)).toEqual(names)
  }
})

test('labels, names, centroids and traits refer to the same segments', () => {
  const { labels, segmentOf, segments, centroids, space, traits } = found
  expect(segmentOf).toEqual(Array.from(labels, (label) => segments[label].name))
  expect(assign(space.x, centroids)).toEqual(labels)
  const own = numbers(customers, 'frequency').filter((_, i) => labels[i] === 0)
  const overall = numbers(customers, 'frequency')
  const side = own.reduce((sum, one) => sum + one, 0) / own.length - overall.reduce((a, b) => a + b, 0) / overall.length
  expect(Math.sign(traits.z.data[traits.columns.indexOf('frequency')])).toBe(Math.sign(side))
  for (let j = 0; j < space.x.cols; j++) {
    const values = space.x.data.filter(
      (_, at) => at % space.x.cols === j && labels[Math.floor(at / space.x.cols)] === 1,
    )
    const average = values.reduce((sum, one) => sum + one, 0) / values.length
    expect(centroids.data[space.x.cols + j]).toBeCloseTo(average, 10)
  }
  expect([...found.clusters].sort()).toEqual([0, 1, 2])
})

test.each([2, 4, 6, 8])('k = %d gives as many segments, each with customers and its own name', (k) => {
  const { segments, labels } = segmentCustomers(customers, { k })
  expect([segments.length, new Set(segments.map(({ name }) => name)).size, new Set(labels).size]).toEqual([k, k, k])
})

test('archetypes come first, in their order, and further segments by size', () => {
  const { segments, labels } = segmentCustomers(customers, { k: 5 })
  const places = segments.map(({ name }) => ARCHETYPES.findIndex((one) => one.name === name))
  const archetypes = places.filter((place) => place >= 0)
  expect(places.slice(0, archetypes.length)).toEqual([...archetypes].sort())
  const sizes = segments.map((_, at) => labels.filter((label) => label === at).length).slice(archetypes.length)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
})

test('without tenure no segment is called new', () => {
  const { segments, traits } = segmentedSample({ tenure: false })
  expect(segments.map(({ name }) => name)).not.toContain('New Customers')
  expect(traits.columns).not.toContain('tenure')
})

test('more segments than customers are refused with both numbers, and so is a k that is not a whole number', () => {
  expect(() => segmentCustomers(customers, { k: 401 })).toThrow(/400 rows, got 401/)
  expect(() => segmentCustomers(customers, { k: 2.5 })).toThrow(/got 2.5/)
})

test('a single customer, or identical customers, cannot be segmented, and the error says why', () => {
  const same = (n: number) => frame({ value: Array(n).fill(1), recency: Array(n).fill(2) })
  expect(() => segmentCustomers(same(1), { k: 3 })).toThrow(/a column that varies/)
  expect(() => segmentCustomers(same(9), { k: 3 })).toThrow(/a column that varies/)
  expect(() => segmentCustomers(frame({ value: [1, 2], recency: [1, 2] }), { k: 3 })).toThrow(/2 rows, got 3/)
})

test('it prints as its segments with their sizes, but this text is not part of its data', () => {
  const sizes = names.map((_, at) => found.labels.filter((label) => label === at).length)
  const said = `Loyalists ${sizes[0]}, At-Risk ${sizes[1]} and New Customers ${sizes[2]}`
  expect(inspect(found)).toBe(`3 segments of 400 customers: ${said}`)
  expect(structuredClone(found)).toEqual(found)
  expect(Reflect.ownKeys({ ...found })).toEqual(Object.keys(found))
})

test('the customers are not modified', () => {
  const before = contents(customers)
  segmentCustomers(customers, { k: 2 })
  expect(contents(customers)).toBe(before)
  expect(texts(customers, 'id')).toHaveLength(featureSpace(customers).x.rows)
})

test('a point goes to the nearest centroid, and to the first of equally near ones', () => {
  const centroids = matrix([
    [0, 0],
    [10, 0],
    [0, 10],
  ])
  expect([
    ...assign(
      matrix([
        [1, 1],
        [9, 2],
        [2, 9],
        [5, 0],
      ]),
      centroids,
    ),
  ]).toEqual([0, 1, 2, 0])
})

test('points and centroids of different widths are refused with both widths', () => {
  expect(() => assign(matrix([[1, 2]]), matrix([[1]]))).toThrow(
    new RangeError('assign requires equal widths, got 2 and 1'),
  )
})

test('given a space, customers are clustered and named by its features', () => {
  const space = featureSpace(customers, { columns: ['age', 'rating'] })
  const other = segmentCustomers(customers, { k: 2, space })
  expect(other.space).toBe(space)
  expect(other.centroids.cols).toBe(2)
  expect(other.traits.columns).toContain('age')
  expect(adjustedRand(other.labels, found.labels)).toBeLessThan(0.3)
})
