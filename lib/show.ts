import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jupyter from 'tslab/dist/jupyter.js'
import { count, decimal } from './core/format.js'
import type { Figure } from './figures/figure.js'

/** One value of a table: text as it is, numbers by their size; missing is an empty cell. */
export type Cell = string | number | boolean | null | undefined

/**
 * Show a figure: Plotly's JSON for readers who can draw it, its alt text for all, and its caption below.
 * The rerun adds the still picture.
 */
export function show(figure: Figure): void {
  emit({
    'application/vnd.plotly.v1+json': { data: figure.data, layout: figure.layout },
    'text/plain': figure.alt,
  })
  emit({ 'text/markdown': `*${figure.caption}*`, 'text/plain': figure.caption })
}

/**
 * Show rows as a table, in HTML and in aligned text.
 *
 * @param rows one object a row; the first row's keys are the columns
 * @param caption what the table holds, above it
 */
export function table(rows: readonly Readonly<Record<string, Cell>>[], caption: string): void {
  const columns = Object.keys(rows[0] ?? {})
  const texts = rows.map((row) => columns.map((column) => cellText(row[column])))
  const right = columns.map((_, j) => texts.every((row) => /^([<>≤≥]? ?[-+$\d.][\d.,\s%$–-]*|)$/.test(row[j])))
  emit({
    'text/html': htmlTable(columns, texts, right, caption),
    'text/plain': textTable(columns, texts, right, caption),
  })
}

/** Say sentences: each argument is a paragraph of markdown. */
export function say(...paragraphs: string[]): void {
  const text = paragraphs.join('\n\n')
  emit({ 'text/markdown': text, 'text/plain': text })
}

/**
 * Save an export: written whole, then renamed, so that a reader never meets half a file.
 *
 * @param folder made if absent
 * @returns the file's name
 */
export function save(folder: string, name: string, content: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(`${file}.part`, content)
  renameSync(`${file}.part`, file)
  return name
}

/**
 * One output of several MIME types. tslab's public `display` sends one type at a time, so this calls what stands behind
 * it; a test with a real kernel guards it. Outside a kernel the text is printed.
 */
function emit(data: Record<string, unknown>): void {
  const write = jupyter.lastWriteDisplayData as unknown as ((message: object, update: boolean) => void) | null
  if (write) write({ data, metadata: {}, transient: {} }, false)
  else console.log(data['text/plain'])
}

function cellText(value: Cell): string {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return ''
  if (typeof value !== 'number') return String(value)
  return Number.isInteger(value) ? count(value) : decimal(value, Math.abs(value) < 10 ? 2 : 1)
}

function htmlTable(columns: string[], texts: string[][], right: boolean[], caption: string): string {
  // The attribute is for GitHub, which drops styles; the style is for JupyterLab, whose own rules beat the attribute.
  const side = (j: number) => (right[j] ? 'right' : 'left')
  const cell = (tag: string, text: string, j: number) =>
    `<${tag} align="${side(j)}" style="text-align: ${side(j)}">${escaped(text)}</${tag}>`
  const line = (tag: string, cells: string[]) => `<tr>${cells.map((text, j) => cell(tag, text, j)).join('')}</tr>`
  return [
    `<table class="segments-table"><caption>${escaped(caption)}</caption>`,
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
  return [caption, line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...texts.map(line)].join('\n')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!)
}
