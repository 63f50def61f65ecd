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
