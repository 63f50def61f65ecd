import { expect, it } from 'vitest'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { matrix } from '../../lib/core/matrix.js'
import { jaccardStability } from '../../lib/evidence/jaccard-stability.js'
import { resampled, samples } from '../fixtures/clustering.js'

it.each(['iris', 'wine', 'groups'] as const)('%s is within 0.04 of clusterboot in R (fpc 2.2.10)', (name) => {
  const x = matrix(samples[name].x)
  const stability = jaccardStability(x, 3)
  const { labels } = kmeans(x, 3)
  const sizes = [0, 1, 2].map((c) => labels.filter((label) => label === c).length)
  sizes.forEach((size, c) => {
    expect(Math.abs(stability[c] - resampled[name].jaccard[resampled[name].sizes.indexOf(size)])).toBeLessThan(0.04)
  })
})

it('clusters far apart are found again in every resample', () => {
  expect([...jaccardStability(matrix([[0], [1], [2], [3], [80], [81], [82], [83]]), 2)]).toEqual([1, 1])
})

it('a cluster of one row counts only in resamples that drew the row', () => {
  const x = matrix([...Array.from({ length: 30 }, (_, i) => [i / 100]), [50], [50.2], [100]])
  const stability = jaccardStability(x, 3)
  expect(stability[0]).toBeGreaterThan(0.8)
  expect(stability.every((value) => value > 0 && value <= 1)).toBe(true)
})

it('a seed gives the same numbers again, and the input is not modified', () => {
  const x = matrix(samples.cloud.x)
  const before = x.data.slice()
  expect(jaccardStability(x, 3, { seed: 2, resamples: 5 })).toEqual(jaccardStability(x, 3, { seed: 2, resamples: 5 }))
  expect(x.data).toEqual(before)
})

it('no resamples, or a k that kmeans refuses, are refused', () => {
  const x = matrix([[1], [2], [3]])
  expect(() => jaccardStability(x, 2, { resamples: 0 })).toThrow('resamples to be an integer >= 1, got 0')
  expect(() => jaccardStability(x, 4)).toThrow('kmeans requires k to be an integer from 1 to 3 rows, got 4')
})

it('a resample with fewer than k distinct rows recovers no cluster', () => {
  const few = jaccardStability(matrix([[0], [1], [50], [90]]), 4, { resamples: 40 })
  for (const value of few) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThan(0.3)
  }
})

it('above the sample size, a share of the rows is resampled, and clusters keep their order', () => {
  // A third is tight and comes back; the two other clusters are halves of one wide cloud of another size each.
  const x = matrix(
    Array.from({ length: 6000 }, (_, i) => (i % 3 ? [5 + ((i * 7919) % 1000) / 100, 0] : [0, (i % 7) / 100])),
  )
  const found = jaccardStability(x, 2, { resamples: 3, sample: 4000 })
  expect(found.length).toBe(2)
  for (const one of found) expect(one).toBeGreaterThan(0.98)
})
