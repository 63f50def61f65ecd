import { count } from '../core/format.js'
import { type Coded, textAt } from './coded.js'
import { foldSpelling, isMissing, readValue } from './field-readers.js'
import type { Field } from './fields.js'
import { quoted } from './quoted.js'
import type { TextTable } from './text-table.js'

/** If more rows than this lack most values, they are customers with little data: their columns are reported instead. */
const FEW = 10
const TOTAL = /^((grand|sub)[ -]?)?totals?:?$|^(sum|summe|gesamt|insgesamt|average|mean):?$/i

/**
 * Find rows that are not customers: a second line of column names or units, totals, and remarks below the table.
 *
 * @param fields the contract
 * @param table it has the column of the first field; not modified
 * @returns one sentence on the first kind found, or none
 */
export function strangeRows(fields: readonly Field[], table: TextTable): string[] {
  const columns = fields.flatMap((field) => {
    const place = table.names.indexOf(field.column)
    return place < 0 ? [] : [{ field, column: table.columns[place] }]
  })
  const again = headers(columns, table)
  return again.length > 0 ? again : incomplete(columns, table)
}

type Columns = readonly { readonly field: Field; readonly column: Coded }[]

function headers(columns: Columns, { rowNumbers }: TextTable): string[] {
  const [{ field, column }] = columns
  const name = foldSpelling(field.column)
  // The name of the first column has no digits, but most ids have some: this avoids folding a million ids.
  const again = column.texts.findIndex((text) => !/\d/.test(text) && foldSpelling(text) === name)
  const row = again >= 0 ? column.codes.indexOf(again) : isSecondHeader(columns) ? 0 : -1
  if (row < 0) return []
  const shown = quoted(textAt(column, row))
  return [`requires one line of column names, got another in row ${rowNumbers[row]}, ${shown}: delete it`]
}

/** Whether no value of the first row is what its column requires, although some values of the next row are. */
function isSecondHeader(columns: Columns): boolean {
  const typed = columns.filter(({ field: { kind }, column }) => kind !== 'text' && !isMissing(textAt(column, 0)))
  const readable = (row: number) => typed.some(({ field, column }) => reads(field, textAt(column, row)))
  return typed.length > 2 && !readable(0) && readable(1)
}

function reads(field: Field, text: string | null): boolean {
  if (text === null) return false
  const dayFirst = { '/': 'D/M/Y', '.': 'D/M/Y', '-': 'D/M/Y' } as const
  return [{}, { decimal: ',', orders: dayFirst } as const].some((writing) => readValue(field, text, writing))
}

function incomplete(columns: Columns, { rowNumbers }: TextTable): string[] {
  const ids = columns[0].column
  const needed = columns
    .filter(({ field }) => !field.mayMiss && field.kind !== 'text')
    .map(({ column: { texts, codes } }) => ({ codes, lacks: texts.map(isMissing) }))
    .filter(({ lacks }) => lacks.includes(false))
  const lacking = (row: number) => {
    let count = 0
    for (const { codes, lacks } of needed) if (codes[row] < 0 || lacks[codes[row]]) count++
    return count
  }
  const totals = ids.texts.map((text) => TOTAL.test(text.trim()))
  const found: { id: string | null; row: number }[] = []
  for (let row = 0; row < ids.codes.length && found.length <= FEW; row++) {
    const some = needed.length > 2 && 2 * lacking(row) >= needed.length
    if (some || totals[ids.codes[row]]) found.push({ id: textAt(ids, row), row })
  }
  if (found.length === 0 || found.length > FEW) return []
  const [{ id, row }] = found
  const others = found.length > 1 ? ` and ${count(found.length - 1, 'other row')}` : ''
  return [
    `requires a customer in each row, got ${quoted(id)} in row ${rowNumbers[row]}${others}, without ${lacking(row)} of the ${needed.length} values that a customer needs: delete rows that are totals or remarks`,
  ]
}
