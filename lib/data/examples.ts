import { mayShowOne } from '../core/withheld.js'

/**
 * Values as examples, to be put behind what they are examples of: each is that of a customer, so there are none where
 * numbers about few are withheld.
 *
 * @param words as they stand there, with the sign that sets them off
 * @example `in cp1252${examples(', as in "Évry"')}`
 */
export function examples(words: string): string {
  return mayShowOne() ? words : ''
}
