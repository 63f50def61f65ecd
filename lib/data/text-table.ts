import type { LogLine } from './log.js'

/** A file as texts, column by column, before anything was made of them. */
export interface TextTable {
  /** the file's name as the caller gave it */
  readonly file: string
  readonly names: readonly string[]
  readonly columns: readonly (readonly (string | null)[])[]
  /** where each row stands in a spreadsheet; the header is row 1 */
  readonly rowNumbers: ArrayLike<number>
  /** what it took to read the file as a table */
  readonly log?: readonly LogLine[]
  /** are the columns of the file apart by semicolons? */
  readonly semicolons?: boolean
}
