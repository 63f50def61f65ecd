import { kmeans as peer } from 'ml-kmeans'
import { expect, it } from 'vitest'
import { kmeansStarts } from '../../lib/clusters/kmeans-starts.js'
import { lloyd } from '../../lib/clusters/lloyd.js'
import { matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { samples } from '../fixtures/clustering.js'

it.each(Object.entries(samples))('%s gets the labels of ml-kmeans 7.0.1, step for step', (_, { x }) => {
  const cols = x[0].length
  for (let seed = 1; seed <= 20; seed++) {
    const starts = kmeansStarts(matrix(x), 2 + (seed % 6), random(seed))
    const initialization = Array.from({ length: starts.rows }, (_, c) => [
      ...starts.data.subarray(c * cols, (c + 1) * cols),
    ])
    for (const steps of [1, 2, 5, 100]) {
      const { clusters } = peer(x, starts.rows, { initialization, maxIterations: steps })
      expect([...lloyd(matrix(x), starts, steps)]).toEqual(clusters)
    }
  }
})

it('an empty cluster stays where it was, as in ml-kmeans 7.0.1', () => {
  const rows = [[-2], [1], [9], [10]]
  const initialization = [[0], [30], [12]]
  const { clusters } = peer(rows, 3, { initialization, maxIterations: 5 })
  expect([...lloyd(matrix(rows), matrix(initialization), 5)]).toEqual(clusters)
  expect(clusters).not.toContain(1)
})

it('the input is not modified', () => {
  const [x, starts] = [matrix(samples.cloud.x), matrix(samples.cloud.x.slice(0, 3))]
  const before = [x.data.slice(), starts.data.slice()]
  expect(lloyd(Object.freeze(x), Object.freeze(starts), 5)).toHaveLength(x.rows)
  expect([x.data, starts.data]).toEqual(before)
})
