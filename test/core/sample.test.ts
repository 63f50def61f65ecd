import { expect, test } from 'vitest'
import { LARGE, sampleRows } from '../../lib/core/sample.js'

test('up to 20,000 rows all are read; of more, a rising sample that hangs on the seed alone', () => {
  expect(sampleRows(LARGE, 10)).toBeUndefined()
  const rows = sampleRows(LARGE + 1, 500, 3)!
  expect(rows.length).toBe(500)
  expect(new Set(rows).size).toBe(500)
  expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
  expect(sampleRows(LARGE + 1, 500, 3)).toEqual(rows)
  expect(sampleRows(LARGE + 1, 500, 4)).not.toEqual(rows)
})
