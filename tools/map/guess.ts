import { CUSTOMER_COLUMNS } from 'segments/check'
import { type Column, wordsOf } from './column.js'
import { KNOWN, literal, rates } from './known.js'
import type { Look } from './look.js'

/** A line of a query: SQL for a column of the contract, the file's columns used, and why; or why it was refused. */
export interface Line {
  readonly column: string
  readonly sql?: string
  readonly from: readonly string[]
  /** columns that the line needs as converted values, not as text */
  readonly converts?: readonly Column[]
  readonly why: string
}

/** How the columns of a file with one row per customer map to the contract. */
export interface Guess {
  readonly id: Column | undefined
  readonly lines: readonly Line[]
  /** SQL of the latest day in the file, if it has dates */
  readonly today: string | undefined
  /** the columns used by `today` */
  readonly todayFrom: readonly Column[]
  /** numbers that are kept under their own names */
  readonly own: readonly Line[]
  /** columns that were not taken, with the reason */
  readonly left: readonly Line[]
}

const ID = [
  /^(customer|client|cust|consumer|shopper|buyer|member|household|kunden?|master)( ?(id|no|nr|num|number|key|code|identifier))$/,
  /^user ?(id|no)?$|^(customer|client)$|^customer (id|identifier|unique id)/,
  /^(account|contact|card) ?(id|no|number)$/,
  /^id$|^customerid$|^custid$|^userid$/,
]
const NOT_ID = /order|invoice|transaction|product|item|row|line|category|store/

/** Find the column of customer ids by its name; ids may repeat. */
export function idColumn(columns: readonly Column[]): Column | undefined {
  for (const like of ID) {
    const found = columns.find(({ words, filled }) => filled > 0 && like.test(words) && !NOT_ID.test(words))
    if (found) return found
  }
  return undefined
}

/** Return the first column if it counts rows from 0 or 1: then it is an id, whatever its name. */
export function countingColumn({ columns, rows }: Look): Column | undefined {
  return columns
    .slice(0, 1)
    .find((one) => one.min <= 1 && one.min >= 0 && one.max < 2 * rows && one.whole && one.distinct === rows)
}

/** Whether a column only numbers the rows: distinct whole numbers that are consecutive or named like an id. */
function isNumbering({ kind, whole, distinct, min, max, words }: Column, rows: number): boolean {
  if (kind !== 'number' || !whole || distinct !== rows) return false
  return max - min === rows - 1 || /\b(id|no|nr|code|zip|phone|index)\b/.test(words)
}

/** If a file has no dates, any day will do: only the differences between days matter. */
const DAY = "DATE '2024-12-31'"
/** The latest day in a file. */
export const TODAY = '(SELECT day FROM today)'

/** Map a file with one row per customer. */
export function guess(file: Look): Guess {
  const { columns, rows } = file
  const named = idColumn(columns)
  const id = named && named.distinct === rows ? named : countingColumn(file)
  const used = new Set<string>(id ? [id.name] : [])
  const lines: Line[] = []
  const refused: Line[] = []
  const take = (column: string, sql: string, from: readonly Column[], why: string) => {
    const converts = from.length === 1 && ((from[0].plain && from[0].sql === sql) || asText(from[0], sql)) ? [] : from
    lines.push({ column, sql, from: from.map(({ name }) => name), converts, why })
    for (const { name } of from) used.add(name)
  }
  const free = (test: (column: Column) => boolean) =>
    columns.filter((one) => !used.has(one.name) && one.kind !== 'empty' && test(one))
  const named1 =
    (...names: readonly RegExp[]) =>
    (one: Column) =>
      names.some((like) => like.test(one.words))
  const birth = free(named1(/birth/, /^yob$/))[0]
  const dates = free(({ kind }) => kind === 'date')
  const newest = dates.filter((one) => one !== birth)
  const latest = newest.map(({ sql }) => `max(${sql})`)
  const today = latest.length > 1 ? `greatest(${latest.join(', ')})` : latest[0]
  const asOf = today ? TODAY : DAY

  if (birth?.kind === 'number' && birth.min > 1850 && birth.max < 2030) {
    take('Age', `year(${asOf}) - ${birth.sql}`, [birth], `years from ${birth.name} to the latest day of the file`)
  } else if (birth?.kind === 'date')
    take('Age', `date_diff('year', ${birth.sql}, ${asOf})`, [birth], `years from ${birth.name}`)
  for (const { column, names, as } of KNOWN) {
    if (lines.some((line) => line.column === column)) continue
    let reason: Line | undefined
    for (const like of names) {
      const found = free(({ words }) => like.test(words))
      for (const one of found) {
        const mapped = one.distinct < 2 ? 'it has only one value' : as(one)
        if (mapped && typeof mapped !== 'string') {
          take(
            column,
            mapped.sql,
            [one],
            [`${one.name}, by its name`, mapped.note, one.note].filter(Boolean).join('; '),
          )
          break
        }
        reason ??= {
          column,
          from: [one.name],
          why: `${one.name} has a matching name, but ${mapped ?? 'no matching values'}`,
        }
      }
      if (lines.some((line) => line.column === column)) break
    }
    if (reason && !lines.some((line) => line.column === column)) refused.push(reason)
  }
  if (isLost(columns)) {
    for (const { column, values, as } of KNOWN) {
      const found = free((one) => one.distinct > 1 && values?.(one) === true)[0]
      const mapped = found && !lines.some((line) => line.column === column) ? as(found) : undefined
      if (mapped && typeof mapped !== 'string') take(column, mapped.sql, [found!], `${found!.name}, by its values only`)
    }
  }
  dated(free, named1, take, asOf)
  const months = monthsOf(lines, asOf)
  bought(free, named1, take, months)
  income(free, take, lines)
  return { id, lines, today, todayFrom: newest, ...rest(columns, used, refused, file, lines) }
}

