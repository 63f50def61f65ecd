import { sum } from 'd3-array'

/** One line of the cleaning log: what a step did to a column, and to how many rows. */
export interface LogLine {
  /**
   * the step: "file" (encoding, separator, names, empty rows), "columns" (absent or left out), "writing" (values in
   * other words or forms), "spelling", "impossible values", "duplicates", "missing values" or "imputation"; of a query "query" (how it
   * was run) and "note" (what it says of its rows itself)
   */
  readonly step: string
  /** the column's name in the file, or "" for whole rows, or the whole file */
  readonly column: string
  /** how many rows were touched; 0 where it is about the file as a whole */
  readonly rows: number
  /** what was done, in words */
  readonly detail: string
}

/** Steps in which nothing is repaired: the file is read as it is written. */
const READING = ['file', 'columns', 'writing', 'query', 'note']

/**
 * How many values and rows were repaired: spellings unified, duplicates dropped, impossible values taken out.
 *
 * @param log as readCustomers returns it; not modified
 */
export function repairs(log: readonly LogLine[]): number {
  return sum(log, ({ step, rows }) => (READING.includes(step) ? 0 : rows))
}
