import { sum } from 'd3-array'
import { requireNumbers, requireSameLength } from '../core/checks.js'
import { type Category, encode } from '../core/encode.js'
import { fTail } from './tails.js'

/**
 * Compute eta squared, the share of a column's variance that lies between groups, and the F test of one-way ANOVA.
 * Rows whose value is NaN or whose group is missing are left out.
 * simple-statistics has no such test, and stdlib's anova1 loses the digits of a small p: it computes 1 minus the rest.
 *
 * @param values n numbers, any units, NaN where missing; not modified
 * @param groups the n groups of the same rows, null where missing; not modified
 * @returns eta, 0 to 1; f; df, between and within; p; n, the rows used
 * @throws {RangeError} on vectors of different lengths, an infinite value, fewer than two groups, no more rows than
 *   groups, or values that are all equal
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.f_oneway.html
 * @example etaSquared([1, 2, 3, 4], ['a', 'a', 'b', 'b']).eta // 0.8
 */
export function etaSquared(
  values: ArrayLike<number>,
  groups: ArrayLike<Category>,
): { eta: number; f: number; df: [number, number]; p: number; n: number } {
  const { numbers, codes, count } = complete('etaSquared', values, groups)
  const df: [number, number] = [count - 1, numbers.length - count]
  const { between, within } = squares(numbers, codes, count)
  const f = between / df[0] / (within / df[1])
  return { eta: between / (between + within), f, df, p: fTail(f, df[0], df[1]), n: numbers.length }
}

function complete(
  who: string,
  values: ArrayLike<number>,
  groups: ArrayLike<Category>,
): { numbers: Float64Array; codes: Int32Array; count: number } {
  requireSameLength(who, values, groups)
  const all = encode(groups).codes
  const rows = Array.from(all.keys()).filter((i) => all[i] >= 0 && !Number.isNaN(values[i]))
  const numbers = Float64Array.from(rows, (i) => values[i])
  const { codes, levels } = encode(Int32Array.from(rows, (i) => all[i]))
  requireNumbers(who, numbers)
  if (levels.length < 2 || numbers.length <= levels.length) {
    throw new RangeError(`${who} requires two groups and more rows than groups, got ${levels.length} of ${rows.length}`)
  }
  if (numbers.every((value) => value === numbers[0])) {
    throw new RangeError(`${who} requires values that vary, got ${numbers.length} times ${numbers[0]}`)
  }
  return { numbers, codes, count: levels.length }
}

function squares(values: Float64Array, codes: Int32Array, count: number): { between: number; within: number } {
  const sizes = new Float64Array(count)
  const means = new Float64Array(count)
  for (const code of codes) sizes[code]++
  values.forEach((value, i) => {
    means[codes[i]] += value / sizes[codes[i]]
  })
  const mean = sum(values) / values.length
  return {
    between: sum(means, (group, code) => sizes[code] * (group - mean) ** 2),
    within: sum(values, (value, i) => (value - means[codes[i]]) ** 2),
  }
}
