/** Numbers in rows and columns, row-major: the value at (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float64Array
}

/**
 * A matrix from rows of numbers.
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
