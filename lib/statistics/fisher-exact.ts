/** log(i!) for i of 0 to the most that was asked for: added up once, since a table of a million customers needs a million. */
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
 * Fisher's exact test of a two by two table, two-sided: exact where counts are small and chi-square is not.
 * p sums the tables, of the same margins, that are no more likely than the one seen. Neither
 * simple-statistics nor stdlib has this test.
 *
 * @param a, b the first row: hits and misses of a group
 * @param c, d the second row: hits and misses of the rest
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
    // Relative to the table seen, so that no table's chance is lost below the smallest number.
    const ratio = Math.exp(chance(hits) - seen)
    all += ratio
    if (ratio <= 1 + 1e-7) within += ratio
  }
  return all === Number.POSITIVE_INFINITY ? 0 : within / all
}
