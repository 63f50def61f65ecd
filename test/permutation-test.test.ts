import { expect, test } from 'vitest'
import { permutationTest } from '../lib/permutation-test.js'
import { random } from '../lib/random.js'

const values = [1, 2, 3, 4, 5, 6, 7, 8]
const difference = (of: ArrayLike<number>) => (labels: Int32Array) => {
  const sums = [0, 0]
  const sizes = [0, 0]
  labels.forEach((label, i) => {
    sums[label] += of[i]
    sizes[label]++
  })
  return sums[1] / sizes[1] - sums[0] / sizes[0]
}

test('p approaches the exact share of labelings that do as well', () => {
  // Of the 70 ways to choose four of eight, 2 have a difference of at least 3.5 (exact enumeration).
  const labels = Object.freeze([0, 0, 0, 1, 0, 1, 1, 1])
  const { observed, p } = permutationTest(difference(values), labels, { permutations: 20_000 })
  expect(observed).toBe(3.5)
  expect(Math.abs(p - 2 / 70)).toBeLessThan(0.004)
})

test('p is never 0: the labels as they are count as one', () => {
  const labels = Array.from({ length: 40 }, (_, i) => Number(i >= 20))
  const { p } = permutationTest(difference(labels.map((label) => label * 100)), labels, { permutations: 99 })
  expect(p).toBe(1 / 100)
})

test('labels that mean nothing give a p below 0.1 about one time in ten', () => {
  const next = random(11)
  let below = 0
  for (let trial = 1; trial <= 300; trial++) {
    const noise = Float64Array.from({ length: 24 }, next)
    const labels = noise.map((_, i) => i % 2)
    if (permutationTest(difference(noise), labels, { seed: trial, permutations: 99 }).p <= 0.1) below++
  }
  expect(below).toBeGreaterThan(12)
  expect(below).toBeLessThan(48)
})

test('each permutation holds the same labels, in another order', () => {
  const labels = [3, 1, 1, 2]
  const seen = new Set<string>()
  permutationTest((now) => seen.add(now.join()).size, labels, { permutations: 300 })
  expect(seen.size).toBe(12)
  for (const order of seen) expect(order.split(',').sort().join()).toBe('1,1,2,3')
})

test('an outcome that differs in its last digit counts as equal', () => {
  let call = 0
  const { p } = permutationTest(() => (call++ === 0 ? 0.1 + 0.2 : 0.3), [0, 1], { permutations: 9 })
  expect(p).toBe(1)
})

test('the same seed gives the same null, another seed another', () => {
  const run = (seed: number) =>
    permutationTest(difference(values), [0, 1, 0, 1, 0, 1, 0, 1], { seed, permutations: 30 })
  expect(run(1)).toEqual(run(1))
  expect(run(1).null).not.toEqual(run(2).null)
  expect(run(1).null).toHaveLength(30)
})

test('a single label, no permutations and a statistic of NaN are refused', () => {
  expect(() => permutationTest(() => 1, [0])).toThrow('requires at least two labels, got 1')
  expect(() => permutationTest(() => 1, [0, 1], { permutations: 0 })).toThrow('whole number of permutations, got 0')
  expect(() => permutationTest(() => 1, [0, 1], { permutations: 2.5 })).toThrow(RangeError)
  expect(() => permutationTest(() => NaN, [0, 1])).toThrow('a statistic that is finite, got NaN')
})
