import { requireNumbers, requireSameLength } from '../core/checks.js'
import { encode } from '../core/encode.js'
import { random } from '../core/random.js'
import { chiSquareTest, margins } from './chi-square.js'
import { dominance, dominanceInterval } from './cliffs-delta.js'
import { vInterval, vOfCounts } from './cramers-v.js'
import { ranks } from './ranks.js'
import { normalTails } from './tails.js'

/** A variable, and the group whose values are compared with those of the rest. */
export interface Comparison {
  /** n numbers (ordered levels as increasing numbers), or n categories. */
  readonly values: ArrayLike<number> | ArrayLike<string>
  /** Length n: 1 for the group, 0 for the rest; neither is empty. */
  readonly inGroup: Uint8Array
}

/** How strongly a variable is associated with a group of customers. */
export interface Association {
  readonly measure: "Cliff's delta" | "Cramér's V"
  readonly effect: number
  /** 95% interval of the effect. */
  readonly interval: readonly [number, number]
  readonly p: number
  readonly n: number
  readonly method: string
}

/**
 * The number of shuffles of permutation tests (default 9,999) and their seed (1). By default p can be as low as .0001,
 * so that a single true effect is still found among hundreds of tests.
 */
export interface Effort {
  readonly seed?: number
  readonly permutations?: number
}

/**
 * Test whether a group differs from the rest. For numbers the effect is Cliff's delta: the chance that a customer of
 * the group has more than one of the rest, minus the chance of less. For categories it is Cramér's V, bias-corrected.
 *
 * If counts are large enough, p is that of the Mann-Whitney test with its correction for ties (at least 10 customers
 * expected off the most common value, in the smaller of group and rest), or of Pearson's chi-square test (at least 5
 * expected per level). Otherwise p is from a two-sided permutation test: the share of shuffles of customers between
 * group and rest whose effect is at least as large; never 0.
 *
 * The intervals exclude 0 where the test rejects, so p and interval agree except for the last digits near .05, and
 * except for Cliff's delta where group and rest differ so much in spread that p is too small: there the interval is
 * wider. All comparisons share one set of shuffles, which is fastest and preserves their dependence; simple-statistics'
 * permutationTest shuffles for each, and only compares means.
 *
 * @param comparisons each of the same n customers, n >= 2; not modified
 * @param effort seed: an integer from 1; permutations: the number of shuffles
 * @returns one association per comparison, in the same order
 * @throws {RangeError} on a group of all or none, different lengths, or a number that is not finite
 * @see Cliff (1993), Dominance statistics, https://doi.org/10.1037/0033-2909.114.3.494
 * @see Bergsma (2013), https://doi.org/10.1016/j.jkss.2012.10.002
 * @see dominanceInterval
 * @see vInterval
 * @see Phipson and Smyth (2010), Permutation p-values should never be zero, https://doi.org/10.2202/1544-6115.1585
 * @example againstRest([{ values: [3, 4, 1, 2, 3], inGroup: Uint8Array.of(1, 1, 0, 0, 0) }])[0].effect // 0.8333333333333334
 */
export function againstRest(comparisons: readonly Comparison[], effort: Effort = {}): Association[] {
  const { seed = 1, permutations = 9999 } = effort
  if (!comparisons.length) return []
  const n = comparisons[0].inGroup.length
  const known = new Map<unknown, Int32Array>()
  const codesOf = (values: Comparison['values']): Int32Array => {
    const codes = known.get(values) ?? encode(values).codes
    known.set(values, codes)
    return codes
  }
  const tallies = comparisons.map((comparison) => tally(comparison, n, codesOf))
  const open = tallies.filter(({ known }) => known === undefined)
  const groups = [...new Set(open.map(({ inGroup }) => inGroup))].map((inGroup) => {
    const rows = Int32Array.from(inGroup.keys()).sort((a, b) => inGroup[b] - inGroup[a] || a - b)
    const size = inGroup.reduce((sum, one) => sum + one, 0)
    return { rows, size, own: open.filter((one) => one.inGroup === inGroup) }
  })
  for (const { rows, size, own } of groups) for (const one of own) one.observe(rows, size)
  const next = random(seed)
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let shuffle = 0; open.length > 0 && shuffle < permutations; shuffle++) {
    // At most half of the rows are read, so only these are shuffled: a partial Fisher-Yates shuffle.
    for (let i = 0; i < n >> 1; i++) {
      const j = i + Math.floor(next() * (n - i))
      const held = order[i]
      order[i] = order[j]
      order[j] = held
    }
    for (const { size, own } of groups) for (const one of own) one.permute(order, Math.min(size, n - size))
  }
  return tallies.map((one) => one.result(permutations))
}

