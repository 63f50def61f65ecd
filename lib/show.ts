import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import { DataFrame } from 'danfojs-node'
import jupyter from 'tslab/dist/jupyter.js'
import { type CsvColumn, csvOf } from './core/csv.js'
import { count, plain as plainNumber } from './core/format.js'
import { currency } from './core/settings.js'
import { tooFew, withheldWords } from './core/withheld.js'
import { isMissing, values } from './data/columns.js'
import { type Row, rows as rowsOf } from './data/rows.js'
import { unknownColumn } from './data/unknown-column.js'
import { writeParquet } from './data/write-parquet.js'
import { formatOf, label } from './features/labels.js'
import type { Figure } from './figures/figure.js'

/** One value of a table. Text is unchanged, numbers are formatted by their size, and missing values are empty cells. */
export type Cell = string | number | boolean | null | undefined

/** The number of rows of a frame that a table shows by default. */
const MOST = 50

/** The text of a withheld count. */
const FEW = '…'

/** A plain Plotly figure: traces and a layout, as in Plotly's documentation. */
export interface Plot {
  readonly data: readonly object[]
  readonly layout?: object
  /** The text for readers who cannot see the figure, by default its title. */
  readonly alt?: string
  /** The text below the figure, in markdown; none by default. */
  readonly caption?: string
}

/** Options of `table`. */
export interface TableOptions {
  /** The text above the table. */
  readonly caption?: string
  /** The format of each column's values. Missing values are empty cells in any case. */
  // biome-ignore lint/suspicious/noExplicitAny: numbers for some columns and text for others; with any, { share: percent } compiles.
  readonly formats?: Readonly<Record<string, (value: any) => string>>
  /** The heading of each column. */
  readonly names?: Readonly<Record<string, string>>
  /** The number of rows shown, by default 50 of a frame and all otherwise; the caption says how many more there are. */
  readonly most?: number
  /** The column that counts the customers a row describes, by default `customers`: rows of too few are withheld. */
  readonly size?: string
  /** Columns in which each cell is itself a count of customers: cells of too few are withheld. */
  readonly counts?: readonly string[]
}

/**
 * Show a figure: Plotly's JSON for viewers that can draw it, the alt text for all others, and the caption below. The
 * rerun of the notebooks adds a still image.
 *
 * @param figure a figure of this library; a plain Plotly figure, which may hold typed arrays; or a frame, which is shown
 *   as a table
 * @example show({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: { title: { text: 'Two bars' } } })
 */
export function show(figure: Figure | Plot | DataFrame): void {
  if (isFrame(figure)) {
    table(figure)
    return
  }
  emit({
    'application/vnd.plotly.v1+json': plain(figure),
    'text/plain': figure.alt ?? titleOf(figure.layout ?? {}),
  })
  if (figure.caption) emit({ 'text/markdown': `*${figure.caption}*`, 'text/plain': figure.caption })
}

/**
 * Show a frame, or rows, as a table, in HTML and in aligned text. The columns of a frame are formatted by their fields:
 * labels as headings, money in the currency of the run, flags as yes and no.
 *
 * @param rows a frame, or one object per row with the keys of the first as columns; not modified
 * @param options the caption, or an object of options
 * @throws {RangeError} on formats, names or counts of a column that the table lacks
 * @example table(profile, { caption: 'The segments', formats: { share: percent } })
 */
