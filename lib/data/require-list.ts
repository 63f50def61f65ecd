/**
 * Refuse what is no list of one value a row.
 *
 * @param claim what is required, to begin the message
 */
export function requireList(claim: string, list: ArrayLike<unknown>, length: number): void {
  if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
    throw new TypeError(`${claim}, got ${typeof list === 'object' && list !== null ? 'an object' : String(list)}`)
  }
  if (list.length !== length) throw new RangeError(`${claim} of ${length} values, one a row, got ${list.length}`)
}
