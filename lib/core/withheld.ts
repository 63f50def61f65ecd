import { count } from './format.js'
import { fewestShown } from './settings.js'

/**
 * Return whether a number about these customers would reveal something about individuals, and must be withheld from
 * cells, bars and sentences. A count of 0 is not too few: it reveals nothing about anyone.
 *
 * @example tooFew(4) // true after useSettings({ fewestShown: 5 })
 */
export function tooFew(customers: number): boolean {
  return customers > 0 && customers < fewestShown()
}

/** Return whether values of single customers may be shown, such as examples, maxima or outliers. */
export function mayShowOne(): boolean {
  return !tooFew(1)
}

/**
 * Format a number of customers for a sentence, without the exact number if it is too small to show.
 *
 * @example countShown(1200) // "1,200 customers"
 * @example countShown(3) // "fewer than 5 customers" after useSettings({ fewestShown: 5 })
 */
export function countShown(customers: number): string {
  return tooFew(customers) ? `fewer than ${count(fewestShown())} customers` : count(customers, 'customer')
}

/**
 * Return the sentence that ends a caption and says what was withheld; empty if nothing was.
 *
 * @example withheldWords(2, 'bar') // "Withheld: 2 bars of fewer than 5 customers." after useSettings({ fewestShown: 5 })
 */
export function withheldWords(number: number, noun: string): string {
  return number ? `Withheld: ${count(number, noun)} of fewer than ${count(fewestShown())} customers.` : ''
}
