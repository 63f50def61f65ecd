import { type Figure, figureHtml, figureOf } from './page-figure.js'
import { firstParagraph, type Heading, highlight, renderMarkdown } from './page-markdown.js'
import { type Cell, escapeHtml, type Notebook, type Output, text } from './page-notebook.js'
import { safeTable } from './page-table.js'

/** A notebook as a page: its parts in HTML, except `title` and `name`, which are text. */
export interface Page {
  name: string
  title: string
  question: string
  answers: string
  figure: Figure | undefined
  headings: Heading[]
  body: string
}

/** Render a notebook: its title is its first h1, its question the paragraph after, its answers its first computed sentences. */
export function renderPage(name: string, notebook: Notebook): Page {
  const headings: Heading[] = []
  const body = notebook.cells.map((cell) => cellHtml(cell, headings)).join('\n')
  const opening = notebook.cells.find((cell) => cell.cell_type === 'markdown')
  const outputs = notebook.cells.map((cell) => (cell.outputs ?? []).map((output) => output.data ?? {}))
  const sentences = outputs.map((displays) => displays.map((data) => text(data['text/markdown'])).filter(Boolean))
  return {
    name,
    title: headings.find((heading) => heading.level === 1)?.text ?? name,
    question: opening ? firstParagraph(text(opening.source)) : '',
    answers: (sentences.find((some) => some.length) ?? []).slice(0, 2).map(sentenceHtml).join('\n'),
    figure: outputs.flat().flatMap((data) => figureOf(data) ?? [])[0],
    headings,
    body,
  }
}

// A card has its own heading: those of a sentence would break the order.
const sentenceHtml = (source: string) => renderMarkdown(source.replace(/^#+\s+.*$/gm, ''))

function cellHtml(cell: Cell, headings: Heading[]): string {
  const source = text(cell.source)
  if (cell.cell_type === 'markdown') return `<section class="prose">\n${renderMarkdown(source, headings)}</section>`
  if (cell.cell_type !== 'code') return ''
  const code = source.trim()
    ? `<details class="code"><summary>Code</summary>${highlight(source.trimEnd(), 'typescript')}</details>`
    : ''
  const outputs = (cell.outputs ?? []).map((output) => outputHtml(output, headings)).join('\n')
  return `<section class="cell">\n${code}\n${outputs}\n</section>`
}

function outputHtml(output: Output, headings: Heading[]): string {
  const data = output.data
  if (!data) return pre(text(output.text) || (output.traceback ?? []).join('\n'))
  const figure = figureOf(data)
  if (figure) return figureHtml(figure)
  const table = safeTable(text(data['text/html']))
  if (table) return `<div class="scroll" tabindex="0">${table}</div>`
  const sentence = text(data['text/markdown'])
  return sentence
    ? `<div class="prose said">${renderMarkdown(sentence, headings)}</div>`
    : pre(text(data['text/plain']))
}

const pre = (words: string) =>
  words.trim() ? `<pre class="printed" tabindex="0">${escapeHtml(words.trimEnd())}</pre>` : ''
