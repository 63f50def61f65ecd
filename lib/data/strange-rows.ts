import { count } from '../core/format.js'
import { foldSpelling, isMissing, readValue } from './field-readers.js'
import type { Field } from './fields.js'
import { quoted } from './quoted.js'
import type { TextTable } from './text-table.js'

/** More rows than these that lack most values are customers of whom little is known: then columns are told, not rows. */
const FEW = 10
const TOTAL = /^((grand|sub)[ -]?)?totals?:?$|^(sum|summe|gesamt|insgesamt|average|mean):?$/i

/**
 * Rows that are no customers: names of columns once more, or units below them; totals, and remarks below the table.
 *
 * @param table its first field's column is there; not modified
 * @returns a sentence on the first kind that was found
 */
export function strangeRows(fields: readonly Field[], table: TextTable): string[] {
  const columns = fields.flatMap((field) => {
    const place = table.names.indexOf(field.column)
    return place < 0 ? [] : [{ field, texts: table.columns[place] }]
  })
  const again = headers(columns, table)
  return again.length > 0 ? again : incomplete(columns, table)
}

type Columns = readonly { readonly field: Field; readonly texts: readonly (string | null)[] }[]

function headers(columns: Columns, { rowNumbers }: TextTable): string[] {
  const [{ field, texts }] = columns
  const again = texts.findIndex((text) => text !== null && foldSpelling(text) === foldSpelling(field.column))
  const row = again >= 0 ? again : isSecondHeader(columns) ? 0 : -1
  if (row < 0) return []
  return [`requires one line of column names, got another in row ${rowNumbers[row]}, ${quoted(texts[row])}: delete it`]
}

/** Is no value of the first row what its column requires, although the next row has some? */
function isSecondHeader(columns: Columns): boolean {
  const typed = columns.filter(({ field: { kind }, texts: [first] }) => kind !== 'text' && !isMissing(first))
  const readable = (row: number) => typed.some(({ field, texts }) => reads(field, texts[row]))
  return typed.length > 2 && !readable(0) && readable(1)
}

function reads(field: Field, text: string | null | undefined): boolean {
  if (text === null || text === undefined) return false
  const dayFirst = { '/': 'D/M/Y', '.': 'D/M/Y', '-': 'D/M/Y' } as const
  return [{}, { decimal: ',', orders: dayFirst } as const].some((writing) => readValue(field, text, writing))
}

function incomplete(columns: Columns, { rowNumbers }: TextTable): string[] {
  const ids = columns[0].texts
  const needed = columns.filter(
    ({ field, texts }) => !field.mayMiss && field.kind !== 'text' && texts.some((text) => !isMissing(text)),
  )
  // A text is looked at once, however many rows hold it.
  const known = new Map<string | null, boolean>()
  const lacks = (text: string | null) => {
    const missing = known.get(text) ?? isMissing(text)
    known.set(text, missing)
    return missing
  }
  const lacking = (row: number) => {
    let count = 0
    for (const { texts } of needed) if (lacks(texts[row])) count++
    return count
  }
  const found: { id: string | null; row: number }[] = []
  for (const [row, id] of ids.entries()) {
    const total = TOTAL.test(id?.trim() ?? '')
    if (total || (needed.length > 2 && 2 * lacking(row) >= needed.length)) found.push({ id, row })
  }
  if (found.length === 0 || found.length > FEW) return []
  const [{ id, row }] = found
  const others = found.length > 1 ? ` and ${count(found.length - 1, 'other row')}` : ''
  return [
    `requires a customer in each row, got ${quoted(id)} in row ${rowNumbers[row]}${others}, without ${lacking(row)} of the ${needed.length} values that a customer needs: delete rows that are totals or remarks`,
  ]
}
