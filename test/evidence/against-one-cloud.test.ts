import { expect, test } from 'vitest'
import { againstOneCloud } from '../../lib/evidence/against-one-cloud.js'
import type { Assessment } from '../../lib/evidence/assess.js'

test('inertias are compared with the mean of those of the samples, k by k', () => {
  // Logarithms of inertias: 50 against 100 and 100 for k = 2, and 80 against 64 and 100 (geometric mean 80) for k = 3.
  const looks = [
    { k: 2, index: Math.log(50), references: Float64Array.of(Math.log(100), Math.log(100)) },
    { k: 3, index: Math.log(80), references: Float64Array.of(Math.log(64), Math.log(100)) },
  ]
  const { customers, samples } = againstOneCloud({ looks } as unknown as Assessment)
  expect(customers.map(({ k }) => k)).toEqual([2, 3])
  expect(customers[0].inertiaBelowOneCloud).toBeCloseTo(0.5, 12)
  expect(customers[1].inertiaBelowOneCloud).toBeCloseTo(0, 12)
  expect(samples.map(({ k }) => k)).toEqual([2, 2, 3, 3])
  expect(samples[2].inertiaBelowOneCloud).toBeCloseTo(0.2, 12)
  expect(samples[3].inertiaBelowOneCloud).toBeCloseTo(-0.25, 12)
})
