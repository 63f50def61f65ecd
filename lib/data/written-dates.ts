import { quoted } from './quoted.js'

/** The order of day and month in a date such as 3/12/2024. */
export type Order = 'D/M/Y' | 'M/D/Y'

/** The order of each date format in a column, by its separator: "/", "." or "-". */
export type Orders = Readonly<Record<string, Order>>

/** A date as YYYY-MM-DD, and how it was written, if not in a plain form. */
export interface WrittenDate {
  readonly value: string
  readonly how?: string
}

const TIME =
  /[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AP]M)?\s*(?:[+-]\d{2}(?::?\d{2})?)?\s*(?:Z|[A-Z]{3,4})?$/i
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/
const NAMED = /^(?:(\d{1,2})[ -]([a-z]{3})[a-z]*\.?|([a-z]{3})[a-z]*\.? (\d{1,2})),?[ -](\d{4})$/i
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/
/** Excel serial numbers of dates from about 1954 to 2064. */
const SERIAL = /^([2-5]\d{4})(?:[.,]\d+)?$/
/** Excel's day 0, for dates from March 1900 on. */
const EXCEL = Date.UTC(1899, 11, 30)

/**
 * Read one date: with the year first, with an English month name, with the year last in the order of its format, or as
 * an Excel serial number. A time of day and a time zone are ignored: the date is the one written.
 *
 * @param text without surrounding whitespace
 * @param orders the order of day and month by separator; by default the month comes first
 * @returns undefined if it is not a date, such as 30 February
 * @example readDate('14.11.2024 00:00', { '.': 'D/M/Y' }) // { value: '2024-11-14', how: 'dates as D.M.Y, times left out' }
 */
export function readDate(text: string, orders: Orders = {}): WrittenDate | undefined {
  const day = text.replace(TIME, '')
  const timed = day === text ? [] : ['times left out']
  const serial = SERIAL.exec(day)
  if (serial) return { value: iso(EXCEL + Number(serial[1]) * 86_400_000), how: 'Excel serial numbers of days' }
  const first = YEAR_FIRST.exec(day)
  if (first) return dated([first[1], first[3], first[4]], timed)
  const named = NAMED.exec(day)
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[3]).toLowerCase()) + 1
    return dated([named[5], String(month), named[1] ?? named[4]], ['names of months', ...timed])
  }
  const last = YEAR_LAST.exec(day)
  if (!last) return undefined
  const [, a, separator, b, year] = last
  const order = orders[separator] ?? 'M/D/Y'
  const plain = order === 'M/D/Y' && separator === '/'
  const form = plain ? [] : [`dates as ${order.replaceAll('/', separator)}`]
  return dated(order === 'D/M/Y' ? [year, b, a] : [year, a, b], [...form, ...timed])
}

function dated([year, month, day]: readonly string[], how: readonly string[]): WrittenDate | undefined {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${value}T00:00:00Z`)
  // A Date rolls 30 February over to March, so a changed date is not a date.
  if (Number.isNaN(time) || iso(time) !== value) return undefined
  return how.length ? { value, how: how.join(', ') } : { value }
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** A column of dates: its name and its distinct texts. */
export interface DateColumn {
  readonly column: string
  readonly texts: Iterable<string>
}

/** What the dates of a format show: a text with a first number above 12, one with a second, and one with neither. */
interface Shown {
  day?: string
  month?: string
  open?: string
}

/**
 * Determine the order of day and month in the dates of a file. The whole column decides: a number above 12 shows which
 * position is the day. A column without one has the order of the file's other dates in the same format. If nothing
 * shows the order, that is a problem.
 *
 * @param columns all date columns of the file; not modified
 * @param given the order of all dates, if the caller knows it; it overrides what the dates show
 * @returns for each column its orders, and sentences on what cannot be determined
 * @example dateOrders([{ column: 'Day', texts: ['14/11/2024', '3/2/2024'] }]).orders // [{ '/': 'D/M/Y' }]
 */
export function dateOrders(columns: readonly DateColumn[], given?: Order): { orders: Orders[]; problems: string[][] } {
  const shown = columns.map(({ texts }) => showing(texts))
  const problems: string[][] = columns.map(() => [])
  const orders = columns.map(({ column }, place) => {
    const own: Record<string, Order> = {}
    for (const [separator, seen] of shown[place]) {
      const others = shown.map((forms) => forms.get(separator)).filter((other) => other !== undefined)
      const order = given ?? decided([seen]) ?? (seen.day || seen.month ? undefined : decided(others))
      if (order) own[separator] = order
      else if (seen.day && seen.month) problems[place].push(mixed(column, seen.day, seen.month))
      else if (seen.open) problems[place].push(open(column, seen.open))
    }
    return own
  })
  return { orders, problems }
}

function showing(texts: Iterable<string>): Map<string, Shown> {
  const forms = new Map<string, Shown>()
  for (const text of texts) {
    const [, a, separator, b] = YEAR_LAST.exec(text.trim().replace(TIME, '')) ?? []
    if (separator === undefined) continue
    const seen = forms.get(separator) ?? {}
    forms.set(separator, seen)
    if (Number(a) > 12) seen.day ??= text
    else if (Number(b) > 12) seen.month ??= text
    else if (Number(a) !== Number(b)) seen.open ??= text
  }
  return forms
}

function decided(forms: readonly Shown[]): Order | undefined {
  const day = forms.some((seen) => seen.day)
  const month = forms.some((seen) => seen.month)
  return day === month ? undefined : day ? 'D/M/Y' : 'M/D/Y'
}

function mixed(column: string, day: string, month: string): string {
  return `${column} requires dates in one order, got ${quoted(day)} and ${quoted(month)}: write all of them in the same way, best as 2024-12-31`
}

function open(column: string, text: string): string {
  const [day, month] = (['D/M/Y', 'M/D/Y'] as const).map((order) => {
    const separator = /[-/.]/.exec(text)![0]
    return readDate(text.trim(), { [separator]: order })!.value
  })
  return `${column} can be read in two ways, as no day of such dates is above 12: ${quoted(text)} is ${day} as D/M/Y and ${month} as M/D/Y; say which with --dates D/M/Y or --dates M/D/Y (in a notebook, with dates)`
}
