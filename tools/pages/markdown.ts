import markdownIt from 'markdown-it'
import { createHighlighter } from 'shiki'
import { escapeHtml } from './notebook.js'

/** A heading of a page, for its table of contents. */
export interface Heading {
  level: number
  id: string
  text: string
}

const highlighter = await createHighlighter({
  themes: ['github-light-default', 'github-dark-default'],
  langs: ['typescript', 'sql', 'json', 'shellscript'],
})

/** Highlight source code as HTML, with CSS variables for light and dark pages; unknown languages stay plain. */
export function highlight(code: string, language: string): string {
  const themes = { light: 'github-light-default', dark: 'github-dark-default' }
  const lang = highlighter.getLoadedLanguages().includes(language) ? language : 'text'
  // By default, highlighting of a line stops after half a second, so a busy machine would write a different page.
  return highlighter.codeToHtml(code, { lang, themes, defaultColor: false, tokenizeTimeLimit: 0 })
}

const markdown = markdownIt({ html: false, typographer: false, highlight })
// A page is self-contained: pictures must be embedded, and links to notebooks become links to their pages.
markdown.renderer.rules.image = (tokens, i) => {
  const source = String(tokens[i].attrGet('src'))
  const alt = escapeHtml(tokens[i].content)
  return source.startsWith('data:image/') ? `<img src="${escapeHtml(source)}" alt="${alt}">` : alt
}
markdown.renderer.rules.link_open = (tokens, i, options, _env, renderer) => {
  const target = String(tokens[i].attrGet('href'))
  if (!/^[a-z]+:/i.test(target)) tokens[i].attrSet('href', target.replace(/\.ipynb(?=$|#)/, '.html'))
  return renderer.renderToken(tokens, i, options)
}
markdown.renderer.rules.table_open = () => '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
markdown.renderer.rules.table_close = () => '</table></div>'

/**
 * Render Markdown as HTML; HTML inside it is shown as text.
 *
 * @param headings of the page so far; the headings found are added, each with an id that is unique in the page
 */
export function renderMarkdown(source: string, headings: Heading[] = []): string {
  const tokens = markdown.parse(source, {})
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return
    const words = plain(tokens[i + 1].children ?? [])
    if (token.tag === 'h1' && headings.some((heading) => heading.level === 1)) token.tag = tokens[i + 2].tag = 'h2'
    const id = uniqueId(words, headings)
    headings.push({ level: Number(token.tag[1]), id, text: words })
    token.attrSet('id', id)
  })
  return markdown.renderer.render(tokens, markdown.options, {})
}

/** Return the first paragraph of a Markdown text as HTML; empty if there is none. */
export function firstParagraph(source: string): string {
  const tokens = markdown.parse(source, {})
  const start = tokens.findIndex((token) => token.type === 'paragraph_open' && token.level === 0)
  return start < 0 ? '' : markdown.renderer.render(tokens.slice(start, start + 3), markdown.options, {})
}

type Token = ReturnType<typeof markdown.parse>[number]
const plain = (tokens: readonly Token[]) =>
  tokens.map((token) => (token.type === 'softbreak' ? ' ' : token.type === 'html_inline' ? '' : token.content)).join('')

/** Make an id from letters and digits of any script, joined by hyphens; repeated ids get a number. */
function uniqueId(words: string, headings: readonly Heading[]): string {
  const slug =
    words
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'section'
  const taken = (id: string) => id === 'main' || id === 'contents' || headings.some((heading) => heading.id === id)
  let id = slug
  for (let n = 2; taken(id); n++) id = `${slug}-${n}`
  return id
}
