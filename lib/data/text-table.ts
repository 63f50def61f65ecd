import type { Coded } from './coded.js'
import type { LogLine } from './log.js'

/** The type of a Parquet column; text may stand for any kind of value. */
export type Typed = 'number' | 'date' | 'flag' | 'text'

/** A file as texts by column, before they are read as values. */
export interface TextTable {
  /** The file's name as given by the caller. */
  readonly file: string
  readonly names: readonly string[]
  /** In the order of `names`; a column that was not requested has no rows. */
  readonly columns: readonly Coded[]
  /** The number of each row in a spreadsheet; the header is row 1. */
  readonly rowNumbers: ArrayLike<number>
  /** How the file was read as a table. */
  readonly log?: readonly LogLine[]
  /** By column, if the file has types: numbers, dates and flags are then known, and not inferred from text. */
  readonly types?: readonly Typed[]
  /** Whether the file's columns are separated by semicolons. */
  readonly semicolons?: boolean
}
