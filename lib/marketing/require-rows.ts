import { difference } from 'd3-array'

/**
 * Refuse a side file that lacks a row for something that the customers have.
 *
 * @param file what the file holds, such as "margins"
 * @param what each row is about, such as "category"
 * @throws {RangeError} naming all that lack
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
