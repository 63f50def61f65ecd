import { LARGE } from '../core/sample.js'
import { type BootstrapOptions, bootstrapInterval } from './bootstrap.js'
import { deviation, mean } from './mean.js'
import { normalCritical } from './tails.js'

/**
 * A mean, and how far it might lie from what was seen had other rows come: the percentile bootstrap; of more than 20,000
 * rows (LARGE), where both agree to more digits than are shown, the normal interval.
 *
 * @param values n numbers, n >= 1, on a scale with two ends, any units; not modified
 * @param options as those of bootstrapInterval
 * @returns estimate, low and high, in the units of `values`
 * @throws {RangeError} as bootstrapInterval does
 * @example meanInterval(Float64Array.of(2, 2, 2)) // estimate 2, low 2, high 2
 */
export function meanInterval(
  values: Float64Array,
  options: BootstrapOptions = {},
): { estimate: number; low: number; high: number } {
  if (values.length <= LARGE) return bootstrapInterval(values.length, (rows) => average(rows, values), options)
  const estimate = mean(values)
  const reach = (normalCritical(1 - (options.level ?? 0.95)) * deviation(values)) / Math.sqrt(values.length)
  return { estimate, low: estimate - reach, high: estimate + reach }
}

function average(rows: Int32Array, values: Float64Array): number {
  let sum = 0
  for (const row of rows) sum += values[row]
  return sum / rows.length
}
