import { sum } from 'd3-array'
import { count, listed } from '../core/format.js'
import type { LogLine } from './log.js'
import { quoted } from './quoted.js'

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '“': '”', '«': '»' }
const CLOSERS = new Set(Object.values(CLOSING))
/** "a) Books" and "10) Toys" count things up. */
const ENUMERATED = /^\s*[\p{L}\p{N}]{1,2}$/u

/** A text that opens what it does not close, or closes what it does not open; with what is left to close. */
interface Half {
  readonly side: 'opens' | 'closes'
  readonly closers: string
}

/**
 * Cells that someone split at a separator inside of brackets or quotes, as "Travel (Flights, Packages)" into
 * "Travel (Flights" and "Packages)": two levels of a column, each with half of the cell. Where one level opens what one
 * other level closes, both are that cell. Where several do, nobody can tell which belong together.
 *
 * @param levels how many rows hold each level of a column; not modified
 * @returns what the halves become, and a line of the log for each pair; a line alone where pairs are not clear
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
        `${shown} look like halves of cells that were split at a separator; which belong together is not clear: mend them`,
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

/** A single quote in front of a word opens, and behind one closes; behind a number it means inches. */
function quoteOf(text: string): Half['side'] | undefined {
  if (text.split('"').length % 2 === 1) return undefined
  if (/(^|[\s(])"\S/u.test(text)) return 'opens'
  return /[^\s\d]"([\s)]|$)/u.test(text) ? 'closes' : undefined
}
