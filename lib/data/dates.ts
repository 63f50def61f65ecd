const DAY = 86_400_000

/**
 * Return the day number of a date: days since 1970-01-01, so that differences do not depend on the time zone.
 *
 * @param iso YYYY-MM-DD
 * @throws {RangeError} on text that is not such a date
 * @example dayNumber('2024-03-01') - dayNumber('2024-02-28') // 2
 */
export function dayNumber(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number)
  const time = Date.UTC(year, month - 1, day)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || new Date(time).toISOString().slice(0, 10) !== iso) {
    throw new RangeError(`dayNumber requires a date as YYYY-MM-DD, got "${iso}"`)
  }
  return time / DAY
}

/**
 * Return the days from each date to the as-of date: recency for latest purchases, tenure for first ones.
 *
 * @param dates n dates as YYYY-MM-DD, null where missing, none after asOf; not modified
 * @param asOf YYYY-MM-DD
 * @returns n numbers of days, >= 0, NaN where missing
 * @throws {RangeError} on a date after asOf, naming both, and on text that is not such a date
 */
export function daysBefore(dates: readonly (string | null)[], asOf: string): Float64Array {
  const end = dayNumber(asOf)
  const numbers = dayNumbers(dates)
  for (let row = 0; row < numbers.length; row++) {
    if (numbers[row] > end) {
      throw new RangeError(`the as-of date must be on or after every date in the file, got ${asOf} and ${dates[row]}`)
    }
    numbers[row] = end - numbers[row]
  }
  return numbers
}

/**
 * Return the day number of each date. Distinct dates are computed once: a million customers share about a thousand.
 *
 * @param dates n dates as YYYY-MM-DD, null where missing; not modified
 * @returns length n, NaN where missing
 * @throws {RangeError} on text that is not such a date
 */
export function dayNumbers(dates: readonly (string | null)[]): Float64Array {
  const known = new Map<string | null, number>([[null, NaN]])
  const numbers = new Float64Array(dates.length)
  for (let row = 0; row < dates.length; row++) {
    const date = dates[row]
    let number = known.get(date)
    if (number === undefined) {
      number = dayNumber(date!)
      known.set(date, number)
    }
    numbers[row] = number
  }
  return numbers
}
