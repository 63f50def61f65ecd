import { sum } from 'd3-array'
import { count, listed } from '../core/format.js'
import type { LogLine } from './log.js'
import { quoted } from './quoted.js'

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '“': '”', '«': '»' }
const CLOSERS = new Set(Object.values(CLOSING))
/** "a) Books" and "10) Toys" are numbered items, not closing brackets. */
const ENUMERATED = /^\s*[\p{L}\p{N}]{1,2}$/u

/**
 * A text with brackets or quotes that it opens but does not close, or closes but does not open, and the closing signs.
 */
interface Half {
  readonly side: 'opens' | 'closes'
  readonly closers: string
}

/**
 * Rejoin cells that were split at a separator inside brackets or quotes, such as "Travel (Flights, Packages)" split
 * into the levels "Travel (Flights" and "Packages)" of a column. If exactly one level opens what exactly one other
 * closes, both become the whole cell. If there are several, it is unclear which belong together.
 *
 * @param column its name, for the log
 * @param levels the number of rows with each level of the column; not modified
 * @returns what each half becomes, and one log line per pair, or per set of halves that are unclear
 * @example rejoin('Type', new Map([['Travel (Flights', 3], ['Packages)', 2]])).becomes.get('Packages)') // 'Travel (Flights, Packages)'
 */
export function rejoin(
  column: string,
  levels: ReadonlyMap<string, number>,
): { becomes: ReadonlyMap<string, string>; log: readonly LogLine[] } {
  const pairs = new Map<string, Record<Half['side'], string[]>>()
  for (const level of levels.keys()) {
    const half = halfOf(level)
    if (!half) continue
    const both = pairs.get(half.closers) ?? { opens: [], closes: [] }
    both[half.side].push(level)
    pairs.set(half.closers, both)
  }
  const becomes = new Map<string, string>()
  const log: LogLine[] = []
  for (const { opens, closes } of pairs.values()) {
    if (!opens.length || !closes.length) continue
    const halves = [...opens, ...closes]
    const line = (detail: string) => log.push({ step: 'split cells', column, rows: rowsOf(halves, levels), detail })
    const shown = listed(halves.slice(0, 4).map(quoted))
    if (halves.length > 2) {
      line(
        `${shown} look like halves of cells that were split at a separator; it is unclear which belong together: fix them`,
      )
      continue
    }
    const whole = `${opens[0]}, ${closes[0]}`
    for (const half of halves) becomes.set(half, whole)
    line(
      `${shown} are halves of one cell that was split at a separator: ${count(rowsOf(halves, levels), 'cell')} rejoined as ${JSON.stringify(whole)}`,
    )
  }
  return { becomes, log }
}

const rowsOf = (texts: readonly string[], levels: ReadonlyMap<string, number>) => sum(texts, (text) => levels.get(text))

function halfOf(text: string): Half | undefined {
  const open: string[] = []
  let closed = ''
  for (const { 0: sign, index } of text.matchAll(/[()[\]{}“”«»]/g)) {
    if (sign in CLOSING) open.push(CLOSING[sign])
    else if (CLOSERS.has(sign) && open.at(-1) === sign) open.pop()
    else if (CLOSERS.has(sign) && !ENUMERATED.test(text.slice(0, index))) closed += sign
  }
  const quote = quoteOf(text)
  if (quote === 'opens') open.unshift('"')
  if (quote === 'closes') closed += '"'
  if (open.length && !closed) return { side: 'opens', closers: open.reverse().join('') }
  if (closed && !open.length) return { side: 'closes', closers: closed }
  return undefined
}

/** An unpaired quote before a word opens, and after a word closes; after a number it means inches. */
function quoteOf(text: string): Half['side'] | undefined {
  if (text.split('"').length % 2 === 1) return undefined
  if (/(^|[\s(])"\S/u.test(text)) return 'opens'
  return /[^\s\d]"([\s)]|$)/u.test(text) ? 'closes' : undefined
}
