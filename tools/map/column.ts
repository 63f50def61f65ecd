import { sqlName } from 'segments/query'

/** The kind of a column, judged by its values. */
export type Kind = 'number' | 'date' | 'flag' | 'text' | 'empty'

/** A column of a file, and a summary of its values. */
export interface Column {
  readonly name: string
  /** its name in lowercase letters and digits, words separated by one blank */
  readonly words: string
  readonly kind: Kind
  /** its name in SQL */
  readonly sql: string
  /** SQL that converts it to a value of its kind; the name alone if it needs no conversion */
  readonly converted: string
  /** whether the strict readers can take it unconverted, and report values that are not of its kind */
  readonly plain: boolean
  /** number of distinct values among all rows */
  readonly distinct: number
  /** number of values that are not missing among the rows sampled, and the number of those rows */
  readonly filled: number
  readonly sampled: number
  /** the most frequent values first, 40 at most */
  readonly top: readonly string[]
  /** summary of numbers */
  readonly min: number
  readonly max: number
  readonly median: number
  readonly whole: boolean
  /** assumption about how values are written */
  readonly note: string
}

const MISSING = /^(|na|n\/a|null|nan|-|--|none|\?|#n\/a)$/i
const YES = ['yes', 'y', 'true', 't', '1']
const NO = ['no', 'n', 'false', 'f', '0']
const DATES: readonly [pattern: RegExp, format: string, order: 'ymd' | 'dmy' | 'mdy' | 'either'][] = [
  [/^\d{4}-\d{1,2}-\d{1,2}/, '%Y-%m-%d', 'ymd'],
  [/^\d{4}\/\d{1,2}\/\d{1,2}/, '%Y/%m/%d', 'ymd'],
  [/^\d{1,2}\/\d{1,2}\/\d{4}/, '/', 'either'],
  [/^\d{1,2}-\d{1,2}-\d{4}/, '-', 'either'],
  [/^\d{1,2}\.\d{1,2}\.\d{4}/, '.', 'either'],
  [/^\d{1,2}\/\d{1,2}\/\d{2}(?!\d)/, '/', 'either'],
  [/^\d{1,2} [A-Za-z]{3} \d{4}/, '%d %b %Y', 'dmy'],
  [/^\d{1,2}-[A-Za-z]{3}-\d{4}/, '%d-%b-%Y', 'dmy'],
]

/**
 * Judge a column by its values.
 *
 * @param type of the column in DuckDB
 * @param texts values of the sampled rows, as text; null if missing
 */
export function columnOf(name: string, type: string, texts: readonly (string | null)[], distinct: number): Column {
  const present = texts.filter((text): text is string => text !== null && !MISSING.test(text.trim()))
  const counts = new Map<string, number>()
  for (const text of present) counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1)
  const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text)
  const raw = sqlName(name)
  const { kind, sql, note, read } = type === 'VARCHAR' ? textKind(raw, top) : typedKind(raw, type)
  const numbers = (kind === 'number' ? present.map((text) => read(text.trim())).filter(Number.isFinite) : []).sort(
    (a, b) => a - b,
  )
  const whole = numbers.every(Number.isInteger)
  return {
    name,
    words: wordsOf(name),
    kind: present.length === 0 ? 'empty' : kind,
    sql: raw,
    converted: sql,
    plain: sql === raw || (whole && sql === `TRY_CAST(${raw} AS DOUBLE)`),
    distinct,
    filled: present.length,
    sampled: texts.length,
    top: top.slice(0, 40),
    min: numbers[0] ?? NaN,
    max: numbers.at(-1) ?? NaN,
    median: numbers[Math.floor(numbers.length / 2)] ?? NaN,
    whole,
    note,
  }
}

/** Split a name into lowercase words: CustomerID, customer_id and "Customer ID" become "customer id". */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')
}

interface Kinded {
  kind: Kind
  sql: string
  note: string
  read: (text: string) => number
}

function typedKind(raw: string, type: string): Kinded {
  const as = (kind: Kind, sql = raw): Kinded => ({ kind, sql, note: '', read: Number })
  if (/^(DATE|TIMESTAMP)/.test(type)) return as('date', type === 'DATE' ? raw : `CAST(${raw} AS DATE)`)
  if (type === 'BOOLEAN') return as('flag')
  if (/INT|DECIMAL|DOUBLE|FLOAT/.test(type)) return as('number')
  return as('text', `CAST(${raw} AS VARCHAR)`)
}

