const tag =
  /<(\/?)(table|caption|thead|tbody|tfoot|tr|th|td|b|strong|em|i|code|small|sub|sup|span|br)(?:\s+(?:(?:class|align|scope|colspan|rowspan)="[\w -]*"|style="text-align: (?:left|right)"))*\s*>/g

/**
 * Check whether HTML is a single table that is safe to put into a page: no other tag or attribute, each tag closed in
 * order. Notebooks may come from elsewhere, and a browser would run any script in them.
 */
export function isTable(html: string): boolean {
  const open: string[] = []
  for (const [, slash, name] of html.matchAll(tag)) {
    if (!slash && name === 'table' && open.length) return false
    if (!slash && name !== 'br') open.push(name)
    if (slash && open.pop() !== name) return false
  }
  return !open.length && !html.replace(tag, '').includes('<') && /^\s*<table[\s>].*<\/table>\s*$/s.test(html)
}
