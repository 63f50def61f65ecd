import { LARGE } from '../core/sample.js'
import { type BootstrapOptions, bootstrapInterval } from './bootstrap.js'
import { deviation, mean } from './mean.js'
import { normalCritical } from './tails.js'

/**
 * Compute a mean and its confidence interval by the percentile bootstrap. With more than 20,000 rows (LARGE) it is the
 * normal interval, which then agrees with the bootstrap to more digits than are shown.
 *
 * @param values n numbers, n >= 1, on a bounded scale, any units; not modified
 * @param options as for `bootstrapInterval`
 * @returns estimate, low and high, in the units of `values`
 * @throws {RangeError} as `bootstrapInterval` does
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