/** A comparison in progress. The rows passed to it start with those that count as the group. */
function tally({ values, inGroup }: Comparison, n: number, codesOf: (values: Comparison['values']) => Int32Array) {
  requireSameLength('againstRest', values, inGroup)
  if (inGroup.length !== n || !inGroup.includes(1) || !inGroup.includes(0)) {
    throw new RangeError(
      `againstRest requires a group of some, not all, of ${n} customers, got ${inGroup.reduce((sum, one) => sum + one, 0)} of ${inGroup.length}`,
    )
  }
  const numeric = typeof values[0] === 'number'
  if (numeric) requireNumbers('againstRest', values as ArrayLike<number>)
  const codes = codesOf(values)
  const counts = new Float64Array(2 * (1 + codes.reduce((most, code) => Math.max(most, code), 0)))
  codes.forEach((code, i) => {
    counts[2 * code + inGroup[i]]++
  })
  const known = numeric ? mannWhitney(counts) : chiSquare(counts)
  const extremity =
    known !== undefined ? () => 0 : numeric ? rankSum(values as ArrayLike<number>) : spread(codes, counts.length / 2)
  let bar = 0
  let extreme = 0
  return {
    inGroup,
    /** p, if counts are large enough to compute it without shuffles. */
    known,
    observe(rows: Int32Array, size: number): void {
      // Sums in a different order differ in their last digits: such an outcome counts as large as the observed one.
      bar = extremity(size > n / 2 ? rows.slice(size) : rows, Math.min(size, n - size)) * (1 - 1e-12)
    },
    permute(order: Int32Array, smaller: number): void {
      if (extremity(order, smaller) >= bar) extreme++
    },
    result(permutations: number): Association {
      const size = numeric ? ofNumbers(counts) : ofCategories(counts)
      if (known === undefined) return { ...size, p: (1 + extreme) / (1 + permutations), n }
      const test = numeric ? 'Mann-Whitney test' : 'chi-square test'
      return { ...size, method: size.method.replace('permutation test', test), p: known, n }
    },
  }
}

type Size = Pick<Association, 'measure' | 'effect' | 'interval' | 'method'>

/** @param counts by value, in increasing order: rest, group, rest, group, ... */
function ofNumbers(counts: Float64Array): Size {
  return {
    measure: "Cliff's delta",
    effect: dominance(counts),
    interval: dominanceInterval(counts),
    method: 'permutation test; Wilson interval',
  }
}

/** @param counts by level: rest, group, rest, group, ...; with one level, the effect is 0 and the interval [0, 1] */
function ofCategories(counts: Float64Array): Size {
  const shared = { measure: "Cramér's V", method: 'permutation test; noncentral chi-square interval' } as const
  if (counts.length < 4) return { ...shared, effect: 0, interval: [0, 1] }
  const table = { rows: counts.length / 2, cols: 2, data: counts }
  return { ...shared, effect: vOfCounts(table).v, interval: vInterval(table) }
}

/** For the normal approximation to hold: customers expected off the most common value, in the smaller of both sides. */
const MANY = 10
/** For Pearson's approximation to hold: customers expected per level, in group and rest. */
const EXPECTED = 5

/**
 * p of the two-sided Mann-Whitney test, by the normal approximation with its variance corrected for ties; undefined if
 * counts are too small for it.
 *
 * @param counts by value, in increasing order: rest, group, rest, group, ...
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.mannwhitneyu.html
 */
function mannWhitney(counts: Float64Array): number | undefined {
  let [rest, group, below, ties, most, rankSum] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < counts.length; at += 2) {
    const size = counts[at] + counts[at + 1]
    rankSum += counts[at + 1] * (below + (size + 1) / 2)
    rest += counts[at]
    group += counts[at + 1]
    below += size
    ties += size ** 3 - size
    most = Math.max(most, size)
  }
  const n = rest + group
  if (((n - most) * Math.min(rest, group)) / n < MANY) return undefined
  const variance = ((rest * group) / 12) * (n + 1 - ties / (n * (n - 1)))
  return normalTails((rankSum - (group * (n + 1)) / 2) / Math.sqrt(variance))
}

/**
 * p of Pearson's test; undefined if a level is too rare for it.
 *
 * @param counts by level: rest, group, rest, group, ...
 */
function chiSquare(counts: Float64Array): number | undefined {
  const table = { rows: counts.length / 2, cols: 2, data: counts }
  const { rowSums, colSums } = margins(table)
  const n = colSums[0] + colSums[1]
  const least = (Math.min(...rowSums) * Math.min(...colSums)) / n
  return rowSums.length > 1 && least >= EXPECTED ? chiSquareTest(table).p : undefined
}

/*
 * How far a group is from what chance gives. It is computed for thousands of shuffles, so it takes a single pass over
 * the smaller of group and rest. It increases with the size of the effect; which side is used changes only a constant.
 */

/** The absolute sum of centered ranks, which increases with the size of Cliff's delta. */
function rankSum(values: ArrayLike<number>): (rows: Int32Array, smaller: number) => number {
  const centred = ranks(values).map((rank) => rank - (values.length + 1) / 2)
  return (rows, smaller) => {
    let sum = 0
    for (let i = 0; i < smaller; i++) sum += centred[rows[i]]
    return Math.abs(sum)
  }
}

/** The sum over levels of squared counts over totals, which increases with chi-square. */
function spread(codes: Int32Array, levels: number): (rows: Int32Array, smaller: number) => number {
  const totals = new Float64Array(levels)
  for (const code of codes) totals[code]++
  const hits = new Float64Array(levels)
  return (rows, smaller) => {
    hits.fill(0)
    for (let i = 0; i < smaller; i++) hits[codes[rows[i]]]++
    let sum = 0
    for (let level = 0; level < levels; level++) sum += (hits[level] * hits[level]) / totals[level]
    return sum
  }
}