export function table(
  rows: DataFrame | readonly Readonly<Record<string, Cell>>[],
  options: string | TableOptions = {},
): void {
  const told: TableOptions = typeof options === 'string' ? { caption: options } : options
  const { caption = '', formats = {}, names = {}, most, size = 'customers', counts = [] } = told
  const frame = isFrame(rows) ? rows : undefined
  const given = frame ? rowsOf(frame) : (rows as readonly Readonly<Record<string, Cell>>[])
  const columns = frame ? frame.columns : Object.keys(given[0] ?? {})
  for (const column of [...Object.keys(formats), ...Object.keys(names), ...counts]) {
    if ((frame || given.length) && !columns.includes(column)) throw unknownColumn(column, columns)
  }
  const all = given.filter((row) => !tooFew(Number(row[size])))
  const shown = all.slice(0, most ?? (frame ? MOST : all.length))
  const known = Object.fromEntries(
    frame
      ? columns.map((column) => [
          column,
          formatOf(
            column,
            given.map((row) => row[column]),
          ),
        ])
      : [],
  )
  const written = (column: string, value: Cell) => {
    if (isMissing(value)) return ''
    if (counts.includes(column) && tooFew(Number(value))) return FEW
    return formats[column] ? formats[column](value) : cellText(value, known[column])
  }
  const texts = shown.map((row) => columns.map((column) => written(column, row[column])))
  const headings = columns.map((column) => names[column] ?? (frame ? label(column) : column))
  const right = columns.map((_, j) => texts.every((row) => isNumeric(row[j])))
  const left = all.length - shown.length
  const headed = left
    ? caption
      ? `${caption} (and ${count(left, 'more row')})`
      : `The first ${count(shown.length)} of ${count(all.length, 'row')}`
    : caption
  const cells = texts.flat().filter((text) => text === FEW).length
  const few = [withheldWords(given.length - all.length, 'row'), withheldWords(cells, 'cell')].filter(Boolean).join(' ')
  const title = headed && few ? `${headed}. ${few}` : headed || few
  emit({
    'text/html': htmlTable(headings, texts, right, title),
    'text/plain': textTable(headings, texts, right, title),
  })
}

function isFrame(value: object): value is DataFrame {
  return value instanceof DataFrame
}

/** Show text: each argument is a paragraph of markdown. Empty paragraphs are left out; if all are, nothing is shown. */
export function say(...paragraphs: string[]): void {
  const text = paragraphs.filter((paragraph) => paragraph).join('\n\n')
  if (text) emit({ 'text/markdown': text, 'text/plain': text })
}

/**
 * Save an export. The file is written under a temporary name and then renamed, so that a reader never sees half a file.
 *
 * @param folder created if absent
 * @param name the file's name, with its extension
 * @param content text, or a frame, which is written as CSV: missing values are empty, all others are unchanged
 * @returns the file's name
 * @throws {RangeError} on a frame with a name that does not end in .csv
 * @throws {Error} if the file cannot be written; an earlier file of this name is unchanged
 */
export function save(folder: string, name: string, content: string | DataFrame): string {
  if (typeof content !== 'string' && !/\.csv$/i.test(name)) {
    throw new RangeError(`save writes a frame as CSV, got ${name}: name it .csv, or use saveList for Parquet`)
  }
  const text = typeof content === 'string' ? content : `${csvFormat(rowsOf(content).map(cells), content.columns)}\n`
  replaced(folder, name, (part) => writeFileSync(part, text))
  return name
}

/**
 * Save a list as CSV and as Parquet, each written under a temporary name and then renamed. In the CSV file, text that a
 * spreadsheet would run as a formula gets an apostrophe (see `csvOf`); the Parquet file holds all text unchanged, and
 * columns of numbers as numbers.
 *
 * @param folder created if absent
 * @param name the name of both files, without an extension
 * @param list a frame; or columns, as returned by `segmentsList`, with the number of rows
 * @returns the names of both files
 * @throws {Error} if a file cannot be written; an earlier file of this name is unchanged
 */
export async function saveList(
  folder: string,
  name: string,
  ...list: [frame: DataFrame] | [columns: readonly CsvColumn[], rows: number]
): Promise<string[]> {
  const [columns, rows] = list.length === 2 ? list : [columnsOf(list[0]), list[0].shape[0]]
  save(folder, `${name}.csv`, csvOf(columns, rows))
  await replacedLater(folder, `${name}.parquet`, (part) => writeParquet(part, columns, rows))
  return [`${name}.csv`, `${name}.parquet`]
}

/** The columns of a frame, to be written as they are. */
function columnsOf(frame: DataFrame): CsvColumn[] {
  return frame.columns.map((name) => {
    const column = values(frame, name)
    const isNumber = Array.prototype.every.call(column, (value) => typeof value === 'number' || isMissing(value))
    return { name, isNumber, at: (row: number) => (isMissing(column[row]) ? null : String(column[row])) }
  })
}

/** Write a temporary file, then rename it: readers see the old or the new file, and a failure keeps the old one. */
function replaced(folder: string, name: string, write: (part: string) => void): void {
  const file = join(folder, name)
  const part = `${file}.${process.pid}.part`
  try {
    mkdirSync(folder, { recursive: true })
    write(part)
    renameSync(part, file)
  } catch (error) {
    throw unwritten(file, part, error)
  }
}

