/**
 * A matrix of numbers, row-major: the value at (i, j) is `data[i * cols + j]`. It is a single array, which the inner
 * loops of clustering need; ml-matrix has one array per row.
 */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float64Array
}

/**
 * Create a matrix from rows of numbers.
 *
 * @param rows n rows of equal length d; not modified
 * @returns n by d
 * @throws {RangeError} on rows of different lengths
 * @example matrix([[1, 2], [3, 4]]).data // 1, 2, 3, 4
 */
export function matrix(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows.length ? rows[0].length : 0
  const data = new Float64Array(rows.length * cols)
  rows.forEach((row, i) => {
    if (row.length !== cols)
      throw new RangeError(`matrix requires rows of ${cols} values, got ${row.length} in row ${i}`)
    data.set(row, i * cols)
  })
  return { rows: rows.length, cols, data }
}

/** Return the columns of a matrix as separate arrays: `cols` arrays of length `rows`. */
export function columnsOf({ rows, cols, data }: Matrix): Float64Array[] {
  return Array.from({ length: cols }, (_, j) => {
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++) values[i] = data[i * cols + j]
    return values
  })
}

/** Create a matrix from columns: at least one, all of the same length. */
export function fromColumns(columns: readonly Float64Array[]): Matrix {
  const [rows, cols] = [columns[0].length, columns.length]
  const data = new Float64Array(rows * cols)
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) data[i * cols + j] = column[i]
  })
  return { rows, cols, data }
}
