/** One line of the cleaning log: what a step did to a column, and to how many rows. */
export interface LogLine {
  /**
   * the step: "file" (encoding, separator, names, empty rows), "columns" (absent or left out), "writing" (values in
   * other words or forms), "spelling", "impossible values", "duplicates", "missing values" or "imputation"
   */
  readonly step: string
  /** the column's name in the file, or "" for whole rows, or the whole file */
  readonly column: string
  /** how many rows were touched; 0 where it is about the file as a whole */
  readonly rows: number
  /** what was done, in words */
  readonly detail: string
}
