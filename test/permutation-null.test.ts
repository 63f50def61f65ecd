import { expect, it } from 'vitest'
import { kmeans } from '../lib/kmeans.js'
import { matrix } from '../lib/matrix.js'
import { permutationNull } from '../lib/permutation-null.js'
import { random } from '../lib/random.js'
import { silhouetteMean } from '../lib/silhouette.js'
import { samples } from './fixtures/clustering.js'

it('groups tied across columns beat every permutation', () => {
  const x = matrix(samples.wine.x)
  const { observed, null: drawn, p } = permutationNull(x, 3)
  expect(observed).toBeCloseTo(silhouetteMean(x, kmeans(x, 3).labels), 12)
  expect(observed).toBeCloseTo(0.2849, 4)
  expect(drawn).toHaveLength(99)
  expect(p).toBe(0.01)
})

it('p is (1 + number of null >= observed) / (1 + permutations)', () => {
  const { observed, null: drawn, p } = permutationNull(matrix(samples.cloud.x), 3, { permutations: 39 })
  expect(p).toBe((1 + drawn.filter((value) => value >= observed).length) / 40)
})

it('of columns drawn independently, about 1 in 10 has p <= 0.1', () => {
  const next = random(9)
  const small = Array.from({ length: 100 }, (_, seed) => {
    const x = matrix(Array.from({ length: 30 }, () => [next(), next()]))
    return permutationNull(x, 2, { permutations: 19, seed: seed + 1 }).p
  }).filter((p) => p <= 0.1 + 1e-12).length
  // Binomial(100, 0.1): more than 20 has p < 0.001.
  expect(small).toBeGreaterThan(1)
  expect(small).toBeLessThanOrEqual(20)
})

it('a seed gives the same numbers again, and the input is not modified', () => {
  const x = matrix(samples.cloud.x)
  const before = x.data.slice()
  const options = { permutations: 5, sample: 40, seed: 3 }
  expect(permutationNull(x, 2, options)).toEqual(permutationNull(x, 2, options))
  expect(x.data).toEqual(before)
})

it('no permutations, or a single cluster, are refused', () => {
  const x = matrix([[1], [2], [9]])
  expect(() => permutationNull(x, 2, { permutations: 0 })).toThrow('permutations to be an integer >= 1, got 0')
  expect(() => permutationNull(x, 1)).toThrow('silhouette requires 2 to 2 clusters, got 1')
})
