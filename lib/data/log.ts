import { sum } from 'd3-array'

/** One line of the cleaning log: what a step did to a column, and in how many rows. */
export interface LogLine {
  /**
   * The step: "file" (encoding, separator, names, empty rows), "columns" (absent or left out), "writing" (values in
   * other words or forms), "spelling", "impossible values", "duplicates", "missing values" or "imputation"; for a query
   * "query" (how it was run) and "note" (its own remark on its rows).
   */
  readonly step: string
  /** The column's name in the file; "" for whole rows or the whole file. */
  readonly column: string
  /** The number of rows affected; 0 for the file as a whole. */
  readonly rows: number
  /** What was done, in words. */
  readonly detail: string
}

/** Steps that read the file as written and repair nothing. */
const READING = ['file', 'columns', 'writing', 'query', 'note']

/**
 * Count the repaired values and rows: spellings unified, duplicates dropped, impossible values removed.
 *
 * @param log as returned by `readCustomers`; not modified
 */
export function repairs(log: readonly LogLine[]): number {
  return sum(log, ({ step, rows }) => (READING.includes(step) ? 0 : rows))
}
