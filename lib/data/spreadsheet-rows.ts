/**
 * Return the row numbers that a spreadsheet shows for the rows of a text file. The header is row 1. A blank line is a
 * row in a spreadsheet, but not of the table; a line break within quotes starts no row.
 *
 * @param rows the number of rows in the table
 * @param lines the file's lines from the header on, null where blank; empty if no line is blank
 * @returns the number of each row, length `rows`
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
