import { csvFormatValue } from 'd3-dsv'

/** A column of a list: its heading, and a function that returns the text of a row, null if missing. */
export interface CsvColumn {
  readonly name: string
  readonly at: (row: number) => string | null
  /** Whether the column holds numbers; by default only scores do. */
  readonly isNumber?: boolean
}

/**
 * Write a list as CSV, for mailing tools and spreadsheets. A text that a spreadsheet would run as a formula gets a
 * leading apostrophe (see `inert`); all other text is unchanged.
 *
 * @param rows the number of rows
 * @returns the headings and one line per row, with a newline at the end
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

/** Spreadsheets read a text that begins like this as a formula, unless it is a number such as -1.5. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/

/**
 * Return a text that no spreadsheet runs as a formula: one that begins with =, +, -, @, a tab or a carriage return gets
 * a leading apostrophe, unless it is a plain number. A text that already begins with apostrophes and such a character
 * gets one more, so that `live` restores every text exactly.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example inert('=1+1') // "'=1+1"
 */
export function inert(text: string): string {
  return FORMULA.test(text.replace(/^'+/, '')) && !NUMBER.test(text) ? `'${text}` : text
}

/**
 * Return the text as it was before `inert`.
 *
 * @example live("'=1+1") // '=1+1'
 */
export function live(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text
}
