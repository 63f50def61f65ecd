import { type Figure, figureHtml, figureOf } from './figure.js'
import { firstParagraph, type Heading, highlight, renderMarkdown } from './markdown.js'
import { type Cell, escapeHtml, type Notebook, type Output, text } from './notebook.js'
import { isTable } from './table.js'

/** The parts of a notebook's page, as HTML; `title` and `name` are plain text. */
export interface Page {
  name: string
  title: string
  question: string
  answers: string
  figure: Figure | undefined
  headings: Heading[]
  body: string
}

/**
 * Render a notebook. Its title is the first h1, its question the paragraph after that, and its answers the first
 * computed sentences.
 */
export function renderPage(name: string, notebook: Notebook): Page {
  const headings: Heading[] = []
  const body = notebook.cells.map((cell) => cellHtml(cell, headings)).join('\n')
  const opening = notebook.cells.find((cell) => cell.cell_type === 'markdown')
  const displays = notebook.cells.map((cell) => (cell.outputs ?? []).map((output) => output.data ?? {}))
  const sentences = displays.map((cell) => cell.map((data) => text(data['text/markdown'])).filter(Boolean))
  return {
    name,
    title: headings.find((heading) => heading.level === 1)?.text ?? name,
    question: opening ? firstParagraph(text(opening.source)) : '',
    answers: summary(sentences.find((some) => some.length) ?? []),
    figure: displays.flat().flatMap((data) => figureOf(data) ?? [])[0],
    headings,
    body,
  }
}

/** Return the first paragraphs for a card, without headings, which would break the heading order of the front page. */
const summary = (sentences: readonly string[]) =>
  renderMarkdown(
    sentences
      .join('\n\n')
      .replace(/^#+\s.*$/gm, '')
      .trim()
      .split(/\n{2,}/)
      .slice(0, 7)
      .join('\n\n'),
  )

function cellHtml(cell: Cell, headings: Heading[]): string {
  const source = text(cell.source)
  if (cell.cell_type === 'markdown') return `<section class="prose">\n${renderMarkdown(source, headings)}</section>`
  if (cell.cell_type !== 'code') return ''
  const code = source.trim()
    ? `<details class="code"><summary>Code</summary>${highlight(source.trimEnd(), 'typescript')}</details>`
    : ''
  const outputs = (cell.outputs ?? []).map((output, i, all) => outputHtml(output, all[i - 1], all[i + 1], headings))
  const shown = outputs.filter(Boolean).join('\n')
  return `<section class="cell${shown ? '' : ' quiet'}">\n${code}\n${shown}\n</section>`
}

function outputHtml(
  output: Output,
  before: Output | undefined,
  after: Output | undefined,
  headings: Heading[],
): string {
  const data = output.data
  if (!data) return pre(text(output.text) || (output.traceback ?? []).join('\n'))
  const figure = figureOf(data)
  if (figure) return figureHtml(figure, renderMarkdown(captionOf(output, after)))
  if (captionOf(before, output)) return ''
  const table = text(data['text/html'])
  if (isTable(table)) return `<div class="scroll" role="region" aria-label="Table" tabindex="0">${table}</div>`
  const sentence = text(data['text/markdown'])
  return sentence
    ? `<div class="prose said">${renderMarkdown(sentence, headings)}</div>`
    : pre(text(data['text/plain']))
}

/** Return a figure's caption: the Markdown that follows it, if all of it is emphasized. */
function captionOf(figure: Output | undefined, next: Output | undefined): string {
  const words = text(next?.data?.['text/markdown']).trim()
  return figure?.data && figureOf(figure.data) && /^\*[^*].*\*$/s.test(words) ? words.slice(1, -1) : ''
}

const pre = (words: string) =>
  words.trim() ? `<pre class="printed" tabindex="0">${escapeHtml(words.trimEnd())}</pre>` : ''
