import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import type { DataFrame } from 'danfojs-node'
import jupyter from 'tslab/dist/jupyter.js'
import { type CsvColumn, csvOf } from './core/csv.js'
import { count, money, plain as plainNumber } from './core/format.js'
import { currency } from './core/settings.js'
import { tooFew, withheldWords } from './core/withheld.js'
import { isMissing } from './data/columns.js'
import { type Row, rows as rowsOf } from './data/rows.js'
import { unknownColumn } from './data/unknown-column.js'
import { writeParquet } from './data/write-parquet.js'
import { isMoney } from './features/features.js'
import { label } from './features/labels.js'
import type { Figure } from './figures/figure.js'

/** One value of a table: text as it is, numbers by their size; missing is an empty cell. */
export type Cell = string | number | boolean | null | undefined

/** A frame's rows that a table shows, unless it is told otherwise. */
const MOST = 50

/** What stands for a count that is withheld. */
const FEW = '…'

/** Plain Plotly: traces and a layout, as its own documentation writes them. */
export interface Plot {
  readonly data: readonly object[]
  readonly layout: object
  /** For readers who do not see the figure; its title by default. */
  readonly alt?: string
  /** Below the figure, markdown; none by default. */
  readonly caption?: string
}

/** What a table may be told: all of it has a default. */
export interface TableOptions {
  /** What the table holds, above it. */
  readonly caption?: string
  /** How the values of a column are written, by column. Missing values are empty cells all the same. */
  // biome-ignore lint/suspicious/noExplicitAny: numbers for some columns and text for others; with any, { share: percent } compiles.
  readonly formats?: Readonly<Record<string, (value: any) => string>>
  /** The headings of columns, by column. */
  readonly names?: Readonly<Record<string, string>>
  /** How many rows are shown, of a frame 50 by default; the caption tells how many more there are. */
  readonly most?: number
  /** The column that counts the customers whom a row describes, `customers` by default: rows of too few are withheld. */
  readonly size?: string
  /** Columns of which each cell counts customers itself: cells of too few are withheld. */
  readonly counts?: readonly string[]
}

/**
 * Show a figure: Plotly's JSON for readers who can draw it, its alt text for all, and its caption below.
 * The rerun adds the still picture.
 *
 * @param figure of the library, or plain Plotly, in which typed arrays are taken as well
 * @example show({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: { title: { text: 'Two bars' } } })
 */
export function show(figure: Figure | Plot): void {
  emit({
    'application/vnd.plotly.v1+json': plain(figure),
    'text/plain': figure.alt ?? titleOf(figure.layout),
  })
  if (figure.caption) emit({ 'text/markdown': `*${figure.caption}*`, 'text/plain': figure.caption })
}

/**
 * Show a frame, or rows, as a table, in HTML and in aligned text. The columns of a frame are named and written as their
 * fields say: labels as headings, money in the currency of the run, flags as yes and no.
 *
 * @param rows a frame; or one object a row, of which the first one's keys are the columns; not modified
 * @param options the caption, or more than that
 * @throws {RangeError} on formats or names of a column that the frame lacks
 * @example table(profile, { caption: 'The segments', formats: { share: percent } })
 */
