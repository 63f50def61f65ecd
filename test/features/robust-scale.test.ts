import { expect, it } from 'vitest'
import { matrix } from '../../lib/core/matrix.js'
import { robustScale } from '../../lib/features/robust-scale.js'
import { closeTo, samples } from '../fixtures/clustering.js'

it.each(['iris', 'wine', 'groups', 'cloud'] as const)('%s agrees with scikit-learn 1.9.1', (name) => {
  const x = matrix(samples[name].x)
  const before = x.data.slice()
  expect(closeTo(robustScale(x).z.data, matrix(samples[name].robust).data)).toBe(true)
  expect(x.data).toEqual(before)
})

it('one outlier moves no other value', () => {
  expect([...robustScale(matrix([[1], [2], [3], [4], [1e6]])).z.data].slice(0, 4)).toEqual([-1, -0.5, 0, 0.5])
})

it('a constant column becomes zeros', () => {
  const { z, medians, ranges } = robustScale(matrix([[0.1], [0.1], [0.1]]))
  expect([...z.data, ...medians, ...ranges]).toEqual([0, 0, 0, 0.1, 0])
})

it('a value that is not finite is refused', () => {
  expect(() => robustScale(matrix([[NaN]]))).toThrow('robustScale requires finite values, got NaN in row 0, column 0')
})
