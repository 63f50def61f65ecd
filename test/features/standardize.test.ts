import { expect, it } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'
import { standardize } from '../../lib/features/standardize.js'
import { closeTo, samples } from '../fixtures/clustering.js'

it.each(['iris', 'wine', 'groups', 'cloud'] as const)('%s agrees with scikit-learn 1.9.1', (name) => {
  const x = matrix(samples[name].x)
  const before = x.data.slice()
  expect(closeTo(standardize(x).z.data, matrix(samples[name].standardized).data)).toBe(true)
  expect(x.data).toEqual(before)
})

it('means and deviations are in the units of the columns', () => {
  const { z, means, deviations } = standardize(matrix([[1, 3], [5, 5]])) // biome-ignore format: rows
  expect([...z.data]).toEqual([-1, -1, 1, 1])
  expect([...means, ...deviations]).toEqual([3, 4, 2, 1])
})

it('a constant column becomes zeros, despite rounding', () => {
  for (const value of [0.1, 1e9 + 0.3, 0, -7]) {
    const { z, deviations } = standardize(matrix([[value], [value], [value]]))
    expect([...z.data, ...deviations]).toEqual([0, 0, 0, 0])
  }
})

it('a value that is not finite is reported with row and column', () => {
  expect(() => standardize(matrix([[1, 2], [3, NaN]]))).toThrow(/finite values, got NaN in row 1, column 1/) // biome-ignore format: rows
  expect(() => standardize(matrix([[-Infinity]]))).toThrow(RangeError)
  expect(() => standardize(matrix([]))).toThrow('standardize requires at least 1 row and 1 column, got 0 by 0')
  expect(() => standardize(matrix([[]]))).toThrow('got 1 by 0')
})
