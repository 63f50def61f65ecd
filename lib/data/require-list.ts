/**
 * Check that a list has one value per row.
 *
 * @param claim what is required, which opens the message
 * @throws {TypeError} if it is not an array or typed array
 * @throws {RangeError} on another length
 */
export function requireList(claim: string, list: ArrayLike<unknown>, length: number): void {
  if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
    throw new TypeError(`${claim}, got ${typeof list === 'object' && list !== null ? 'an object' : String(list)}`)
  }
  if (list.length !== length) throw new RangeError(`${claim} of ${length} values, one per row, got ${list.length}`)
}
