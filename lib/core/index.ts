/** Matrices, seeded random numbers, samples of rows, settings, and the formatting of numbers and text. */

export { type Matrix, matrix } from './matrix.js'
export { random, shuffled } from './random.js'
export { COMPARED, JUDGED, LARGE, sampleRows } from './sample.js'
export { type Category, encode } from './encode.js'
export { type Settings, useSettings } from './settings.js'
export { countShown, mayShowOne, tooFew, withheldWords } from './withheld.js'
export { type CsvColumn, csvOf, inert, live } from './csv.js'
export {
  count,
  decimal,
  inSentence,
  interval,
  listed,
  money,
  percent,
  perMonth,
  plain,
  pValue,
  probability,
  signed,
  words,
} from './format.js'