/** Whether the SQL only casts the column to text, so that it needs no conversion first. */
const asText = (column: Column, sql: string): boolean => sql === `CAST(${column.sql} AS VARCHAR)`

/** Whether the columns are numbered, since the header is missing. */
const isLost = (columns: readonly Column[]): boolean => columns.every(({ name }, place) => name === `c${place}`)

type Free = (test: (column: Column) => boolean) => Column[]
type Named = (...names: readonly RegExp[]) => (one: Column) => boolean
type Take = (column: string, sql: string, from: readonly Column[], why: string) => void

/** Map first and latest purchases, given as dates or as days, months or years since. */
function dated(free: Free, named: Named, take: Take, asOf: string): void {
  const first = named(
    /first.*(order|purchase|buy|visit)/,
    /since|enrol|sign ?up|join|regist|created|dt customer|customer date|start date/,
  )
  const last = named(/last.*(order|purchase|buy|visit|date)/, /time of purchase|(purchase|order) date|latest/)
  const isDate = ({ kind }: Column) => kind === 'date'
  const latest = free((one) => isDate(one) && last(one) && !first(one)).sort(
    (a, b) => a.words.length - b.words.length,
  )[0]
  const passed = free(
    (one) => one.kind === 'number' && /^recency$|days since|recency/.test(one.words) && one.min >= 0,
  )[0]
  const lastSql = latest ? latest.sql : passed ? `${asOf} - CAST(${passed.sql} AS INTEGER)` : undefined
  if (latest)
    take(
      'Time_of_Purchase',
      latest.sql,
      [latest],
      [`${latest.name}, a date by its values`, latest.note].filter(Boolean).join('; '),
    )
  else if (passed) take('Time_of_Purchase', lastSql!, [passed], `${passed.name} as days before the latest known day`)
  const since = free((one) => isDate(one) && first(one))[0]
  const length = free(
    (one) =>
      one.kind === 'number' &&
      one.min >= 0 &&
      /tenure|length of membership|membership (years|length)|customer (for|age)|months (as|on|since)/.test(one.words),
  )[0]
  const earliest = (sql: string) => (lastSql ? `least(${sql}, ${lastSql})` : sql)
  if (since) {
    const note = lastSql ? '; no later than the latest purchase' : ''
    take(
      'Customer_Since',
      earliest(since.sql),
      [since],
      [`${since.name}, a date by its values${note}`, since.note].filter(Boolean).join('; '),
    )
  } else if (length) {
    const [unit, days] =
      /year|membership/.test(length.words) && length.max < 60
        ? ['years', 365.25]
        : /day/.test(length.words) || length.max > 400
          ? ['days', 1]
          : ['months', 30.4]
    const sql = `${asOf} - CAST(${length.sql} * ${days} AS INTEGER)`
    if (length.distinct > 1)
      take(
        'Customer_Since',
        earliest(sql),
        [length],
        `${length.name} read as ${unit} before the latest known day: change * ${days} if the unit is different`,
      )
  }
}

