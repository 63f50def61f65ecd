/** The parts of a notebook (nbformat 4) that the pages need. Texts may be stored as arrays of lines. */
export interface Notebook {
  readonly cells: readonly Cell[]
}

/** A cell: Markdown, or code with its outputs. */
export interface Cell {
  readonly cell_type: string
  readonly source: Text
  readonly outputs?: readonly Output[]
}

/** An output: a display with data by MIME type, or a stream with text. */
export interface Output {
  readonly output_type: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly text?: Text
  readonly traceback?: readonly string[]
}

export type Text = string | readonly string[]

/** Return the text of a cell or an output, stored as a string or as lines; anything else becomes empty. */
export function text(value: unknown): string {
  return Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : ''
}

/** Escape text for an element's content or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
