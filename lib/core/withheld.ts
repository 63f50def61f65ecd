import { count } from './format.js'
import { fewestShown } from './settings.js'

/**
 * Are these customers so few that a number about them is a number about persons? It is withheld then, wherever it would
 * stand: in a cell, a bar or a sentence. Nobody is not few: that there are none tells nothing of anyone.
 *
 * @example tooFew(4) // true after useSettings({ fewestShown: 5 })
 */
export function tooFew(customers: number): boolean {
  return customers > 0 && customers < fewestShown()
}

/** May values of single customers be shown: an example, the largest of all, who is far from the others? */
export function mayShowOne(): boolean {
  return !tooFew(1)
}

/**
 * Customers in a sentence, those who are too few without their number.
 *
 * @example countShown(1200) // "1,200 customers"
 * @example countShown(3) // "fewer than 5 customers" after useSettings({ fewestShown: 5 })
 */
export function countShown(customers: number): string {
  return tooFew(customers) ? `fewer than ${count(fewestShown())} customers` : count(customers, 'customer')
}

/**
 * What was withheld, as the end of a caption; empty where nothing was.
 *
 * @example withheldWords(2, 'bar') // "Withheld: 2 bars of fewer than 5 customers." after useSettings({ fewestShown: 5 })
 */
export function withheldWords(number: number, noun: string): string {
  return number ? `Withheld: ${count(number, noun)} of fewer than ${count(fewestShown())} customers.` : ''
}
