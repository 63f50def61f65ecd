import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../command/write-whole.js'

const text = z.union([z.string(), z.array(z.string())])
const bundle = z.record(z.string(), z.unknown())
const output = z.discriminatedUnion('output_type', [
  z.looseObject({ output_type: z.literal('stream'), name: z.enum(['stdout', 'stderr']), text }),
  z.looseObject({ output_type: z.literal('display_data'), data: bundle, metadata: bundle }),
  z.looseObject({
    output_type: z.literal('execute_result'),
    execution_count: z.int().nullable(),
    data: bundle,
    metadata: bundle,
  }),
  z.looseObject({
    output_type: z.literal('error'),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
])
const common = {
  id: z.string().regex(/^[\w-]{1,64}$/),
  metadata: z.looseObject({ tags: z.array(z.string()).optional() }),
  source: text,
}
const cell = z.discriminatedUnion('cell_type', [
  z.looseObject({
    cell_type: z.literal('code'),
    ...common,
    execution_count: z.int().nullable(),
    outputs: z.array(output),
  }),
  z.looseObject({ cell_type: z.literal('markdown'), ...common }),
  z.looseObject({ cell_type: z.literal('raw'), ...common }),
])
const notebook = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int().min(5),
  metadata: z.looseObject({}),
  cells: z.array(cell),
})

export type Output = z.infer<typeof output>
export type Cell = z.infer<typeof cell>
export type CodeCell = Extract<Cell, { cell_type: 'code' }>
/** A notebook of nbformat 4.5, where each cell has an id. Fields that are not declared here are kept. */
export type Notebook = z.infer<typeof notebook>

/**
 * Read a notebook's JSON.
 *
 * @param json the file's text
 * @param name for error messages
 * @throws {TypeError} if the text is not a notebook of nbformat 4.5; the message says where
 */
export function parseNotebook(json: string, name = 'notebook'): Notebook {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new TypeError(`${name}: a notebook requires JSON, got: ${(error as Error).message}`)
  }
  const result = notebook.safeParse(value)
  if (result.success) return result.data
  const { path, message } = result.error.issues[0]
  throw new TypeError(`${name}: a notebook requires nbformat 4.5; at ${path.join('.') || 'its root'}: ${message}`)
}

/** Read a notebook file; see parseNotebook. */
export async function readNotebook(file: string): Promise<Notebook> {
  return parseNotebook(await readFile(file, 'utf8'), basename(file))
}

/**
 * Format a notebook as Jupyter does, byte for byte: sorted keys, indent of one space, text as lines, a final newline.
 *
 * @see https://github.com/jupyter/nbformat/blob/main/nbformat/v4/nbjson.py
 */
export function formatNotebook(notebook: Notebook): string {
  return `${JSON.stringify(ordered({ ...notebook, cells: notebook.cells.map(splitCell) }), null, 1)}\n`
}

/** Replace a notebook file in one step: a reader sees the old file or the new one, never a part. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  writeWhole(file, formatNotebook(notebook))
}

/** Return a multi-line field as one string; nbformat allows a string or a list of lines. */
export const joined = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join('')

export const isCode = (cell: Cell): cell is CodeCell => cell.cell_type === 'code'

export const hasTag = (cell: Cell, tag: string): boolean => cell.metadata.tags?.includes(tag) ?? false

function splitCell(cell: Cell): unknown {
  const source = lines(joined(cell.source))
  return isCode(cell) ? { ...cell, source, outputs: cell.outputs.map(splitOutput) } : { ...cell, source }
}

function splitOutput(output: Output): unknown {
  if (output.output_type === 'error') return output
  if (output.output_type === 'stream') return { ...output, text: lines(joined(output.text)) }
  const split = Object.entries(output.data).map(([type, value]) => {
    const isText = type.startsWith('text/') || type === 'image/svg+xml' || type === 'application/javascript'
    return [type, isText ? lines(joined(value as string | string[])) : value]
  })
  return { ...output, data: Object.fromEntries(split) }
}

/** Split into lines that keep their line ends, like Python's str.splitlines(True). */
const lines = (value: string): string[] =>
  value.match(/[^\n\v\f\r\x85\u2028\u2029]*(?:\r\n|[\n\v\f\r\x85\u2028\u2029])|[^\n\v\f\r\x85\u2028\u2029]+/g) ?? []

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, entry]) => [key, ordered(entry)]))
}
