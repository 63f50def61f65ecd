import { mayShowOne } from '../core/withheld.js'

/**
 * Return examples of values to append to a sentence, or an empty text where values of single customers are withheld.
 *
 * @param words the examples, with the punctuation before them
 * @example `in cp1252${examples(', as in "Évry"')}`
 */
export function examples(words: string): string {
  return mayShowOne() ? words : ''
}