async function replacedLater(folder: string, name: string, write: (part: string) => Promise<void>): Promise<void> {
  const file = join(folder, name)
  const part = `${file}.${process.pid}.part`
  try {
    mkdirSync(folder, { recursive: true })
    await write(part)
    renameSync(part, file)
  } catch (error) {
    throw unwritten(file, part, error)
  }
}

/** Remove the partial file, and say in one sentence what failed and what was left. */
function unwritten(file: string, part: string, error: unknown): Error {
  rmSync(part, { force: true })
  const { code, message } = error as NodeJS.ErrnoException
  const why = code === 'ENOSPC' || /No space left/i.test(message) ? 'the disk is full' : message
  const earlier = existsSync(file) ? 'the earlier file of this name is unchanged' : 'nothing was written'
  return new Error(`${file} could not be written: ${why}; ${earlier}`)
}

function cells(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number.isNaN(value) ? null : value]))
}

/** The outputs collected so far, while `outputsOf` runs. */
let collected: Record<string, unknown>[] | undefined

/**
 * Collect the outputs that a cell would have, for pages that are not made from a notebook.
 *
 * @param tell a function that calls `show`, `table` and `say`
 * @returns the outputs in order, each an object from MIME type to content
 * @example outputsOf(() => say('Nothing moved.'))[0]['text/markdown'] // 'Nothing moved.'
 */
export function outputsOf(tell: () => void): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  collected = found
  try {
    tell()
  } finally {
    collected = undefined
  }
  return found
}

/**
 * Send one output in several MIME types. tslab's public `display` sends one type at a time, so this calls the internal
 * function behind it; a test with a real kernel guards this. Outside a kernel, the text is printed.
 */
function emit(data: Record<string, unknown>): void {
  if (collected) {
    collected.push(data)
    return
  }
  const write = jupyter.lastWriteDisplayData as unknown as ((message: object, update: boolean) => void) | null
  if (write) write({ data, metadata: {}, transient: {} }, false)
  else console.log(data['text/plain'])
}

/** Convert a figure to plain JSON: typed arrays become lists. Viewers need a height, which plain Plotly may lack. */
function plain({ data, layout = {} }: Plot): Pick<Plot, 'data' | 'layout'> {
  const high = 'height' in layout ? layout : { ...layout, height: 420 }
  const held = JSON.stringify({ data, layout: high }, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  )
  return JSON.parse(held)
}

function titleOf(layout: object): string {
  const { title } = layout as { title?: string | { text?: string } }
  const text = typeof title === 'string' ? title : title?.text
  return text?.replace(/<br ?\/?>/g, ' ') || 'Figure'
}

/** Recognize numbers, with or without signs and units, so that they are aligned on the right. */
function isNumeric(text: string): boolean {
  return text === FEW || /^([<>≤≥]? ?[-−+]?\s?\d[\d.,]*\s?%?|)$/.test(text.replaceAll(currency(), ''))
}

function cellText(value: Cell, format: (value: number) => string = plainNumber): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? format(value) : String(value)
}

function htmlTable(columns: string[], texts: string[][], right: boolean[], caption: string): string {
  // The attribute is for GitHub, which drops styles; the style is for JupyterLab, whose rules override the attribute.
  const side = (j: number) => (right[j] ? 'right' : 'left')
  const cell = (tag: string, text: string, j: number) =>
    `<${tag} align="${side(j)}" style="text-align: ${side(j)}">${escaped(text)}</${tag}>`
  const line = (tag: string, cells: string[]) => `<tr>${cells.map((text, j) => cell(tag, text, j)).join('')}</tr>`
  return [
    `<table class="segments-table">${caption && `<caption>${escaped(caption)}</caption>`}`,
    `<thead>${line('th', columns)}</thead>`,
    `<tbody>${texts.map((row) => line('td', row)).join('\n')}</tbody></table>`,
  ].join('\n')
}

function textTable(columns: string[], texts: string[][], right: boolean[], caption: string): string {
  const widths = columns.map((column, j) => Math.max(column.length, ...texts.map((row) => row[j].length)))
  const line = (cells: string[]) =>
    cells
      .map((text, j) => (right[j] ? text.padStart(widths[j]) : text.padEnd(widths[j])))
      .join('  ')
      .trimEnd()
  const lines = [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...texts.map(line)]
  return [...(caption ? [caption] : []), ...lines].join('\n')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!)
}
