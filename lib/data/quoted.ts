const WIDEST = 40

/**
 * Format a value from a file for messages: in quotes, and truncated if long; "nothing" if empty or null.
 *
 * @example quoted('-$5') // '"-$5"'
 */
export function quoted(value: string | null): string {
  if (value === null || value === '') return 'nothing'
  return JSON.stringify(value.length > WIDEST ? `${value.slice(0, WIDEST)}...` : value)
}
