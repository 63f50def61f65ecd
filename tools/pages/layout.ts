import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stillHtml } from './figure.js'
import type { Heading } from './markdown.js'
import { escapeHtml } from './notebook.js'
import type { Page } from './page.js'

const siteTitle = 'Customer segments'
const about =
  'From a file of e-commerce customers to segments, what sets them apart, and what marketing can do about it. ' +
  'Every figure, table and number on these pages is computed from the data by the code folded above it; results that rest on assumptions say so.'

const beside = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const style = beside('./style.css')
const script = beside('./script.js')
// Nothing may come from a network, and only our script may run. Plotly's WebGL charts compile functions.
const policy =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; " +
  `script-src 'self' file: 'unsafe-eval' 'sha256-${createHash('sha256').update(script).digest('base64')}'`

/** Return the whole HTML of a notebook's page, with links to the other pages. */
export function pageHtml(page: Page, pages: readonly Page[]): string {
  const at = pages.indexOf(page)
  const contents = contentsHtml(page.headings)
  return html(
    `${page.title} · ${siteTitle}`,
    page.name,
    pages,
    `<div class="columns${contents ? '' : ' single'}">
${contents}
<main id="main" tabindex="-1">
${page.body}
<nav class="turn" aria-label="Previous and next">
${turn('Previous', 'prev', pages[at - 1])}
${turn('Next', 'next', pages[at + 1])}
</nav>
</main>
</div>
<script>${script}</script>`,
  )
}

/** The verdict: the first paragraph of a notebook's answer. It comes first, since everything else depends on it. */
const VERDICT = /<p><strong>Verdict:.*?<\/p>\n?/s

function verdictHtml(pages: readonly Page[]): string {
  const found = firstOf(pages, VERDICT)
  return found && `<div class="said">${found}</div>`
}

/** The data that the notebooks read: a paragraph at the start of each of them. */
const SOURCE = /<p><em>Data:.*?<\/em><\/p>\n?/s

function firstOf(pages: readonly Page[], paragraph: RegExp): string {
  return pages.map(({ answers }) => paragraph.exec(answers)?.[0]).find(Boolean) ?? ''
}

/** Return the front page: an introduction, the data, the verdict, and one card per notebook. */
export function indexHtml(pages: readonly Page[]): string {
  return html(
    siteTitle,
    'index',
    pages,
    `<main id="main" class="front" tabindex="-1">
<header class="prose"><h1>${siteTitle}</h1><p>${about}</p>${firstOf(pages, SOURCE)}${verdictHtml(pages)}</header>
${pages.map(card).join('\n')}
</main>`,
  )
}

/** Add a link to a further page, beside those of the notebooks, to the front page. */
export function withLink(index: string, name: string): string {
  const item = `<li>${link(name, label(name), 'index')}</li>`
  return index.includes(item) ? index : index.replace('\n</ul></nav>', `\n${item}\n</ul></nav>`)
}

function html(title: string, current: string, pages: readonly Page[], content: string): string {
  const links = [link('index', siteTitle, current), ...pages.map(({ name }) => link(name, label(name), current))]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<nav class="site" aria-label="Pages"><ul>
${links.map((item) => `<li>${item}</li>`).join('\n')}
</ul></nav>
${content}
</body>
</html>
`
}

/** Return a notebook's card, without the paragraphs that the front page shows once for all notebooks. */
function card({ name, title, question, answers, figure }: Page): string {
  const picture = figure?.still
    ? `<a class="thumbnail" href="${address(name)}" tabindex="-1">${stillHtml(figure.still, figure.alt)}</a>`
    : ''
  return `<article class="card">
<div class="prose">
<h2><a href="${address(name)}">${escapeHtml(title)}</a></h2>
<div class="question">${question}</div>
${answers.replace(SOURCE, '').replace(VERDICT, '')}
</div>
${picture}
</article>`
}

function contentsHtml(headings: readonly Heading[]): string {
  const listed = headings.filter(({ level }) => level === 2 || level === 3)
  if (listed.length < 2) return ''
  const items = listed.map(
    ({ level, id, text }) =>
      `<li class="level-${level}"><a href="#${encodeURIComponent(id)}">${escapeHtml(text)}</a></li>`,
  )
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ul>\n${items.join('\n')}\n</ul></nav>`
}

const address = (name: string) => `${encodeURIComponent(name)}.html`

const link = (name: string, words: string, current: string) =>
  `<a href="${address(name)}"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(words)}</a>`

const turn = (words: string, rel: string, page: Page | undefined) =>
  page ? `<a rel="${rel}" href="${address(page.name)}"><span>${words}</span> ${escapeHtml(page.title)}</a>` : ''

/** Make a short label from a file's name: "02-preparation" becomes "Preparation", "01-eda" becomes "EDA". */
function label(name: string): string {
  const words = name.replace(/^\d+[-_ ]*/, '').replace(/[-_]+/g, ' ') || name
  return words.length <= 3 ? words.toUpperCase() : words[0].toUpperCase() + words.slice(1)
}
