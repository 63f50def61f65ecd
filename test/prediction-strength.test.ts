import { expect, it } from 'vitest'
import { matrix } from '../lib/matrix.js'
import { predictionStrength } from '../lib/prediction-strength.js'
import { resampled, samples } from './fixtures/clustering.js'

it.each(['iris', 'wine', 'groups'] as const)('%s is within 0.1 of prediction.strength in R (fpc 2.2.10)', (name) => {
  const strengths = predictionStrength(matrix(samples[name].x), { kMax: 3, splits: 60 })
  strengths.forEach((value, i) => {
    expect(Math.abs(value - resampled[name].strength[i])).toBeLessThan(0.1)
  })
})

it('clusters far apart predict each other wholly, and more of them than there are do not', () => {
  const strengths = predictionStrength(
    matrix(Array.from({ length: 80 }, (_, i) => [(i % 2) * 500 + ((i * 37) % 80)])),
    { kMax: 4 },
  )
  expect(strengths[0]).toBeCloseTo(1, 12)
  expect(strengths[1]).toBeCloseTo(1, 12)
  expect(strengths[2]).toBeLessThan(0.8)
})

it('a cluster of one row in the test half has no pair to part', () => {
  expect(predictionStrength(matrix([[0], [1], [50], [90]]), { kMax: 2, splits: 3 })[1]).toBeGreaterThan(0)
})

it('a seed gives the same numbers again, and the input is not modified', () => {
  const x = matrix(samples.cloud.x)
  const before = x.data.slice()
  expect(predictionStrength(x, { kMax: 3 })).toEqual(predictionStrength(x, { kMax: 3 }))
  expect(x.data).toEqual(before)
})

it('bad options, and halves with fewer rows than kMax, are refused', () => {
  const x = matrix([[1], [2], [3], [4]])
  expect(() => predictionStrength(x, { kMax: 0 })).toThrow(
    'predictionStrength requires kMax to be an integer >= 1, got 0',
  )
  expect(() => predictionStrength(x, { kMax: 2, splits: 0 })).toThrow('splits to be an integer >= 1, got 0')
  expect(() => predictionStrength(x, { kMax: 3 })).toThrow('kmeans requires k to be an integer from 1 to 2 rows, got 3')
})
