import { count } from '../core/format.js'

/** Where a file breaks its contract, and what was expected there. What does not apply is left out. */
export interface Problem {
  /** the row as a spreadsheet numbers it: the header is row 1 */
  readonly row?: number
  /** the physical line of a text file, where its rows cannot be told apart */
  readonly line?: number
  readonly column?: string
  /** the value as it stands in the file; null where there is none */
  readonly value?: string | null
  readonly expected: string
}

const SHOWN = 20
const WIDEST = 40

/**
 * A file that breaks its contract, with every problem found in it. The message starts with the file's name and lists
 * the first 20 problems in an aligned table, so that all of them can be mended at once.
 *
 * @example new DataError('a.csv', [{ row: 3, column: 'Age', value: 'x', expected: 'a number' }]).problems.length // 1
 */
export class DataError extends Error {
  declare readonly name: 'DataError'
  declare readonly file: string
  declare readonly problems: readonly Problem[]

  /**
   * @param file the file's name as the caller gave it
   * @param problems every problem found, in the order to show them; at least one
   */
  constructor(file: string, problems: readonly Problem[]) {
    super(message(file, problems))
    // Not enumerable: where an error is printed, the message has already said it.
    Object.defineProperties(this, {
      name: { value: 'DataError' },
      file: { value: file },
      problems: { value: problems },
    })
  }
}

function message(file: string, problems: readonly Problem[]): string {
  const plain = problems.every((problem) => problem.row === undefined && problem.line === undefined)
  if (plain && problems.length === 1) return `${file}: ${sentence(problems[0])}`
  const shown = problems.slice(0, SHOWN)
  const title = `${file}: ${count(problems.length, 'problem')}${byColumn(problems)}`
  const rest = problems.length - shown.length
  const more = rest > 0 ? [`... and ${rest.toLocaleString('en-US')} more`] : []
  return [title, ...table(shown), ...more].join('\n')
}

function sentence({ column, value, expected }: Problem): string {
  const at = column === undefined ? '' : `column ${column}: `
  return `${at}${expected}${value === undefined ? '' : `, got ${show(value)}`}`
}

/** Which columns the problems are in, where the table cannot show them all. */
function byColumn(problems: readonly Problem[]): string {
  if (problems.length <= SHOWN) return ''
  const counts = new Map<string, number>()
  for (const { column } of problems) if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
  if (counts.size === 0) return ''
  return ` (${[...counts].map(([column, rows]) => `${rows.toLocaleString('en-US')} in ${column}`).join(', ')})`
}

function table(problems: readonly Problem[]): string[] {
  const lines = problems.some((problem) => problem.line !== undefined)
  const cells = problems.map(({ row, line, column, value, expected }) => [
    String(row ?? line ?? ''),
    column ?? '',
    value === undefined ? '' : show(value),
    expected,
  ])
  const rows = [[lines ? 'line' : 'row', 'column', 'value', 'expected'], ...cells]
  const used = [0, 1, 2, 3].filter((j) => cells.some((row) => row[j] !== ''))
  const widths = used.map((j) => Math.max(...rows.map((row) => row[j].length)))
  return rows.map((row) =>
    used
      .map((j, position) => (j === 0 ? row[j].padStart(widths[position]) : row[j].padEnd(widths[position])))
      .join('  ')
      .trimEnd(),
  )
}

function show(value: string | null): string {
  if (value === null) return '(empty)'
  return JSON.stringify(value.length > WIDEST ? `${value.slice(0, WIDEST)}...` : value)
}
