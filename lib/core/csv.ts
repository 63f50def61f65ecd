import { csvFormatValue } from 'd3-dsv'

/** A column of a list: its heading, and how the value of a row is written. */
export interface CsvColumn {
  readonly name: string
  readonly at: (row: number) => string | null
}

/**
 * A list as CSV, for mailing tools and spreadsheets. A text that a spreadsheet would run as a formula gets a leading
 * apostrophe, see inert; everything else stays as it is.
 *
 * @param rows how many
 * @returns with a line of headings, and a newline at the end
 * @example csvOf([{ name: 'id', at: () => '=1+1' }], 1) // "id\n'=1+1\n"
 */
export function csvOf(columns: readonly CsvColumn[], rows: number): string {
  const lines = [columns.map(({ name }) => csvFormatValue(name)).join(',')]
  for (let row = 0; row < rows; row++) {
    let line = ''
    for (let j = 0; j < columns.length; j++) {
      const text = columns[j].at(row) ?? ''
      line += j ? `,${written(text)}` : written(text)
    }
    lines.push(line)
  }
  return `${lines.join('\n')}\n`
}

function written(text: string): string {
  return /[",\n\r=+\-@\t]/.test(text) ? csvFormatValue(inert(text)) : text
}

/** How the text of a formula begins, for a spreadsheet. A number such as -1.5 is none. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/

/**
 * A text that no spreadsheet runs: one that begins with =, +, -, @, a tab or a carriage return gets an apostrophe in
 * front, unless it is a plain number. `live` takes it off again; no other text is changed by either, but for one that begins
 * with an apostrophe and such a sign, which gets a second one, so that the way back is exact.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example inert('=1+1') // "'=1+1"
 */
export function inert(text: string): string {
  return FORMULA.test(text.replace(/^'+/, '')) && !NUMBER.test(text) ? `'${text}` : text
}

/**
 * The text as it was before `inert`.
 *
 * @example live("'=1+1") // '=1+1'
 */
export function live(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text
}
