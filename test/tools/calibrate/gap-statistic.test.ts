import { expect, it } from 'vitest'
import { matrix } from '../../../lib/core/matrix.js'
import { gapStatistic } from '../../../tools/calibrate/gap-statistic.js'
import { resampled, samples } from '../../fixtures/clustering.js'

it.each(['iris', 'wine', 'groups'] as const)('%s is within 0.02 of clusGap in R (cluster 2.1.4)', (name) => {
  const { gap } = gapStatistic(matrix(samples[name].x), { kMax: 6, references: 60, starts: 6 })
  gap.forEach((value, i) => {
    expect(Math.abs(value - resampled[name].gap[i])).toBeLessThan(0.02)
  })
})

it('wine and the simulated groups have 3 clusters, and a cloud has 1', () => {
  expect(gapStatistic(matrix(samples.wine.x)).k).toBe(3)
  expect(gapStatistic(matrix(samples.groups.x)).k).toBe(3)
  expect(gapStatistic(matrix(samples.cloud.x)).k).toBe(1)
})

it('if no k is good enough, it is kMax', () => {
  expect(gapStatistic(matrix(samples.wine.x), { kMax: 2 }).k).toBe(2)
  expect(gapStatistic(matrix([[0], [1], [2], [80], [81], [82]]), { kMax: 3 }).k).toBe(2)
})

it('a seed gives the same numbers again, and the input is not modified', () => {
  const x = matrix(samples.cloud.x)
  const before = x.data.slice()
  const options = { kMax: 3, references: 4, seed: 5 }
  expect(gapStatistic(x, options)).toEqual(gapStatistic(x, options))
  expect(gapStatistic(x, { ...options, seed: 6 })).not.toEqual(gapStatistic(x, options))
  expect(x.data).toEqual(before)
})

it('bad options, bad values and too few distinct rows are refused', () => {
  const x = matrix([[1], [2], [3], [3]])
  expect(() => gapStatistic(x, { kMax: 0 })).toThrow('gapStatistic requires kMax to be an integer >= 1, got 0')
  expect(() => gapStatistic(x, { references: 0.5 })).toThrow('references to be an integer >= 1, got 0.5')
  expect(() => gapStatistic(x, { kMax: 3 })).toThrow('gapStatistic requires more than kMax = 3 distinct rows, got 3')
  expect(() => gapStatistic(matrix([[1], [NaN]]), { kMax: 1 })).toThrow(RangeError)
})
