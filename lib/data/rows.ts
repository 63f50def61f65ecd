import type { DataFrame } from 'danfojs-node'
import { isMissing, values } from './columns.js'
import { missingIn } from './view.js'

/** A row as an object: its values by column. */
// biome-ignore lint/suspicious/noExplicitAny: only the data shows which columns are numbers and which are text; with any, rows(profile)[0].value / 2 compiles in a notebook.
export type Row = Record<string, any>

/**
 * Return the rows of a frame as plain objects: values as the frame stores them, with missing numbers as NaN and other
 * missing values as null.
 *
 * @param frame n rows; not modified
 * @returns n objects; changing them does not change the frame
 * @example rows(frame({ age: [30, NaN], city: ['Nara', null] }))[1] // { age: NaN, city: null }
 */
export function rows(frame: DataFrame): Row[] {
  const columns = frame.columns.map((name): [string, ArrayLike<unknown>, unknown] => {
    const held = values(frame, name)
    return [name, held, missingIn(name, held)]
  })
  return Array.from({ length: frame.shape[0] }, (_, row) =>
    Object.fromEntries(columns.map(([name, held, missing]) => [name, isMissing(held[row]) ? missing : held[row]])),
  )
}
