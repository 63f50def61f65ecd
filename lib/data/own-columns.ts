import { type Coded, textAt } from './coded.js'
import type { Value } from './field-readers.js'
import { isMissing } from './field-readers.js'
import type { LogLine } from './log.js'
import type { TextTable, Typed } from './text-table.js'
import { type Decimal, decimalSign, readMoney, readNumber } from './written-numbers.js'

/** A column that is not in the contract: its name in the frame, its numbers, and a log of what was done with it. */
export interface OwnColumn {
  readonly name?: string
  readonly values?: Float64Array
  readonly log: readonly LogLine[]
}

/** Names of derived columns, which a column of the caller's must not take. */
const DERIVED =
  'value engagement recency tenure discountDependence segment activity recencyScore frequencyScore monetaryScore'

/** A note is a sentence that a query repeats in all its rows. */
const NOTE = /^note([ _]?\w+)?$/i

/**
 * Read a column that is not in the contract. Numbers, and true or false as 1 or 0, are kept, so that customers can be
 * grouped by them; text is left out, because nothing says what it means.
 *
 * @param table the file; not modified
 * @param place the column's index in it, from 0
 * @param taken names that the frame already has, or may get
 * @param options decimal: the decimal separator, if the column does not show it; constant: whether to keep a column that
 *   is the same for all customers, which groups nobody (default false)
 * @returns n numbers, NaN where missing; no numbers if the column cannot be used, and the log says why
 */
export function readOwn(
  table: TextTable,
  place: number,
  taken: readonly string[],
  { decimal, constant = false }: { decimal?: Decimal; constant?: boolean } = {},
): OwnColumn {
  const column = table.names[place]
  const own = table.columns[place]
  const line = (detail: string, step = 'columns', rows = own.codes.length) => ({ step, column, rows, detail })
  const isNote = table.types !== undefined && NOTE.test(column)
  if (isNote && own.texts.length === 0) return { log: [] }
  const note = isNote ? onlyText(own) : undefined
  if (note !== undefined) return { log: [{ step: 'note', column: '', rows: 0, detail: note }] }
  if (column === '' || column in {}) return { log: [line('left out: not a valid column name')] }
  const present = own.texts.filter((text) => !isMissing(text))
  const read = numbersOf(column, present, table.types?.[place], decimal)
  if (!read) return { log: [line('left out: not in the data dictionary')] }
  if (typeof read === 'string') return { log: [line(`left out: ${read}`)] }
  if (!constant && new Set(read.values()).size < 2) return { log: [line('left out: the same for all customers')] }
  const clash = taken.includes(column) || DERIVED.split(' ').includes(column) || /Missing$/.test(column)
  const name = clash ? `${column}_own` : column
  if (taken.includes(name)) return { log: [line('left out: another column has its name')] }
  const numbers = own.texts.map((text) => read.get(text) ?? NaN)
  const values = Float64Array.from(own.codes, (code) => (code < 0 ? NaN : numbers[code]))
  return { name, values, log: [line(`kept as ${name}: your own number; add it to the features to group by it`)] }
}

/** The number of each text; a sentence if texts can be read in two ways; undefined if some text is not a number. */
function numbersOf(
  column: string,
  texts: readonly string[],
  typed: Typed | undefined,
  given: Decimal | undefined,
): Map<string, number> | string | undefined {
  if (texts.length === 0) return undefined
  if (typed === 'flag') return new Map(texts.map((text) => [text, Number(text === 'true')]))
  if (typed === 'date') return undefined
  const read = (text: string, sign: Decimal) => readNumber(text, sign) ?? readMoney(text, sign)
  if (!texts.every((text) => read(text.trim(), '.') ?? read(text.trim(), ','))) return undefined
  const sign =
    typed === 'number' ? { decimal: '.' as const } : decimalSign({ column, texts, read, allows: () => true }, given)
  if ('problem' in sign && sign.problem) return sign.problem.replace(`${column} `, '')
  const numbers = texts.map((text): [string, Value | undefined] => [text, read(text.trim(), sign.decimal)?.value])
  return numbers.every(([, value]) => Number.isFinite(value)) ? new Map(numbers as [string, number][]) : undefined
}

function onlyText(column: Coded): string | undefined {
  const first = textAt(column, 0)?.trim()
  return first && column.counts[0] === column.codes.length ? first.replace(/\s+/g, ' ') : undefined
}
