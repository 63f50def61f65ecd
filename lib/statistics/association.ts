import { requireNumbers, requireSameLength } from '../core/checks.js'
import { encode } from '../core/encode.js'
import { random } from '../core/random.js'
import { chiSquareTest, margins } from './chi-square.js'
import { dominance, dominanceInterval } from './cliffs-delta.js'
import { vInterval, vOfCounts } from './cramers-v.js'
import { ranks } from './ranks.js'
import { normalTails } from './tails.js'

/** A variable, and the group whose values are held against those of the rest. */
export interface Comparison {
  /** n numbers (ordered levels as numbers that rise with the level), or n categories. */
  readonly values: ArrayLike<number> | ArrayLike<string>
  /** n, 1 for the group, 0 for the rest; neither empty. */
  readonly inGroup: Uint8Array
}

/** How a variable goes with a group of customers. */
export interface Association {
  readonly measure: "Cliff's delta" | "Cramér's V"
  readonly effect: number
  /** 95 % interval of the effect. */
  readonly interval: readonly [number, number]
  readonly p: number
  readonly n: number
  readonly method: string
}

/** How many shuffles, where shuffles are needed. By default p can reach .0001, so that a single true claim holds among hundreds of tests. */
export interface Effort {
  readonly seed?: number
  readonly permutations?: number
}

/**
 * Does a group differ from the rest? Numbers by Cliff's delta: the chance that one of the group has more than one of the
 * rest, minus the chance of less. Categories by Cramér's V, corrected for bias. p is that of Mann and Whitney's test, with its
 * correction for ties, or of Pearson's chi-square test, where counts are large enough for these (10 on either side of a value, 5 expected of a level);
 * else by permutation: customers are shuffled between group and rest, and counted is how often the effect comes out at
 * least as large, on either side; never 0.
 * The intervals leave out 0 where such a test rejects, so that p and interval agree but for the last digits near .05, and
 * but for Cliff's delta where group and rest spread so differently that p is too small: there the interval is the wider.
 * One set of shuffles serves all comparisons, which costs least and keeps their ties: simple-statistics' permutationTest
 * shuffles for each, and knows the difference of means alone.
 *
 * @param comparisons of the same n customers each, n >= 2; not modified
 * @returns one a comparison, in their order
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
    // No more than half of the rows are read, so no more are drawn: the beginning of Fisher and Yates' shuffle.
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

/** One comparison in the making. Rows come with those that count as the group first. */
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
    /** p, where counts are large enough to tell it without shuffles. */
    known,
    observe(rows: Int32Array, size: number): void {
      // Sums in another order differ in their last digits: such an outcome is as large as the one observed.
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

/** By value, in increasing order: rest, group, rest, group, ... */
function ofNumbers(counts: Float64Array): Size {
  return {
    measure: "Cliff's delta",
    effect: dominance(counts),
    interval: dominanceInterval(counts),
    method: 'permutation test; Wilson interval',
  }
}

/** By level: rest, group, rest, group, ... A single level tells nothing. */
function ofCategories(counts: Float64Array): Size {
  const shared = { measure: "Cramér's V", method: 'permutation test; noncentral chi-square interval' } as const
  if (counts.length < 4) return { ...shared, effect: 0, interval: [0, 1] }
  const table = { rows: counts.length / 2, cols: 2, data: counts }
  return { ...shared, effect: vOfCounts(table).v, interval: vInterval(table) }
}

/** On either side of the most common value, in the smaller of group and rest, for the normal approximation to hold. */
const MANY = 10
/** Expected customers of each level in group and rest, for Pearson's approximation to hold. */
const EXPECTED = 5

/**
 * p of the two-sided test of Mann and Whitney, by the normal approximation with the variance of ties; undefined where
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

/** p of Pearson's test, undefined where a level is too rare for it. By level: rest, group, rest, group, ... */
function chiSquare(counts: Float64Array): number | undefined {
  const table = { rows: counts.length / 2, cols: 2, data: counts }
  const { rowSums, colSums } = margins(table)
  const n = colSums[0] + colSums[1]
  const least = (Math.min(...rowSums) * Math.min(...colSums)) / n
  return rowSums.length > 1 && least >= EXPECTED ? chiSquareTest(table).p : undefined
}

/*
 * How far a group lies from what chance gives, in a single pass over the smaller of group and rest: thousands of shuffles
 * read it. It grows with the size of the effect, and is the same from either side but for a constant.
 */

/** Sum of centred ranks, in size: with it grows Cliff's delta. */
function rankSum(values: ArrayLike<number>): (rows: Int32Array, smaller: number) => number {
  const centred = ranks(values).map((rank) => rank - (values.length + 1) / 2)
  return (rows, smaller) => {
    let sum = 0
    for (let i = 0; i < smaller; i++) sum += centred[rows[i]]
    return Math.abs(sum)
  }
}

/** Squared counts over totals, by level: with it grows chi-square. */
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
