const tag =
  /<(\/?)(table|caption|thead|tbody|tfoot|tr|th|td|b|strong|em|i|code|small|sub|sup|span|br)((?:\s+(?:class|scope|colspan|rowspan)="[\w -]*")*)\s*>/g
const number = /^(?:[-+−±~≈<>≤≥]|&lt;|&gt;)?\s*[-−]?[$€£]?\s*\d[\d,. ]*(?:e[-+]?\d+)?\s*(?:%|‰|×|[a-z]{1,3})?$/i
const blank = /^\s*(?:[-–—]|NA|NaN|n\/a)?\s*$/

/**
 * A table that is safe to put into a page, its columns of numbers marked with class `number`; or nothing,
 * when the HTML is more than a table: another tag or attribute, or tags that do not close in order.
 */
export function safeTable(html: string): string | undefined {
  if (html.replace(tag, '').includes('<') || !/^\s*<table[\s>]/.test(html)) return undefined
  const open: string[] = []
  for (const [, slash, name] of html.matchAll(tag)) {
    if (name === 'table' && !slash && open.length) return undefined
    if (!slash && name !== 'br') open.push(name)
    if (slash && open.pop() !== name) return undefined
  }
  return open.length || !/<\/table>\s*$/.test(html) ? undefined : markNumbers(html)
}

function markNumbers(html: string): string {
  const rows = html.split(/(?=<tr[\s>])/)
  const columns: { numbers: number; words: number }[] = []
  for (const row of rows)
    cells(row).forEach(([, name, , content], j) => {
      columns[j] ??= { numbers: 0, words: 0 }
      const value = content.replace(tag, '').trim()
      if (name === 'td' && !blank.test(value)) columns[j][number.test(value) ? 'numbers' : 'words']++
    })
  return rows.map((row) => markRow(row, (j) => columns[j].numbers > columns[j].words)).join('')
}

function markRow(row: string, isNumber: (column: number) => boolean): string {
  if (/(?:col|row)span=/.test(row)) return row
  let column = 0
  return row.replace(cell, (whole, name: string, attributes: string, content: string) =>
    isNumber(column++) && !attributes.includes('class=')
      ? `<${name}${attributes} class="number">${content}</${name}>`
      : whole,
  )
}

const cell = /<(t[hd])((?:\s[^>]*)?)>(.*?)<\/\1>/gs
const cells = (row: string) => [...row.matchAll(cell)]