/** Return SQL of a customer's months: those since the first purchase, at least one; 12 if it is not known. */
function monthsOf(lines: readonly Line[], asOf: string): { sql: string; why: string } {
  const since = lines.find(({ column }) => column === 'Customer_Since')
  if (!since) return { sql: '12', why: 'assuming one year: change 12 if the period is different' }
  return {
    sql: `greatest(1, date_diff('day', ${since.sql}, ${asOf}) / 30.4)`,
    why: 'over the months since Customer_Since, at least one',
  }
}

/** Map spend and frequency: from totals and counts, or from columns per month or per purchase. */
function bought(free: Free, named: Named, take: Take, months: { sql: string; why: string }): void {
  const isAmount = ({ kind, min, distinct }: Column) => kind === 'number' && min >= 0 && distinct > 2
  const rate = free(named(/frequency of purchases?|purchase frequency|^frequency$/))
    .map((one) => ({ one, mapped: rates(one) }))
    .find(({ mapped }) => mapped)
  if (rate) take('Frequency_of_Purchase', rate.mapped!.sql, [rate.one], `${rate.one.name} in words, as times per month`)
  const level = !rate && free((one) => one.kind === 'text' && rates(one) !== undefined)[0]
  if (level)
    take('Frequency_of_Purchase', rates(level)!.sql, [level], `${level.name} by its values, as times per month`)
  const single = free(
    (one) =>
      isAmount(one) &&
      named(
        /purchase amount|average (order|purchase|basket)|avg (order|purchase|basket)|order value|^amount$|basket value/,
      )(one),
  )[0]
  if (single)
    take(
      'Purchase_Amount',
      single.sql,
      [single],
      [`${single.name}, by its name`, single.note].filter(Boolean).join('; '),
    )
  const monthly = single
    ? undefined
    : free(
        (one) =>
          isAmount(one) && /month/.test(one.words) && /charge|spen|amount|revenue|value|fee|bill/.test(one.words),
      )[0]
  const yearly =
    single || monthly
      ? undefined
      : free(
          (one) =>
            isAmount(one) && /year|annual/.test(one.words) && /spen|amount|revenue|sales|purchase/.test(one.words),
        )[0]
  if (monthly) take('Customer_Value', monthly.sql, [monthly], `${monthly.name}, an amount per month by its name`)
  if (yearly) take('Customer_Value', `${yearly.sql} / 12`, [yearly], `${yearly.name}, an amount per year by its name`)
  const parts = free(
    (one) => isAmount(one) && /^(mnt|amt|spent on|amount)\b./.test(one.words) && !/^amount$/.test(one.words),
  )
  const valued = free(
    (one) =>
      isAmount(one) &&
      /(value|spen[dt]|sales|revenue|amount).*total|total.*(value|spen[dt]|sales|revenue|amount|charge)/.test(
        one.words,
      ),
  )
  const total =
    parts.length > 2
      ? parts
      : valued.length
        ? valued
        : free(
            (one) =>
              isAmount(one) && named(/^monetary( value)?$|^(sales|revenue|spent|spend|turnover|purchases|total)$/)(one),
          ).slice(0, 1)
  const counted = free(
    (one) =>
      one.kind === 'number' &&
      one.min >= 0 &&
      /^(num|number|nr|no|n|count)\b.*(purchases|orders|transactions)|(order|purchase|transaction)s? (num|count|total)|^(orders|transactions)$|purchases trx|total (orders|purchases|transactions)/.test(
        one.words,
      ) &&
      !/deal|discount|web visits|month/.test(one.words),
  )
  const times = counted.length
    ? counted
    : free(
        (one) => one.kind === 'number' && one.whole && one.min >= 0 && /^frequency$|previous purchases/.test(one.words),
      ).slice(0, 1)
  const sum = (columns: readonly Column[]) =>
    columns.length > 1 ? `(${columns.map(({ sql }) => sql).join(' + ')})` : (columns[0]?.sql ?? '')
  const names = (columns: readonly Column[]) => columns.map(({ name }) => name).join(' + ')
  const value = monthly || yearly
  if (single || value) {
    if (single && !rate && !level && times.length)
      take('Frequency_of_Purchase', `${sum(times)} / ${months.sql}`, times, `${names(times)}, ${months.why}`)
    return
  }
  if (total.length && times.length) {
    take(
      'Purchase_Amount',
      `round(${sum(total)} / greatest(${sum(times)}, 1), 2)`,
      total,
      `${names(total)} over ${names(times)}`,
    )
    if (!rate && !level)
      take('Frequency_of_Purchase', `round(${sum(times)} / ${months.sql}, 4)`, times, `${names(times)}, ${months.why}`)
  } else if (total.length)
    take('Customer_Value', `round(${sum(total)} / ${months.sql}, 2)`, total, `${names(total)}, ${months.why}`)
  else if (times.length && !rate && !level)
    take('Frequency_of_Purchase', `round(${sum(times)} / ${months.sql}, 4)`, times, `${names(times)}, ${months.why}`)
}