function textKind(raw: string, texts: readonly string[]): Kinded {
  const plain: Kinded = { kind: 'text', sql: raw, note: '', read: Number }
  if (texts.length === 0) return plain
  const words = texts.map((text) => text.toLowerCase())
  if (
    texts.length === 2 &&
    words.every((word) => [...YES, ...NO].includes(word)) &&
    words.some((word) => !/^[01]$/.test(word))
  )
    return { ...plain, kind: 'flag', sql: `lower(trim(${raw})) IN (${YES.map((yes) => `'${yes}'`).join(', ')})` }
  return numberKind(raw, texts) ?? dateKind(raw, texts) ?? plain
}

/** Recognize numbers with decimal point or comma, with or without thousands separators and currency. */
function numberKind(raw: string, texts: readonly string[]): Kinded | undefined {
  const bare = texts.map((text) => text.replace(/[$€£\s]|^(USD|EUR|GBP)|(USD|EUR|GBP)$/g, ''))
  const share = (pattern: RegExp) => bare.filter((text) => pattern.test(text)).length / bare.length
  const point = /^\(?[-−+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[-+]?\d+)?\)?%?$/i
  const comma = /^[-−+]?(\d+|\d{1,3}(\.\d{3})+)(,\d*)?%?$/
  const enough = 0.98
  if (
    share(point) >= enough &&
    (share(/,/) === 0 || share(/\./) > 0 || share(comma) < enough || share(/,\d{3}$/) === share(/,/))
  ) {
    const signs = share(/^[-+]?\d*\.?\d*(e[-+]?\d+)?$/i) === 1 && bare.every((text, place) => text === texts[place])
    const sql = signs ? raw : `regexp_replace(${raw}, '[^0-9.eE+-]', '', 'g')`
    const read = (text: string) => Number(text.replace(/[^\d.eE+-]/g, ''))
    const others = texts.filter((_, place) => !point.test(bare[place])).slice(0, 3)
    const note = others.length ? `${others.join(', ')} and similar values become missing` : ''
    return { kind: 'number', sql: `TRY_CAST(${sql} AS DOUBLE)`, note, read }
  }
  if (share(comma) < enough) return undefined
  const sql = `TRY_CAST(replace(regexp_replace(${raw}, '[^0-9,-]', '', 'g'), ',', '.') AS DOUBLE)`
  const read = (text: string) => Number(text.replace(/[^\d,-]/g, '').replace(',', '.'))
  return { kind: 'number', sql, note: 'decimal comma', read }
}

function dateKind(raw: string, texts: readonly string[]): Kinded | undefined {
  const found = DATES.find(([pattern]) => texts.filter((text) => pattern.test(text)).length >= 0.98 * texts.length)
  if (!found) return undefined
  const [pattern, format, order] = found
  const day = `regexp_extract(${raw}, '${pattern.source.slice(1).replaceAll('\\/', '/')}')`
  const as = (written: string, note: string): Kinded => ({
    kind: 'date',
    sql: `CAST(try_strptime(${day}, '${written}') AS DATE)`,
    note,
    read: Number,
  })
  if (order !== 'either') return as(format, '')
  const year = pattern.source.includes('\\d{4}') ? '%Y' : '%y'
  const parts = texts.flatMap((text) => /^(\d{1,2}).(\d{1,2}).\d{2}/.exec(text)?.slice(1, 3).map(Number) ?? [])
  const [firsts, seconds] = [0, 1].map((side) => parts.filter((_, place) => place % 2 === side))
  const [dayFirst, monthFirst] = [firsts, seconds].map((side) => side.some((part) => part > 12))
  if (dayFirst) return as(`%d${format}%m${format}${year}`, 'day first, as days above 12 show')
  const open = format === '/' ? `%m${format}%d${format}${year}` : `%d${format}%m${format}${year}`
  if (monthFirst) return as(`%m${format}%d${format}${year}`, 'month first, as days above 12 show')
  return as(open, `no day above 12 shows whether the day or the month comes first: change ${open} if it is wrong`)
}
