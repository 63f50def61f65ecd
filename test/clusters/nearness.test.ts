import { expect, test } from 'vitest'
import { nearness, reasons } from '../../lib/clusters/nearness.js'
import { segmentCustomers } from '../../lib/clusters/segment.js'
import { preparedSample, segmentedSample } from '../sample.js'

const found = segmentedSample()
const near = nearness(found)
const { x } = found.space

const distance = (row: number, place: number) =>
  Math.hypot(...Array.from({ length: x.cols }, (_, j) => x.data[row * x.cols + j] - found.centroids.data[place * x.cols + j])) // biome-ignore format: one line

test('each customer has a segment, a different next one, and a confidence from 0 to 1', () => {
  expect(near.map(({ segment }) => segment)).toEqual([...found.segmentOf])
  for (const { segment, next, confidence } of near) {
    expect(next).not.toBe(segment)
    expect(confidence).toBeGreaterThanOrEqual(0)
    expect(confidence).toBeLessThanOrEqual(1)
  }
})

test('confidence compares the distances to the two nearest centroids', () => {
  for (const row of [0, 17, 399]) {
    const [first, second] = [0, 1, 2].map((place) => distance(row, place)).sort((a, b) => a - b)
    expect(near[row].confidence).toBeCloseTo(1 - first / second, 9)
  }
})

test('reasons add up to the difference of squared distances, the strongest first', () => {
  const all = reasons(found, 7)
  expect(all).toHaveLength(found.space.features.length)
  const [own, next] = [found.labels[7], found.segments.findIndex(({ name }) => name === near[7].next)]
  const sum = all.reduce((total, { weight }) => total + weight, 0)
  expect(sum).toBeCloseTo(distance(7, next) ** 2 - distance(7, own) ** 2, 9)
  expect(all.map(({ weight }) => weight)).toEqual(all.map(({ weight }) => weight).sort((a, b) => b - a))
})

test('a single segment has no next one, and a row that does not exist is refused', () => {
  const one = segmentCustomers(preparedSample().customers, { k: 1 })
  expect(nearness(one)[0]).toMatchObject({ next: '', confidence: 1 })
  expect(() => reasons(one, 0)).toThrow('reasons requires at least 2 segments, got 1')
  expect(() => reasons(found, 400)).toThrow('reasons requires a row from 0 to 399, got 400')
})
