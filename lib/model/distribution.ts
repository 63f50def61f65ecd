import { bisectRight } from 'd3-array'

/** The distribution of a column: the share of customers at or below each of some values. */
export interface Distribution {
  /** Increasing, in the units of the column. */
  readonly at: readonly number[]
  /** Increasing, the last one 1. */
  readonly below: readonly number[]
  /**
   * Whether these are all values that occur; otherwise they are a hundredth of the customers apart, and values between
   * them are taken as evenly spread.
   */
  readonly exact: boolean
}

const MOST_VALUES = 100
const STEPS = 100

/**
 * Describe a column by at most 101 of its values: enough to compare another one with it, too little to identify a
 * customer.
 *
 * @param values n numbers, n >= 1; NaN is left out; not modified
 * @example distributionOf([1, 1, 3]).below // 0.667, 1 at 1 and 3
 */
export function distributionOf(values: Float64Array): Distribution {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const n = sorted.length
  const different = new Set(sorted)
  const exact = different.size <= MOST_VALUES
  const wanted = exact
    ? [...different]
    : Array.from({ length: STEPS + 1 }, (_, step) => sorted[Math.round((step * (n - 1)) / STEPS)])
  const at = [...new Set(wanted)]
  return { at, below: at.map((value) => bisectRight(sorted, value) / n), exact }
}

/**
 * Compute the share of customers at or below a value.
 *
 * @param distribution not modified
 * @param value in the units of the column
 * @returns 0 to 1
 */
export function shareBelow({ at, below, exact }: Distribution, value: number): number {
  const next = bisectRight(at, value)
  if (next === 0) return 0
  if (exact || next === at.length) return below[next - 1]
  const part = (value - at[next - 1]) / (at[next] - at[next - 1])
  return below[next - 1] + part * (below[next] - below[next - 1])
}
