/**
 * A count with its noun: "1 row", "1,200 rows".
 *
 * @example count(1200, 'row') // '1,200 rows'
 */
export function count(size: number, noun: string): string {
  return `${size.toLocaleString('en-US')} ${noun}${size === 1 ? '' : 's'}`
}
