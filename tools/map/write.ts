import { sqlName } from 'segments/query'
import type { Column } from './column.js'
import { type Guess, type Line, TODAY } from './guess.js'
import type { Look } from './look.js'
import type { Orders } from './orders.js'

/** Further content of a query's first lines. */
export interface Heading {
  /** the file's path as the user types it */
  readonly file: string
  /** the query's path as the user types it; a suggested name if it is printed */
  readonly query: string
}

/** Reasons why lines of a SELECT were refused, by column of the contract. */
export type Refused = ReadonlyMap<string, string>

/**
 * Return the query that turns a file with one row per customer into customers.
 *
 * @param fields the columns of the contract; those that were not found are listed
 */
export function customersQuery(
  look: Look,
  guess: Guess,
  heading: Heading,
  fields: readonly string[],
  refused: Refused,
): string {
  const all = [...guess.lines, ...guess.own]
  const order = (line: Line) => (fields.includes(line.column) ? fields.indexOf(line.column) : fields.length)
  const taken = all.filter(({ column }) => !refused.has(column)).sort((a, b) => order(a) - order(b))
  const id = guess.id
    ? { sql: idSql(guess.id.sql, guess.id.kind, guess.id.top), why: `${guess.id.name}, one row each` }
    : { sql: 'row_number() OVER ()', why: 'no column is unique: the row number is used as the id' }
  const lines = [
    selected(id.sql, fields[0], id.why),
    ...taken.map((line) => selected(line.sql!, line.column, line.why)),
  ]
  const needsToday = taken.some(({ sql }) => sql?.includes(TODAY))
  return [
    ...top(look, heading, `Customers from ${oneLine(heading.file)}: one row each`),
    `WITH ${source(look, [...taken.flatMap(({ converts = [] }) => converts), ...(needsToday ? guess.todayFrom : [])])}${needsToday ? ',' : ''}`,
    ...(needsToday
      ? [
          '-- the latest day in the file; days are counted back from it',
          `today AS (SELECT ${guess.today} AS day FROM source)`,
        ]
      : []),
    'SELECT',
    joinLines(lines),
    'FROM source',
    ...left([
      ...guess.left,
      ...all.filter(({ column }) => refused.has(column)).map((line) => ({ ...line, why: refused.get(line.column)! })),
    ]),
    ...absent(fields, taken),
    '',
  ].join('\n')
}

/** Return the query that aggregates orders to customers. */
export function ordersQuery(
  look: Look,
  found: Orders,
  heading: Heading,
  fields: readonly string[],
  refused: Refused,
): string {
  const order = found.order ? `CAST(${found.order.sql} AS VARCHAR)` : 'day'
  const modes = found.modes.filter(({ column }) => !refused.has(column))
  const optional = [
    selected('round(sum(amount) / count(DISTINCT purchase), 2)', 'Purchase_Amount', 'value per order'),
    selected(
      'round(count(DISTINCT purchase) / (SELECT months FROM exposure WHERE exposure.customer = kept.customer), 4)',
      'Frequency_of_Purchase',
      'orders per month of exposure',
    ),
    selected('count(DISTINCT purchase)', 'Number_of_Orders', 'used by 04 to estimate who is still active'),
    ...modes.map(({ column, why }) => selected(`mode(${key(column)} ORDER BY ${key(column)})`, column, why)),
    selected(
      '(SELECT count(DISTINCT purchase) FROM lines WHERE lines.customer = kept.customer AND is_back)',
      'Return_Rate',
      `orders canceled or returned: ${found.backWhy}`,
    ),
    selected('max(day)', 'Time_of_Purchase', `the latest ${found.day.name}`),
    selected('min(day)', 'Customer_Since', `the first ${found.day.name}`),
    ...(found.discount
      ? [
          selected(
            'avg(CAST(discounted AS INTEGER)) > 0.5',
            'Discount_Used',
            `${found.discount.name} on more than half of the lines`,
          ),
        ]
      : []),
  ].filter(({ column }) => !refused.has(column))
  const note =
    `(SELECT CASE WHEN count(*) FILTER (customer IS NULL OR is_back) > 0 THEN format('{:,} of {:,} lines are left out: {:,} without a customer ({}% of the amount of all lines), {:,} canceled or returned ({}%). Shares of value are shares of known customers.',
    count(*) FILTER (customer IS NULL OR is_back), count(*), count(*) FILTER (customer IS NULL), share_of(sum(abs(amount)) FILTER (customer IS NULL)),
    count(*) FILTER (customer IS NOT NULL AND is_back), share_of(sum(abs(amount)) FILTER (customer IS NOT NULL AND is_back))) END FROM lines)`.replace(
      /share_of\(((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*)\)(?=,|\))/g,
      'coalesce(round(100 * $1 / nullif(sum(abs(amount)), 0), 1), 0)',
    )
  const tests = found.discount
    ? [
        selected(
          found.discount.kind === 'flag' ? found.discount.sql : `${found.discount.sql} > 0`,
          'discounted',
          found.discount.name,
        ),
      ]
    : []
  return [
    ...top(look, heading, `Customers from ${oneLine(heading.file)}, with several rows each: orders are summed`),
    `WITH ${source(look, found.converts)},`,
    'lines AS (\n  SELECT',
    joinLines(
      [
        selected(
          idSql(found.id.sql, found.id.kind, found.id.top),
          'customer',
          `${found.id.name}, by its name: several rows each`,
        ),
        selected(found.day.sql, 'day', [found.day.name, found.day.note].filter(Boolean).join(': ')),
        selected(
          order,
          'purchase',
          found.order
            ? `${found.order.name}: several lines may be one order`
            : 'no order number was found: purchases on the same day count as one order',
        ),
        selected(found.amount, 'amount', found.amountFrom),
        selected(`coalesce(${found.back}, false)`, 'is_back', `canceled or returned: ${found.backWhy}`),
        ...tests,
        ...modes.map(({ column, sql, from }) => selected(sql!, key(column), from.join(', '))),
      ],
      '    ',
    ),
    '  FROM source',
    ...(found.words
      ? [
          `  -- WHERE coalesce(${found.words}, '') NOT ILIKE '%test%'  -- to leave out tests, postage and fees, which are not purchases`,
        ]
      : []),
    '),',
    '-- What counts as bought: lines of a known customer, with a day and an amount, not canceled or returned',
    'kept AS (SELECT * FROM lines WHERE customer IS NOT NULL AND day IS NOT NULL AND amount > 0 AND NOT is_back),',
    '-- Customers who came last week had no time to come back: months count from the first purchase to the last day of the file, but at',
    '-- least three, so that one purchase yesterday does not become thirty per month.',
    "exposure AS (SELECT customer, greatest(3, date_diff('day', min(day), (SELECT max(day) FROM kept)) / 30.4) AS months FROM kept GROUP BY customer)",
    'SELECT',
    joinLines([
      selected('customer', fields[0], 'one row each'),
      ...optional,
      selected(note, 'Note', 'shown in the log and in 01'),
    ]),
    'FROM kept\nGROUP BY customer\nORDER BY customer',
    ...left([...found.left, ...[...refused].map(([column, why]) => ({ column, why, from: [column] }))]),
    ...absent(fields, [...found.modes, ...optional.map(({ column }) => ({ column }))]),
    '',
  ].join('\n')
}

