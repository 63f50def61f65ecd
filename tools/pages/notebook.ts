/** What the pages need of a notebook (nbformat 4): a line array counts as its joined text. */
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

/** The text of a cell or an output, whether stored whole or in lines; what is not text becomes empty. */
export function text(value: unknown): string {
  return Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : ''
}

/** Text made safe for an element's content or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