/** Map income. Numbers are cut into thirds, and also kept as numbers. */
function income(free: Free, take: Take, lines: Line[]): void {
  const found = free(
    ({ words, kind, distinct }) => /income|salary|earning/.test(words) && (kind === 'text' || distinct > 10),
  )[0]
  if (found?.kind !== 'number') {
    if (!found || found.distinct > 12) return
    const level = (like: RegExp) => found.top.find((one) => like.test(one))
    const [low, middle, high] = [level(/^low/i), level(/^(mid|medium)/i), level(/^high/i)].map((one) =>
      one?.replaceAll("'", "''"),
    )
    if (low && high)
      take(
        'Income_Level',
        `CASE ${found.sql} WHEN '${low}' THEN 'Low' ${middle ? `WHEN '${middle}' THEN 'Middle' ` : ''}WHEN '${high}' THEN 'High' END`,
        [found],
        `${found.name}, by its name`,
      )
    return
  }
  const third = (share: string) => `(SELECT quantile_disc(${found.sql}, ${share}) FROM source)`
  const sql = `CASE WHEN ${found.sql} <= ${third('1 / 3')} THEN 'Low'\n    WHEN ${found.sql} <= ${third('2 / 3')} THEN 'Middle'\n    WHEN ${found.sql} IS NOT NULL THEN 'High' END`
  lines.push({
    column: 'Income_Level',
    sql,
    from: [found.name],
    converts: [found],
    why: `${found.name} in thirds; the numbers stay as well`,
  })
}

/** Return the numbers that are kept under their own names, and the columns that are not taken. */
function rest(
  columns: readonly Column[],
  used: ReadonlySet<string>,
  refused: readonly Line[],
  { rows }: Look,
  lines: readonly Line[],
) {
  const own: Line[] = []
  const left: Line[] = []
  for (const one of columns.filter(({ name }) => !used.has(name))) {
    const line = (why: string, sql?: string): Line => ({
      column: ownName(one.name),
      from: [one.name],
      why,
      ...(sql && { sql }),
    })
    const known = refused.find(({ from }) => from[0] === one.name)
    const codes = known && one.kind === 'number' ? `${known.why}; ` : ''
    const ours = CUSTOMER_COLUMNS.find((name) => wordsOf(name) === one.words)
    if (one.kind === 'empty') left.push(line('it is empty'))
    else if (one.distinct < 2) left.push(line('it has only one value'))
    else if (ours && !lines.some(({ column }) => column === ours))
      own.push({ ...line('it has the name of our column', one.sql), column: ours })
    else if (isNumbering(one, rows)) left.push(line('it numbers the rows, or is another id'))
    else if (one.kind === 'number')
      own.push({ ...line(`${codes}your own number`, one.sql), converts: one.plain ? [] : [one] })
    else if (one.kind === 'flag')
      own.push({ ...line('yes or no, as 1 or 0', `CAST(${one.sql} AS INTEGER)`), converts: [one] })
    else
      left.push(
        line(
          (known?.why ??
            (one.kind === 'date'
              ? 'a date of unknown meaning'
              : `text of unknown meaning, such as ${one.top
                  .slice(0, 2)
                  .map((value) => JSON.stringify(value.slice(0, 30)))
                  .join(', ')}`)) + inOrder(one),
        ),
      )
  }
  return { own, left }
}

/** More levels than this rarely have an order. */
const MOST_LEVELS = 12

/** Suggest how to declare the order of a few levels, which only the user knows; bands go by their first number. */
function inOrder({ kind, distinct, top, sql, name }: Column): string {
  if (kind !== 'text' || distinct < 3 || distinct > MOST_LEVELS || top.length !== distinct) return ''
  const first = (level: string) => Number(/\d+(\.\d+)?/.exec(level.replaceAll(',', ''))?.[0] ?? 0)
  const levels = [...top].sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))
  const listed = levels.map(literal).join(', ')
  return `; if its values have an order, write them from low to high: ${sql}::ENUM(${listed}) AS ${ownName(name)}`
}

/** Return a name that needs no quotes in SQL or among features. */
function ownName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const clash = CUSTOMER_COLUMNS.some((column) => wordsOf(column) === wordsOf(plain)) ? `${plain}_own` : plain
  return /^[A-Za-z]/.test(plain) ? clash : `Column_${plain || 'unnamed'}`
}
