import { expect, test } from 'vitest'
import { JUDGED, LARGE, sampleRows } from '../../lib/core/sample.js'

test('up to 20,000 rows all are read; above, a sorted sample that depends only on the seed', () => {
  expect(sampleRows(LARGE, { share: 0.1 })).toBeUndefined()
  const rows = sampleRows(LARGE + 1, { share: 0.025, seed: 3 })!
  expect(rows.length).toBe(500)
  expect(new Set(rows).size).toBe(500)
  expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
  expect(sampleRows(LARGE + 1, { share: 0.025, seed: 3 })).toEqual(rows)
  expect(sampleRows(LARGE + 1, { share: 0.025, seed: 4 })).not.toEqual(rows)
})

test('another sample size applies above that many rows, and no sample is too small to contain a group', () => {
  expect(sampleRows(5000, { sample: 5000 })).toBeUndefined()
  expect(sampleRows(5001, { sample: 5000 })).toHaveLength(5000)
  expect(sampleRows(5001, { sample: 5000, share: JUDGED })).toHaveLength(1250)
  expect(() => sampleRows(5001, { sample: 999 })).toThrow('sample requires a whole number from 1000, got 999')
})
