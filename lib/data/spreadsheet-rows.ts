/**
 * Where the rows of a text file stand in a spreadsheet: one after the other below the header, which is row 1; but a
 * blank line, which holds no values and so is no row of the table, is a row there, and a line break in quotes is not.
 *
 * @param rows how many rows the table has
 * @param lines the file's lines from its header on, null where blank; none where no line is blank
 * @returns the number of each row
 * @example spreadsheetRows(2, ['id', 'a', null, 'b']) // Int32Array [2, 4]
 */
export function spreadsheetRows(rows: number, lines: readonly (string | null)[]): Int32Array {
  const numbers = Int32Array.from({ length: rows }, (_, row) => row + 2)
  let quoted = false
  let number = 0
  let row = -1
  for (const line of lines) {
    const opens = !quoted
    if (opens) number++
    if (opens && line !== null) {
      if (row >= 0 && row < rows) numbers[row] = number
      row++
    }
    const quotes = line === null ? 0 : line.split('"').length - 1
    if (quotes % 2 === 1) quoted = !quoted
  }
  return numbers
}
