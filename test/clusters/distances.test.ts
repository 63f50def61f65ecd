import { expect, it } from 'vitest'
import { squaredDistances } from '../../lib/clusters/distances.js'
import { squaredDistance } from '../../lib/clusters/groups.js'
import { matrix } from '../../lib/core/matrix.js'
import { samples } from '../fixtures/clustering.js'

it('squared distances are 25 and 16', () => {
  const out = new Float64Array(2)
  squaredDistances(matrix([[0, 0], [3, 0]]), matrix([[3, 4]]), 0, out) // biome-ignore format: rows
  expect([...out]).toEqual([25, 16])
})

it('each distance is bit-identical to the one computed alone, and nothing is written beyond the last', () => {
  const x = matrix(samples.wine.x)
  for (let count = 0; count <= 9; count++) {
    const out = new Float64Array(10).fill(-1)
    squaredDistances(x, x, 20, out, count)
    expect([...out]).toEqual(Array.from({ length: 10 }, (_, i) => (i < count ? squaredDistance(x, i, x, 20) : -1)))
  }
})
