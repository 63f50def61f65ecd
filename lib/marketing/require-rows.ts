import { difference } from 'd3-array'

/**
 * Check that a side file has a row for every value that the customers have.
 *
 * @param file what the file is about, such as "margins"
 * @param what each row is about, such as "category"
 * @param needed values of the customers
 * @param given values of the file
 * @throws {RangeError} naming all missing values
 * @example requireRows('spend', 'channel', ['Online', 'Store'], ['Online']) // throws: ... got none for Store
 */
export function requireRows(file: string, what: string, needed: readonly string[], given: readonly string[]): void {
  const lacking = [...difference(needed, given)].sort()
  if (lacking.length) {
    throw new RangeError(
      `the ${file} file requires a row for every ${what} of the customers, got none for ${lacking.join(', ')}`,
    )
  }
}
