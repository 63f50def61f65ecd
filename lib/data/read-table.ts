import { count } from '../core/format.js'
import { type Coded, someRows, textAt } from './coded.js'
import { DataError } from './data-error.js'
import { isMissing, isWithin, type Writing } from './field-readers.js'
import type { Field } from './fields.js'
import type { LogLine } from './log.js'
import { readOwn } from './own-columns.js'
import { quoted } from './quoted.js'
import { CUT, type Fault, readColumn, type Values } from './read-column.js'
import { strangeRows } from './strange-rows.js'
import type { TextTable } from './text-table.js'
import { findRepeats, type Repeats } from './tidy.js'
import { dateOrders, type Order } from './written-dates.js'
import { type Decimal, decimalSign, readMoney, readNumber } from './written-numbers.js'

/** A file as values by column, checked and tidied. */
export interface ValueTable {
  /** The values by field name, without columns that the file lacks or that cannot be used. */
  readonly columns: Record<string, Values>
  readonly log: readonly LogLine[]
  /** The number of rows in the file, with duplicates, without empty rows. */
  readonly rowsRead: number
}

/** What the caller knows about how a file is written; '' if nothing. */
export interface Writings {
  /** The order of day and month in all dates with the year last, whatever the file shows. */
  readonly dates?: Order | ''
  /** The decimal separator of columns that do not show it. */
  readonly decimal?: Decimal | ''
}

/**
 * Convert the texts of a file to values: determine how its columns are written, read each by its field, drop rows equal
 * to an earlier one, and collect all problems into one error.
 *
 * @param fields the contract; the values of the first field are unique
 * @param table the texts of the file; not modified
 * @param options dates, decimal: how the file is written; equalRows: whether to drop and log, or refuse, a row equal to
 *   an earlier one (default drop); own: which numbers that are not in the contract to keep, under their own names and after
 *   its columns: those that vary, or all (default none)
 * @returns the values by field name, in the order of the fields, with rows in file order
 * @throws {DataError} with one sentence per kind of problem
 * @throws {RangeError} on an invalid order of dates or decimal separator
 */
export function readTable(
  fields: readonly Field[],
  table: TextTable,
  options: Writings & { equalRows?: 'drop' | 'refuse'; own?: 'varying' | 'all' } = {},
): ValueTable {
  checkWritings(options)
  const { filled, log: blankLog } = withoutBlankRows(table)
  const strange = strangeRows(fields, filled)
  if (strange.length > 0) throw new DataError(table.file, strange)
  const { columns, own, log, problems } = readColumns(fields, filled, options)
  const repeats = findRepeats(columns, fields[0].name)
  problems.push(...repeated(fields, filled, repeats, options.equalRows), ...wrongOrder(columns, filled))
  if (problems.length > 0) throw new DataError(table.file, problems)
  const all = [...(table.log ?? []), ...blankLog, ...log]
  const rowsRead = filled.rowNumbers.length
  const equal = repeats.equal.length
  const held = [...Object.entries(columns), ...own]
  if (equal === 0) return { columns: Object.fromEntries(held), log: all, rowsRead }
  const detail = `${count(equal, 'row')} equal to an earlier row with the same ${fields[0].column} dropped`
  const kept = held.map(([name, values]) => [name, inOrder(values, repeats.kept)] as const)
  const line = { step: 'duplicates', column: '', rows: equal, detail }
  return { columns: Object.fromEntries(kept), log: [...all, line], rowsRead }
}

function checkWritings({ dates, decimal }: Writings): void {
  if (dates && dates !== 'D/M/Y' && dates !== 'M/D/Y') {
    throw new RangeError(`dates requires D/M/Y or M/D/Y, or nothing, got "${dates}"`)
  }
  if (decimal && decimal !== ',' && decimal !== '.') {
    throw new RangeError(`decimal requires ".", "," or nothing, got "${decimal}"`)
  }
}

/** Return the values of some rows, in the order given. */
export function inOrder(values: Values, rows: readonly number[]): Values {
  const ordered = values instanceof Float64Array ? new Float64Array(rows.length) : new Array(rows.length)
  for (let i = 0; i < rows.length; i++) ordered[i] = values[rows[i]]
  return ordered
}

