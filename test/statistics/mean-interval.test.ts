import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { LARGE } from '../../lib/core/sample.js'
import { bootstrapInterval } from '../../lib/statistics/bootstrap.js'
import { meanInterval } from '../../lib/statistics/mean-interval.js'

test('for few values it is the percentile bootstrap, for many the normal interval, which is equal at the digits shown', () => {
  const next = random(2)
  const many = Float64Array.from({ length: LARGE + 5000 }, () => next() ** 2)
  const few = many.slice(0, 200)
  const mean = (rows: Int32Array, of: Float64Array) => rows.reduce((sum, row) => sum + of[row], 0) / rows.length
  expect(meanInterval(few, { resamples: 50 })).toEqual(
    bootstrapInterval(few.length, (rows) => rows.reduce((sum, row) => sum + few[row], 0) / rows.length, {
      resamples: 50,
    }),
  )
  const drawn = bootstrapInterval(many.length, (rows) => mean(rows, many), { resamples: 300 })
  const found = meanInterval(many)
  expect(found.estimate).toBeCloseTo(drawn.estimate, 10)
  expect(found.low).toBeCloseTo(drawn.low, 3)
  expect(found.high).toBeCloseTo(drawn.high, 3)
})
