import { sum } from 'd3-array'
import type { Category } from '../core/encode.js'
import type { Matrix } from '../core/matrix.js'
import { chiSquareTest, margins } from './chi-square.js'
import { crosstab } from './crosstab.js'
import { noncentral } from './noncentral.js'

/**
 * Compute Cramér's V, the strength of association of two categorical vectors: 0 if independent, 1 if one determines the
 * other. It is bias-corrected: it is near 0 for independent vectors with many levels, where the plain V is not.
 * Rows in which either is missing are left out. A category that is different in every row gives 0.
 * Neither simple-statistics nor stdlib has Cramér's V.
 *
 * @param a n categories; null and NaN are missing; not modified
 * @param b n categories of the same rows; not modified
 * @returns v, 0 to 1; the chi-square test of independence: chiSquare, df, p; n, the rows used
 * @throws {RangeError} on vectors of different lengths, or with fewer than two levels
 * @see Bergsma (2013), A bias-correction for Cramér's V and Tschuprow's T, https://doi.org/10.1016/j.jkss.2012.10.002
 * @example cramersV(['a', 'a', 'b', 'b'], ['x', 'x', 'y', 'y']).v // 1
 */
export function cramersV(
  a: ArrayLike<Category>,
  b: ArrayLike<Category>,
): { v: number; chiSquare: number; df: number; p: number; n: number } {
  return vOfCounts(crosstab(a, b).counts)
}

/**
 * Compute `cramersV` from a table of counts.
 *
 * @param counts r by c contingency table of customers; levels that nobody has are left out; not modified
 * @returns as `cramersV`
 * @throws {RangeError} on fewer than two rows or columns that occur
 * @example vOfCounts(matrix([[2, 0], [0, 2]])).v // 1
 */
export function vOfCounts(counts: Matrix): { v: number; chiSquare: number; df: number; p: number; n: number } {
  const { chiSquare, df, p, n, rows, cols } = chiSquareTest(counts)
  const phi = Math.max(0, chiSquare / n - df / (n - 1))
  const most = Math.min(corrected(rows, n), corrected(cols, n)) - 1
  return { v: most > 0 ? Math.min(1, Math.sqrt(phi / most)) : 0, chiSquare, df, p, n }
}

function corrected(levels: number, n: number): number {
  return levels - (levels - 1) ** 2 / (n - 1)
}

/**
 * Compute the confidence interval of Cramér's V by inverting the chi-square test: it holds every V for which, in more
 * than 1 - level of samples, the estimate would be at least as far from it as the observed one. Chi-square is then
 * noncentral, with a larger variance if the table shows one, as with rare levels. So the interval excludes 0 exactly
 * where the chi-square test rejects at 1 - level; a bootstrap of V, which is never negative, cannot do that. The bias
 * df is subtracted from the estimate, as by Bergsma.
 *
 * @param counts r by c contingency table of customers; levels that nobody has are left out; not modified
 * @param level the share of such intervals that cover the truth, 0 to 1
 * @returns low and high, 0 to 1
 * @throws {RangeError} on fewer than two rows or columns that occur
 * @see Kent and Hainsworth (1995), Confidence intervals for the noncentral chi-squared distribution,
 *   Journal of Statistical Planning and Inference 46
 * @see Smithson (2003), Confidence Intervals, chapter 4
 * @example vInterval(matrix([[30, 20], [20, 30]])) // 0.02, 0.38
 */
export function vInterval(counts: Matrix, level = 0.95): [number, number] {
  const { chiSquare, df, n, rows, cols } = chiSquareTest(counts)
  const seen = Math.sqrt(Math.max(0, chiSquare - df))
  const wider = Math.max(1, varianceOf(counts)) - 1
  const holds = (truth: number): boolean => {
    const apart = Math.abs(seen - truth)
    const variance = 1 + (seen > 0 ? wider * Math.min(1, truth / seen) : 0)
    const below = (estimate: number) => noncentral(Math.hypot(estimate, Math.sqrt(df)), truth, variance, df - 1)
    return below(truth + apart) - (truth >= apart ? below(truth - apart) : 0) <= level
  }
  let outside = seen + 4
  while (holds(outside)) outside *= 2
  const unit = Math.sqrt(n * (Math.min(rows, cols) - 1))
  const low = holds(0) ? 0 : edge(holds, seen, 0)
  return [low / unit, Math.min(1, edge(holds, seen, outside) / unit)]
}

/** The end of an interval between a point inside and one outside, to a millionth of their distance. */
function edge(holds: (value: number) => boolean, inside: number, outside: number): number {
  for (let halving = 0; halving < 20; halving++) {
    const middle = (inside + outside) / 2
    if (holds(middle)) inside = middle
    else outside = middle
  }
  return inside
}

/**
 * The variance of the square root of chi-square, estimated from the table by the delta method; 1 near independence. The
 * influence of a customer on chi-square / n is twice the ratio of the cell to its expectation, less the customer's
 * contribution to the margins.
 */
function varianceOf({ rows, cols, data }: Matrix): number {
  const row = (cell: number) => Math.floor(cell / cols)
  const col = (cell: number) => cell % cols
  const inAll = margins({ rows, cols, data })
  const n = sum(inAll.rowSums)
  const ratios = data.map((count, cell) =>
    count ? (count * n) / (inAll.rowSums[row(cell)] * inAll.colSums[col(cell)]) : 0,
  )
  const weighted = margins({ rows, cols, data: ratios.map((ratio, cell) => ratio * data[cell]) })
  const pull = (cell: number) =>
    2 * ratios[cell] -
    weighted.rowSums[row(cell)] / inAll.rowSums[row(cell)] -
    weighted.colSums[col(cell)] / inAll.colSums[col(cell)]
  const mean = (of: (cell: number) => number) =>
    data.reduce((total, count, cell) => (count ? total + count * of(cell) : total), 0) / n
  const phiSquared = mean((cell) => ratios[cell]) - 1
  const centre = mean(pull)
  return phiSquared > 1e-12 ? mean((cell) => (pull(cell) - centre) ** 2) / (4 * phiSquared) : 1
}
