const WIDEST = 40

/**
 * A value as it stands in a file, for messages: in quotes, and cut where it is long; "nothing" where there is none.
 *
 * @example quoted('-$5') // '"-$5"'
 */
export function quoted(value: string | null): string {
  if (value === null || value === '') return 'nothing'
  return JSON.stringify(value.length > WIDEST ? `${value.slice(0, WIDEST)}...` : value)
}
