import { count } from '../core/format.js'
import { DataError, type Problem } from './data-error.js'
import type { Value } from './field-readers.js'
import type { Field } from './fields.js'
import type { LogLine } from './log.js'
import { type CellProblem, readColumn } from './read-column.js'
import { findRepeats, type Repeats } from './tidy.js'

/** A file as texts, column by column, before anything was made of them. */
export interface TextTable {
  /** the file's name as the caller gave it */
  readonly file: string
  readonly names: readonly string[]
  readonly columns: readonly (readonly (string | null)[])[]
  /** where each row stands in a spreadsheet; the header is row 1 */
  readonly rowNumbers: ArrayLike<number>
}

/** A file as values, column by column, after it was checked and tidied. */
export interface ValueTable {
  readonly columns: Record<string, (Value | null)[]>
  readonly log: readonly LogLine[]
}

/**
 * Make values of a file's texts: read each column by its field, drop rows that are equal to an earlier one, and
 * collect all that is wrong, so that it is told at once.
 *
 * @param fields what the file should hold; the first one's values are unique
 * @param table the file's texts; not modified
 * @param equalRows what to do with a row that is equal to an earlier one: drop and log it, or refuse it
 * @returns the values by field name, in the fields' order, with rows in file order
 * @throws {DataError} that lists every value that is not as its field requires
 */
export function readTable(
  fields: readonly Field[],
  table: TextTable,
  equalRows: 'drop' | 'refuse' = 'drop',
): ValueTable {
  const { columns, log, problems } = readColumns(fields, table)
  const key = fields[0]
  const repeats = findRepeats(columns, key.name)
  const refused = equalRows === 'refuse' ? repeats.equal.map((repeat) => ({ ...repeat, names: [] })) : []
  for (const repeat of [...repeats.contradictions, ...refused]) problems.push(repeated(fields, repeat, columns, table))
  for (const problem of wrongOrder(columns)) problems.push(problem)
  if (problems.length > 0) throw new DataError(table.file, inOrder(problems, table.rowNumbers))
  const equal = repeats.equal.length
  if (equal === 0) return { columns, log }
  const detail = `${count(equal, 'row')} equal to an earlier row with the same ${key.column} dropped`
  const kept = Object.entries(columns).map(([name, values]) => [name, repeats.kept.map((row) => values[row])] as const)
  return {
    columns: Object.fromEntries(kept),
    log: [...log, { step: 'duplicates', column: '', rows: equal, detail }],
  }
}

function readColumns(fields: readonly Field[], table: TextTable) {
  const columns: Record<string, (Value | null)[]> = {}
  const log = [...ignored(fields, table)]
  const problems: CellProblem[] = []
  for (const field of fields) {
    const position = table.names.indexOf(field.column)
    if (position < 0) continue
    const texts = table.columns[position]
    const read = readColumn(field, texts)
    if (!field.required && read.problems[0]?.index === -1) {
      const detail = 'left out: every row is empty'
      log.push({ step: 'columns', column: field.column, rows: texts.length, detail })
      continue
    }
    columns[field.name] = read.values
    log.push(...read.log)
    for (const problem of read.problems) problems.push(problem)
  }
  return { columns, log, problems }
}

function ignored(fields: readonly Field[], table: TextTable): LogLine[] {
  const unknown = table.names.filter((name) => !fields.some((field) => field.column === name))
  return unknown.map((column) => ({
    step: 'columns',
    column,
    rows: table.rowNumbers.length,
    detail: 'left out: not a column of the contract',
  }))
}

function repeated(
  fields: readonly Field[],
  { row, first, names }: Repeats['contradictions'][number],
  columns: ValueTable['columns'],
  table: TextTable,
): CellProblem {
  const key = fields[0]
  const others = fields.filter((field) => names.includes(field.name)).map((field) => field.column)
  const difference = others.length > 0 ? `, with another ${others.join(', ')}` : ''
  const text = `one row each, but row ${table.rowNumbers[first]} has it too${difference}`
  return { index: row, column: key.column, value: String(columns[key.name][row]), expected: text }
}

/** A customer's first purchase comes no later than the latest one. */
function wrongOrder({ since, lastPurchase }: ValueTable['columns']): CellProblem[] {
  if (!since || !lastPurchase) return []
  const wrong = since.map((_, row) => row).filter((row) => since[row]! > lastPurchase[row]! && lastPurchase[row])
  return wrong.map((index) => ({
    index,
    column: 'Customer_Since',
    value: String(since[index]),
    expected: `a date no later than Time_of_Purchase, ${lastPurchase[index]}`,
  }))
}

function inOrder(problems: readonly CellProblem[], rowNumbers: ArrayLike<number>): Problem[] {
  return [...problems]
    .sort((a, b) => a.index - b.index)
    .map(({ index, ...problem }) => (index < 0 ? problem : { row: rowNumbers[index], ...problem }))
}