/** Read the file, with the needed columns as numbers, days and flags; the others stay text. */
function source({ source: read }: Look, needed: readonly Column[]): string {
  const converted = [...new Set(needed)].filter((one) => one.converted !== one.sql)
  if (converted.length === 0) return `source AS (SELECT * FROM ${read})`
  const lines = converted.map(({ converted: sql, name, note }) => selected(sql, name, note))
  return `source AS (\n  SELECT * REPLACE (\n${joinLines(lines, '    ')}\n  ) FROM ${read}\n)`
}

function top({ rows, columns, notes }: Look, { file, query }: Heading, what: string): string[] {
  return [
    `-- ${what}. Written by npm run map, to be checked and changed.`,
    `-- The file: ${rows.toLocaleString('en-US')} rows, ${columns.length} columns${notes.length ? `; ${oneLine(notes.join('; '))}` : ''}.`,
    `-- Run it:   npm start -- --query ${argument(query)} --file ${argument(file)}`,
    '-- Each line says which column was used for what, and why. data/README.md explains our columns.',
    '',
  ]
}

interface Selected {
  readonly sql: string
  readonly column: string
  readonly why: string
}

const selected = (sql: string, column: string, why: string): Selected => ({ sql, column, why })

const key = (column: string): string => column.toLowerCase().replace(/\W/g, '_')

function joinLines(lines: readonly Selected[], indent = '  '): string {
  return lines
    .map(({ sql, column, why }, place) => {
      const comma = place < lines.length - 1 ? ',' : ''
      const alias = sqlName(column)
      const as = sql === alias ? alias : `${sql} AS ${alias}`
      return `${indent}${as}${comma}${why ? `  -- ${oneLine(why)}` : ''}`
    })
    .join('\n')
}

function left(lines: readonly { column: string; from: readonly string[]; why: string }[]): string[] {
  return lines.length
    ? ['', '-- Not used:', ...lines.map(({ from, why }) => `--   ${oneLine(from.join(', '))}: ${oneLine(why)}`)]
    : []
}

/** List the contract's other columns as comments to fill in. */
function absent(fields: readonly string[], taken: readonly { column: string }[]): string[] {
  const names = fields.slice(1).filter((name) => !taken.some(({ column }) => column === name))
  return [
    '',
    '-- Our columns for which nothing was found; add a line for each that the file has:',
    ...names.map((name) => `--   ... AS ${sqlName(name)},`),
  ]
}

/** Return SQL of an id without surrounding blanks; 17850.0 becomes 17850. */
function idSql(raw: string, kind: string, texts: readonly string[] = []): string {
  const whole = texts.some((text) => /^\d+\.0$/.test(text))
  if (kind === 'number' && !whole) return raw
  const text = `nullif(trim(CAST(${raw} AS VARCHAR)), '')`
  return whole ? `regexp_replace(${text}, '\\.0+$', '')` : text
}

/** Put a text on one line, so that no name or value can end an SQL comment. */
const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 600)

const argument = (path: string): string => (/^[\w./\\:-]+$/.test(path) ? path : `"${path}"`)
