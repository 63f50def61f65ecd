import { expect, it } from 'vitest'
import { random, shuffled } from '../../lib/core/random.js'
import { randoms } from '../fixtures/clustering.js'

it.each(Object.entries(randoms))('seed %s gives the numbers of NumPy 2.4.6', (seed, wanted) => {
  const next = random(Number(seed))
  expect(wanted.map(() => next())).toEqual(wanted)
})

it.each([0, -1, 1.5, NaN, 2 ** 32])('a seed of %s is refused', (seed) => {
  expect(() => random(seed)).toThrow(`random requires a seed that is an integer from 1 to 4294967295, got ${seed}`)
})

it('a shuffle contains each integer once', () => {
  expect(shuffled(3, () => 0)).toEqual(Int32Array.of(1, 2, 0))
  expect(shuffled(50, random(1)).sort()).toEqual(Int32Array.from({ length: 50 }, (_, i) => i))
})

it('each order of a shuffle is about equally likely', () => {
  const next = random(1)
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(3, next).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  // Chi-square with 5 degrees of freedom: 20.5 has p = 0.001.
  expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5)
})