export function table(
  rows: DataFrame | readonly Readonly<Record<string, Cell>>[],
  options: string | TableOptions = {},
): void {
  const told: TableOptions = typeof options === 'string' ? { caption: options } : options
  const { caption = '', formats = {}, names = {}, most, size = 'customers', counts = [] } = told
  const frame = Array.isArray(rows) ? undefined : (rows as DataFrame)
  const given = frame ? rowsOf(frame) : (rows as readonly Readonly<Record<string, Cell>>[])
  const columns = frame ? frame.columns : Object.keys(given[0] ?? {})
  for (const column of [...Object.keys(formats), ...Object.keys(names), ...counts]) {
    if ((frame || given.length) && !columns.includes(column)) throw unknownColumn(column, columns)
  }
  const all = given.filter((row) => !tooFew(Number(row[size])))
  const shown = all.slice(0, most ?? (frame ? MOST : all.length))
  const written = (column: string, value: Cell) => {
    if (isMissing(value)) return ''
    if (counts.includes(column) && tooFew(Number(value))) return FEW
    return formats[column] ? formats[column](value) : frame ? fieldText(column, value) : cellText(value)
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

/** Say sentences: each argument is a paragraph of markdown. Nothing to say gives no output. */
export function say(...paragraphs: string[]): void {
  const text = paragraphs.filter((paragraph) => paragraph).join('\n\n')
  if (text) emit({ 'text/markdown': text, 'text/plain': text })
}

/**
 * Save an export: written whole, then renamed, so that a reader never meets half a file.
 *
 * @param folder made if absent
 * @param content text, or a frame, which is written as CSV: missing values are empty, all else as the frame holds it
 * @returns the file's name
 */
export function save(folder: string, name: string, content: string | DataFrame): string {
  const text = typeof content === 'string' ? content : `${csvFormat(rowsOf(content).map(cells), content.columns)}\n`
  replaced(folder, name, (part) => writeFileSync(part, text))
  return name
}

/**
 * Save a list as CSV and as Parquet, each written whole, then renamed. In the CSV a text that a spreadsheet would run gets
 * an apostrophe (see csvOf); the Parquet file holds every text as it is, and columns of numbers as numbers.
 *
 * @param folder made if absent
 * @param name of both files, without an ending
 * @param columns as segmentsList gives them
 * @param rows how many
 * @returns the names of both files
 */
export async function saveList(
  folder: string,
  name: string,
  columns: readonly CsvColumn[],
  rows: number,
): Promise<string[]> {
  save(folder, `${name}.csv`, csvOf(columns, rows))
  await replacedLater(folder, `${name}.parquet`, (part) => writeParquet(part, columns, rows))
  return [`${name}.csv`, `${name}.parquet`]
}

/** A file beside the one that it becomes: whoever reads sees the old one or the new one, and a failure leaves the old. */
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

/** What failed and what it left, in a sentence. */
function unwritten(file: string, part: string, error: unknown): Error {
  rmSync(part, { force: true })
  const { code, message } = error as NodeJS.ErrnoException
  const why = code === 'ENOSPC' || /No space left/i.test(message) ? 'the disk is full' : message
  const earlier = existsSync(file) ? 'the earlier file of this name is as it was' : 'nothing was written'
  return new Error(`${file} could not be written: ${why}; ${earlier}`)
}

function cells(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number.isNaN(value) ? null : value]))
}

/** Where outputs go instead, while they are collected. */
let collected: Record<string, unknown>[] | undefined

/**
 * The outputs that a cell would have, by MIME type: for pages that no notebook stands behind.
 *
 * @param tell shows figures and tables, and says sentences
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
 * One output of several MIME types. tslab's public `display` sends one type at a time, so this calls what stands behind
 * it; a test with a real kernel guards it. Outside a kernel the text is printed.
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

/** What JSON can hold of a figure: typed arrays as lists. Readers need a height: the library's figures have one. */
function plain({ data, layout }: Plot): Pick<Plot, 'data' | 'layout'> {
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

/** A value as its field says. */
function fieldText(column: string, value: Cell): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' && isMoney(column) ? money(value) : cellText(value)
}

/** Numbers, whatever stands beside them, so that their digits stand below each other. */
function isNumeric(text: string): boolean {
  return text === FEW || /^([<>≤≥]? ?[-−+]?\s?[\d.][\d.,\s%–−-]*|)$/.test(text.replaceAll(currency(), ''))
}

function cellText(value: Cell): string {
  return typeof value === 'number' ? plainNumber(value) : String(value)
}

function htmlTable(columns: string[], texts: string[][], right: boolean[], caption: string): string {
  // The attribute is for GitHub, which drops styles; the style is for JupyterLab, whose own rules beat the attribute.
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
