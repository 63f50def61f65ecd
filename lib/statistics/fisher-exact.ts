/** log(i!) for i from 0 to the largest needed so far; kept, because a table of a million customers needs a million. */
let logFactorials = Float64Array.of(0)

function logFactorialsTo(most: number): Float64Array {
  if (logFactorials.length > most) return logFactorials
  const longer = new Float64Array(Math.max(most + 1, 2 * logFactorials.length))
  longer.set(logFactorials)
  for (let i = logFactorials.length; i < longer.length; i++) longer[i] = longer[i - 1] + Math.log(i)
  logFactorials = longer
  return longer
}

/**
 * Compute Fisher's exact test of a 2 by 2 table, two-sided. It is exact for small counts, where chi-square is not.
 * p is the total probability of the tables with the same margins that are no more likely than the observed one.
 * Neither simple-statistics nor stdlib has this test.
 *
 * @param a hits of the group
 * @param b misses of the group
 * @param c hits of the rest
 * @param d misses of the rest
 * @returns p, 0 to 1
 * @throws {RangeError} on a count that is not a whole number of 0 or more
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.fisher_exact.html
 * @example fisherExact(8, 2, 1, 5) // 0.03496503496503495
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  for (const count of [a, b, c, d]) {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(`fisherExact requires counts that are whole numbers of 0 or more, got ${count}`)
    }
  }
  const logs = logFactorialsTo(a + b + c + d)
  const chance = (hits: number): number => -(logs[hits] + logs[a + b - hits] + logs[a + c - hits] + logs[d - a + hits])
  const seen = chance(a)
  let within = 0
  let all = 0
  for (let hits = Math.max(0, a - d); hits <= Math.min(a + b, a + c); hits++) {
    // Relative to the observed table, so that no probability underflows.
    const ratio = Math.exp(chance(hits) - seen)
    all += ratio
    if (ratio <= 1 + 1e-7) within += ratio
  }
  return all === Number.POSITIVE_INFINITY ? 0 : within / all
}
