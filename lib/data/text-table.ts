import type { Coded } from './coded.js'
import type { LogLine } from './log.js'

/** What a column of Parquet holds by its type; text says nothing of what it means. */
export type Typed = 'number' | 'date' | 'flag' | 'text'

/** A file as texts, column by column, before anything was made of them. */
export interface TextTable {
  /** the file's name as the caller gave it */
  readonly file: string
  readonly names: readonly string[]
  /** by name; a column that nobody asked for has no rows */
  readonly columns: readonly Coded[]
  /** where each row stands in a spreadsheet; the header is row 1 */
  readonly rowNumbers: ArrayLike<number>
  /** what it took to read the file as a table */
  readonly log?: readonly LogLine[]
  /** by column, where the file knows types: a number, a day or a flag is taken as it is, and not read as text is */
  readonly types?: readonly Typed[]
  /** are the columns of the file apart by semicolons? */
  readonly semicolons?: boolean
}
