/**
 * One line of the cleaning log: what a step did to a column, and to how many rows.
 * A step that touched nothing writes no line.
 */
export interface LogLine {
  /** the step: "columns", "spelling", "impossible values", "duplicates", "missing values" or "imputation" */
  readonly step: string
  /** the column's name in the file, or "" for whole rows */
  readonly column: string
  /** how many rows were touched */
  readonly rows: number
  /** what was done, in words */
  readonly detail: string
}
