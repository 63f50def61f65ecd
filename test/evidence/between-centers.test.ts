import { mean } from 'd3-array'
import { expect, test } from 'vitest'
import { assess } from '../../lib/evidence/assess.js'
import { betweenCenters } from '../../lib/evidence/between-centers.js'
import { segmentedSample } from '../sample.js'

const found = segmentedSample()
const judged = assess(found.space.x, { k: found.k, seed: 1 })

test('customers of each pair of neighbors lie around −1 and 1, the weakest gap first, none far out', () => {
  const rows = betweenCenters(judged, found)
  const pairs = [...new Set(rows.map(({ neighbors }) => neighbors))]
  expect(pairs).toHaveLength(2)
  for (const pair of pairs) {
    const [first, second] = pair.split(' | ')
    const of = (name: string) => rows.filter((row) => row.neighbors === pair && row.segment === name)
    expect(mean(of(first), ({ position }) => position)).toBeCloseTo(-1, 0)
    expect(mean(of(second), ({ position }) => position)).toBeCloseTo(1, 0)
  }
  expect(Math.max(...rows.map(({ position }) => Math.abs(position)))).toBeLessThanOrEqual(2.5)
  const { valleys } = judged.looks.find(({ k }) => k === judged.k)!
  const weakest = valleys.reduce((least, one) => (one.dip < least.dip ? one : least))
  const inFirst = rows.filter(({ neighbors }) => neighbors === pairs[0]).length
  const near = [...weakest.positions.a, ...weakest.positions.b].filter((one) => Math.abs(one) <= 2.5)
  expect(inFirst).toBe(near.length)
})