/** Drops rows that hold only separators, which spreadsheets leave below a table. */
function withoutBlankRows(table: TextTable): { filled: TextTable; log: LogLine[] } {
  let blank = Array.from(table.rowNumbers, (_, row) => row)
  for (const { texts, codes } of table.columns.filter(({ codes }) => codes.length > 0)) {
    const isBlank = texts.map((text) => text.trim() === '')
    blank = blank.filter((row) => codes[row] < 0 || isBlank[codes[row]])
  }
  if (blank.length === table.rowNumbers.length) {
    throw new DataError(table.file, ['requires rows below the header; the file has none'])
  }
  if (blank.length === 0) return { filled: table, log: [] }
  const left = new Set(blank)
  const kept = Array.from(table.rowNumbers, (_, row) => row).filter((row) => !left.has(row))
  const columns = table.columns.map((column) => (column.codes.length ? someRows(column, kept) : column))
  const rowNumbers = kept.map((row) => table.rowNumbers[row])
  const detail = `${count(blank.length, 'empty row')} left out`
  return {
    filled: { ...table, columns, rowNumbers },
    log: [{ step: 'file', column: '', rows: blank.length, detail }],
  }
}

function readColumns(fields: readonly Field[], table: TextTable, known: Writings & { own?: 'varying' | 'all' }) {
  const present = fields.filter((field) => table.names.includes(field.column))
  const columnOf = (field: Field) => table.columns[table.names.indexOf(field.column)]
  const { writings, problems } = writing(present, columnOf, known, table)
  const columns: Record<string, Values> = {}
  const own: [string, Values][] = []
  /** Keeps numbers that are not in the contract, if the caller wants them. */
  const keepOwn = (column: string): readonly LogLine[] | undefined => {
    if (!known.own) return undefined
    const taken = [...fields.map(({ name }) => name), ...own.map(([name]) => name)]
    const { name, values, log } = readOwn(table, table.names.indexOf(column), taken, {
      decimal: known.decimal || undefined,
      constant: known.own === 'all',
    })
    if (values) own.push([name!, values])
    return values || !fields.some((field) => field.column === column) ? log : undefined
  }
  const log = [...notOurs(fields, table).flatMap((line) => keepOwn(line.column) ?? [line]), ...absent(fields, present)]
  for (const field of present) {
    const way = writings.get(field)
    // A column that can be read in two ways is already a problem: its values are not checked.
    if (way === undefined) continue
    const read = readColumn(field, columnOf(field), way)
    if (read.values) columns[field.name] = read.values
    // Numbers are not levels, but an income in numbers is just as useful.
    const numbers = !read.values && field.kind === 'ordered' ? keepOwn(field.column) : undefined
    log.push(...(numbers ?? read.log))
    problems.push(...told(field, read.faults, table))
  }
  return { columns, own, log, problems }
}

/** How each column is written; columns that can be read in two ways are left out, and are problems. */
function writing(
  fields: readonly Field[],
  columnOf: (field: Field) => Coded,
  { dates, decimal }: Writings,
  { semicolons, types, names }: TextTable,
): { writings: Map<Field, Writing>; problems: string[] } {
  const texts = (field: Field) => columnOf(field).texts.filter((text) => !isMissing(text))
  const writings = new Map<Field, Writing>(fields.map((field) => [field, {}]))
  const days = fields.filter(({ kind }) => kind === 'date')
  const order = dateOrders(
    days.map((field) => ({ column: field.column, texts: texts(field) })),
    dates || undefined,
  )
  const problems = order.problems.flat()
  days.forEach((field, place) => {
    if (order.problems[place].length > 0) writings.delete(field)
    else writings.set(field, { orders: order.orders[place] })
  })
  for (const field of fields.filter(({ kind }) => ['money', 'number', 'integer'].includes(kind))) {
    const read = field.kind === 'money' ? readMoney : readNumber
    const allows = (value: number) => isWithin(field, value)
    if (types?.[names.indexOf(field.column)] === 'number') {
      writings.set(field, { decimal: '.' })
      continue
    }
    const column = { column: field.column, texts: texts(field), read, allows }
    const sign = decimalSign(column, decimal || undefined, semicolons)
    const problem = sign.problem ?? (field.kind === 'money' ? mixedCurrencies(column) : undefined)
    if (problem === undefined) writings.set(field, { decimal: sign.decimal })
    else {
      writings.delete(field)
      problems.push(problem)
    }
  }
  return { writings, problems }
}

