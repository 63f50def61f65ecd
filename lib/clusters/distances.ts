import type { Matrix } from '../core/matrix.js'

/**
 * Compute the squared Euclidean distances from the first rows of a matrix to one row. This is the inner loop of all
 * clustering here: it handles four rows at once, since a processor adds to four sums in the time it needs for one.
 *
 * @param x n rows by d columns; not modified
 * @param to any number of rows by d columns; not modified
 * @param row the row of `to`
 * @param out receives the distances; length `count` or more
 * @param count how many rows of x, n by default
 * @example
 * const out = new Float64Array(2)
 * squaredDistances(matrix([[0, 0], [3, 0]]), matrix([[3, 4]]), 0, out)
 * out // 25, 16
 */
export function squaredDistances(x: Matrix, to: Matrix, row: number, out: Float64Array, count: number = x.rows): void {
  const { cols, data } = x
  const point = to.data
  const at = row * cols
  let i = 0
  for (; i + 3 < count; i += 4) {
    const a = i * cols
    const b = a + cols
    const c = b + cols
    const d = c + cols
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let j = 0; j < cols; j++) {
      const value = point[at + j]
      const ofA = data[a + j] - value
      const ofB = data[b + j] - value
      const ofC = data[c + j] - value
      const ofD = data[d + j] - value
      sumA += ofA * ofA
      sumB += ofB * ofB
      sumC += ofC * ofC
      sumD += ofD * ofD
    }
    out[i] = sumA
    out[i + 1] = sumB
    out[i + 2] = sumC
    out[i + 3] = sumD
  }
  for (; i < count; i++) {
    let sum = 0
    for (let j = 0; j < cols; j++) {
      const difference = data[i * cols + j] - point[at + j]
      sum += difference * difference
    }
    out[i] = sum
  }
}
