import { expect, test } from 'vitest'
import { lightVerdict } from '../lib/light-verdict.js'
import { matrix } from '../lib/matrix.js'
import { random } from '../lib/random.js'

const points = (n: number, place: (i: number, next: () => number) => number[]) => {
  const next = random(3)
  return matrix(Array.from({ length: n }, (_, i) => place(i, next)))
}

test('groups far apart are segments, and no test is unmet', () => {
  const far = points(90, (i, next) => [10 * (i % 2) + next(), 10 * (i % 2) + next()])
  expect(lightVerdict(far, 2)).toEqual({ kind: 'segments' })
})

test('one cloud fails at the gap statistic', () => {
  expect(
    lightVerdict(
      points(200, (_, next) => [next(), next(), next()]),
      3,
    ),
  ).toEqual({ kind: 'slices', unmet: 'gap' })
})

test('clusters that shuffled columns have too fail there: two groups in each column, independent of each other', () => {
  const grid = points(200, (_, next) => [next() + (next() < 0.5 ? 5 : 0), next() + (next() < 0.5 ? 5 : 0)])
  expect(lightVerdict(grid, 4)).toEqual({ kind: 'slices', unmet: 'shuffled' })
})

test('a group that resamples do not find again is not segments', () => {
  const two = points(120, (i, next) => [
    20 * (i % 2) + 3 * next(),
    20 * (i % 2) + 3 * next(),
    20 * (i % 2) + 3 * next(),
  ])
  const { kind, unmet } = lightVerdict(two, 3)
  expect(kind).not.toBe('segments')
  expect(unmet).toBe('stability')
})