function mixedCurrencies({ column, texts }: { column: string; texts: readonly string[] }): string | undefined {
  const found = new Map<string, string>()
  for (const text of texts) {
    const { currency } = readMoney(text.trim()) ?? readMoney(text.trim(), ',') ?? {}
    if (currency && !found.has(currency)) found.set(currency, text)
  }
  if (found.size < 2) return undefined
  const [one, other] = found.values()
  return `${column} requires amounts in one currency, got ${quoted(one)} and ${quoted(other)}: convert them to one`
}

/** One sentence per kind of fault in a column: how many there are, and the first of them. */
function told(field: Field, faults: readonly Fault[], table: TextTable): string[] {
  const kinds = new Map<string, Fault[]>()
  for (const fault of faults) {
    const kind = `${fault.rule}: ${fault.advice}`
    const alike = kinds.get(kind)
    if (alike) alike.push(fault)
    else kinds.set(kind, [fault])
  }
  return [...kinds.values()].map((alike) => {
    const { index, value, rule, advice } = alike[0]
    const of =
      alike.length > 1 ? ` (${alike.length.toLocaleString('en-US')} of ${count(table.rowNumbers.length, 'row')})` : ''
    return `${field.column} requires ${rule}, got ${quoted(value)} in row ${table.rowNumbers[index]}${of}: ${advice}`
  })
}

const isBlank = ({ texts }: Coded): boolean => !texts.some((text) => text.trim())

function notOurs(fields: readonly Field[], table: TextTable): LogLine[] {
  const others = table.names.filter(
    (name, place) => !fields.some((field) => field.column === name) && (name !== '' || !isBlank(table.columns[place])),
  )
  return others.map((column) => ({
    step: 'columns',
    column,
    rows: table.rowNumbers.length,
    detail: 'left out: not in the data dictionary',
  }))
}

function absent(fields: readonly Field[], present: readonly Field[]): LogLine[] {
  const columns = fields.filter((field) => !present.includes(field) && !field.further).map(({ column }) => column)
  return columns.length
    ? [{ step: 'columns', column: '', rows: 0, detail: `not in the file: ${columns.join(', ')}` }]
    : []
}

function repeated(
  fields: readonly Field[],
  table: TextTable,
  { contradictions, equal }: Repeats,
  equalRows: 'drop' | 'refuse' = 'drop',
): string[] {
  const all = [...contradictions, ...(equalRows === 'refuse' ? equal.map((repeat) => ({ ...repeat, names: [] })) : [])]
  if (all.length === 0) return []
  const key = fields[0]
  const { row, first, names } = all[0]
  const text = textAt(table.columns[table.names.indexOf(key.column)], row)
  const others = fields.filter((field) => names.includes(field.name)).map((field) => field.column)
  const some = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more columns`] : others
  const difference = some.length > 0 ? `, with a different ${some.join(', ')}` : ''
  const rows = all.length > 1 ? ` (${count(all.length, 'row')} in all)` : ''
  const advice = CUT.test(text ?? '')
    ? 'a spreadsheet has shortened these numbers: export the ids again, as text'
    : key.name === 'id'
      ? 'keep one row per customer; orders must be added up first'
      : `keep one row for each ${key.column}`
  return [
    `${key.column} requires one row each, got ${quoted(text)} in row ${table.rowNumbers[first]} and in row ${table.rowNumbers[row]}${difference}${rows}: ${advice}`,
  ]
}

/** The problem of customers whose first purchase is later than their latest one. */
function wrongOrder({ since, lastPurchase }: ValueTable['columns'], { rowNumbers }: TextTable): string[] {
  if (!since || !lastPurchase) return []
  const wrong: number[] = []
  for (let row = 0; row < since.length; row++) {
    if (since[row]! > lastPurchase[row]! && lastPurchase[row]) wrong.push(row)
  }
  if (wrong.length === 0) return []
  const [row] = wrong
  const rows = wrong.length > 1 ? ` (${wrong.length.toLocaleString('en-US')} of ${count(since.length, 'row')})` : ''
  return [
    `Customer_Since requires a date no later than Time_of_Purchase, got ${quoted(String(since[row]))} and ${lastPurchase[row]} in row ${rowNumbers[row]}${rows}: correct these dates, or leave out the column`,
  ]
}
