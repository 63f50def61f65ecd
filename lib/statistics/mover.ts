import { wilson } from './wilson.js'

/** A share of customers, hits out of size: 0 <= hits <= size, size >= 1. */
export interface Share {
  readonly hits: number
  readonly size: number
}

/*
 * Intervals for comparing two shares, built from Wilson's interval of each (MOVER). simple-statistics and stdlib have
 * none.
 */

/**
 * Compute the confidence interval of the difference of two shares. It is accurate for small groups and rare levels,
 * where the normal (Wald) interval is not.
 *
 * @param a a group; not modified
 * @param b customers who are not in it; not modified
 * @param level of the interval, 0 to 1
 * @returns low and high of the share of a minus that of b, -1 to 1
 * @throws {RangeError} as `wilson` does
 * @see Newcombe (1998), method 10, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I
 * @example differenceInterval({ hits: 56, size: 70 }, { hits: 48, size: 80 }) // 0.0524, 0.3339
 */
export function differenceInterval(a: Share, b: Share, level = 0.95): [number, number] {
  const [one, other] = [wilson(a.hits, a.size, level), wilson(b.hits, b.size, level)]
  const difference = one.proportion - other.proportion
  return [
    difference - Math.hypot(one.proportion - one.low, other.high - other.proportion),
    difference + Math.hypot(one.high - one.proportion, other.proportion - other.low),
  ]
}

/**
 * Compute the confidence interval of the ratio of two shares.
 *
 * @param a a group; not modified
 * @param b customers who are not in it; not modified
 * @param level of the interval, 0 to 1
 * @returns low and high of the share of a over that of b: low 0 where a has no hits, high Infinity where b has none
 * @throws {RangeError} as `wilson` does
 * @see Donner and Zou (2012), Closed-form confidence intervals for functions of the normal mean and standard deviation,
 *   https://doi.org/10.1177/0962280210383082
 * @see Fagerland, Lydersen and Laake (2015), who recommend it, https://doi.org/10.1177/0962280211415469
 * @example ratioInterval({ hits: 30, size: 100 }, { hits: 30, size: 300 }) // 1.90, 4.66
 */
export function ratioInterval(a: Share, b: Share, level = 0.95): [number, number] {
  return [lowest(a, b, level), 1 / lowest(b, a, level)]
}

/** The low limit; the high limit is the reciprocal of the low limit of the inverse ratio. */
function lowest(a: Share, b: Share, level: number): number {
  const one = wilson(a.hits, a.size, level)
  const other = wilson(b.hits, b.size, level)
  if (a.hits === 0) return 0
  const product = one.proportion * other.proportion
  const reach = other.high * (2 * other.proportion - other.high)
  const root = Math.sqrt(Math.max(0, product ** 2 - one.low * (2 * one.proportion - one.low) * reach))
  // (product - root) / reach, written so that reach may be 0 or below.
  return (one.low * (2 * one.proportion - one.low)) / (product + root)
}
