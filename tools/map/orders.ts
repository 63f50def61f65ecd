import type { Column } from './column.js'
import { idColumn, type Line } from './guess.js'
import { KNOWN, literal } from './known.js'
import type { Look } from './look.js'

/** The recognized columns of an order log. */
export interface Orders {
  readonly id: Column
  readonly day: Column
  /** id of an order, which may have several lines */
  readonly order: Column | undefined
  /** SQL of a line's amount; negative if it was returned */
  readonly amount: string
  readonly amountFrom: string
  /** SQL: was the line cancelled or returned? */
  readonly back: string
  readonly backWhy: string
  readonly discount: Column | undefined
  /** SQL of a line's description, which may distinguish tests from purchases */
  readonly words: string | undefined
  /** columns of levels; each customer gets the most frequent one */
  readonly modes: readonly Line[]
  /** columns that are needed as converted values, not as text */
  readonly converts: readonly Column[]
  readonly left: readonly Line[]
}

/** Files with fewer rows per customer are customer tables with some duplicates. */
const SEVERAL = 1.02

/**
 * Recognize an order log: several rows per customer, with a day and an amount.
 *
 * @returns undefined if the file is not an order log
 */
export function orders({ columns, rows }: Look): Orders | undefined {
  const id = idColumn(columns)
  if (!id || id.distinct * SEVERAL > Math.min(rows, 1_000_000)) return undefined
  const like = (pattern: RegExp, test: (column: Column) => boolean) =>
    columns.find((one) => pattern.test(one.words) && test(one))
  const isNumber = ({ kind }: Column) => kind === 'number'
  const days = columns.filter(({ kind }) => kind === 'date')
  const day =
    days.find(({ words }) => /order|purchase|invoice|transaction/.test(words)) ??
    days.find(({ words }) => !/birth|ship|deliver|due/.test(words))
  const total = like(
    /^(sales|amount|revenue|turnover|total|line total|total (price|amount|sales)|(sales|order|purchase|payment|transaction) (amount|value|total)|price total)$/,
    isNumber,
  )
  const quantity = like(/^(quantity|qty|units|items|order quantity)$/, isNumber)
  const price = like(/^(unit ?price|price|price each|item price|unit cost)$/, isNumber)
  if (!day || !(total || price)) return undefined
  const amount = total ? total.sql : quantity ? `${quantity.sql} * ${price!.sql}` : price!.sql
  const amountFrom = total ? total.name : quantity ? `${quantity.name} * ${price!.name}` : price!.name
  const order = columns.find(
    (one) =>
      one !== id &&
      /^(order|invoice|transaction|basket|receipt)( ?(id|no|nr|number|code))?$/.test(one.words) &&
      one.kind !== 'date',
  )
  const status = like(/status|state of order/, ({ kind }) => kind === 'text')
  const returned = like(/^return(ed|s)?$|is return/, ({ kind }) => kind === 'flag')
  const gone = status?.top.filter((value) => /cancel|return|refund|void|test|fail/i.test(value)) ?? []
  const letter = order?.top.length ? order : undefined
  const marks: [string, string][] = [
    [`${amount} < 0`, `${amountFrom} below 0`],
    ...(letter
      ? [
          [`CAST(${letter.sql} AS VARCHAR) SIMILAR TO '[Cc][0-9]+'`, `${letter.name} of C and digits`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(gone.length
      ? [
          [`${status!.sql} IN (${gone.map(literal).join(', ')})`, `${status!.name} ${gone.join(', ')}`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(returned ? [[returned.sql, returned.name] as [string, string]] : []),
  ]
  const discount = like(
    /^discount( rate| amount| pct| percent)?$|discount/,
    (one) => isNumber(one) || one.kind === 'flag',
  )
  const used = new Set([id, day, total, quantity, price, order, status, returned, discount].map((one) => one?.name))
  const modes: Line[] = []
  for (const { column, names, as } of KNOWN) {
    if (column === 'Discount_Used' || column === 'Return_Rate') continue
    const found = names
      .map((name) => columns.find((one) => !used.has(one.name) && name.test(one.words) && one.kind !== 'empty'))
      .find(Boolean)
    const mapped = found && found.distinct > 1 ? as(found) : undefined
    if (!found || !mapped || typeof mapped === 'string') continue
    used.add(found.name)
    modes.push({
      column,
      sql: mapped.sql,
      from: [found.name],
      why: [`the most frequent ${found.name}`, mapped.note].filter(Boolean).join('; '),
    })
  }
  const left = columns
    .filter(({ name }) => !used.has(name))
    .map(({ name }): Line => ({ column: name, from: [name], why: 'describes a line, not a customer' }))
  return {
    id,
    day,
    order,
    amount,
    amountFrom,
    back: marks.map(([sql]) => sql).join(' OR '),
    backWhy: marks.map(([, why]) => why).join(', or '),
    discount,
    words: like(/description|product( name)?$|item( name)?$/, ({ kind }) => kind === 'text')?.sql,
    modes,
    converts: [day, total, quantity, price, returned, discount].filter((one) => one !== undefined),
    left,
  }
}
