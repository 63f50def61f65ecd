import { chiSquareTest } from './chi-square.js'
import { crosstab } from './crosstab.js'
import type { Category } from './encode.js'

/**
 * How strongly two categorical vectors go together: 0 not at all, 1 one tells the other.
 * Bias-corrected, so that independent vectors with many levels come out near 0, as the plain V does not.
 * A row in which either is missing is left out (n says how many were used). A category that is new in every row gives 0.
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
  const { chiSquare, df, p, n, rows, cols } = chiSquareTest(crosstab(a, b).counts)
  const phi = Math.max(0, chiSquare / n - df / (n - 1))
  const most = Math.min(corrected(rows, n), corrected(cols, n)) - 1
  return { v: most > 0 ? Math.min(1, Math.sqrt(phi / most)) : 0, chiSquare, df, p, n }
}

function corrected(levels: number, n: number): number {
  return levels - (levels - 1) ** 2 / (n - 1)
}

/** Chi-square over n of such counts. */
function phiSquared(counts: Float64Array): number {
  let rest = 0
  let group = 0
  for (let at = 0; at < counts.length; at += 2) {
    rest += counts[at]
    group += counts[at + 1]
  }
  const n = rest + group
  let sum = 0
  for (let at = 0; at < counts.length; at += 2) {
    const total = counts[at] + counts[at + 1]
    if (total) sum += (counts[at + 1] * n - total * group) ** 2 / total
  }
  return sum / (n * group * rest)
}

/**
 * Bias-corrected Cramér's V of a table of two columns: `cramersV` by counts, quick enough for thousands of resamples.
 *
 * @param counts by level: rest, group, rest, group, ...; levels that nobody has are left out
 * @example correctedV(Float64Array.of(2, 0, 0, 2)) // 1
 */
export function correctedV(counts: Float64Array): number {
  let n = 0
  let levels = 0
  for (let at = 0; at < counts.length; at += 2) {
    n += counts[at] + counts[at + 1]
    if (counts[at] + counts[at + 1]) levels++
  }
  const phi = Math.max(0, phiSquared(counts) - (levels - 1) / (n - 1))
  const most = Math.min(levels - (levels - 1) ** 2 / (n - 1), 2 - 1 / (n - 1)) - 1
  return most > 0 ? Math.min(1, Math.sqrt(phi / most)) : 0
}
