import type { DataFrame } from 'danfojs-node'
import { count } from '../core/format.js'
import { mayShowOne } from '../core/withheld.js'
import { texts } from '../data/columns.js'
import { daysBefore } from '../data/dates.js'
import { FIELDS } from '../data/fields.js'
import { has } from '../data/has.js'
import type { LogLine } from '../data/log.js'
import { wild } from '../data/wild.js'

/** Days from the dates of customers to the as-of date, and how that date was chosen. */
export interface DaysToAsOf {
  /** YYYY-MM-DD; empty if there are no dates. */
  readonly asOf: string
  /**
   * Days since the latest and since the first purchase, length n, if the frame has the column; NaN where a date is
   * missing.
   */
  readonly lastPurchase?: Float64Array
  readonly since?: Float64Array
  /** Wild dates after the as-of date, latest first, each once: they count as the as-of date. */
  readonly passedOver: readonly string[]
  readonly log: readonly LogLine[]
}

const DATES = ['lastPurchase', 'since'] as const

/**
 * Count the days from the latest and the first purchases to the as-of date. By default that is the latest date that is
 * not wild (see wildValues), so that one date in 2034 does not add ten years for everybody.
 *
 * @param customers not modified
 * @param given YYYY-MM-DD; empty for the latest date
 * @returns the days, the as-of date, and the dates after it
 * @throws {RangeError} on an as-of date before a date that is not wild; the message names both
 */
export function daysToAsOf(customers: DataFrame, given = ''): DaysToAsOf {
  const columns = DATES.filter((name) => has(customers, name)).map((name) => {
    const far = new Set(wild(customers, [name]).map(({ row }) => row))
    return { name, dates: texts(customers, name), far }
  })
  const asOf = given || columns.map(latest).sort().at(-1) || ''
  const counted = columns.map(({ name, dates, far }) => {
    const isLate = (row: number) => far.has(row) && dates[row]! > asOf
    const clipped = far.size ? dates.map((date, row) => (isLate(row) ? asOf : date)) : dates
    return { name, days: daysBefore(clipped, asOf), late: [...far].filter(isLate).map((row) => dates[row]!) }
  })
  return {
    asOf,
    ...Object.fromEntries(counted.map(({ name, days }) => [name, days])),
    passedOver: latestFirst(counted.flatMap(({ late }) => late)),
    log: counted.filter(({ late }) => late.length).map(({ name, late }) => lateLine(name, late, asOf)),
  }
}

/** The latest date that is not wild. */
function latest({ dates, far }: { dates: readonly (string | null)[]; far: ReadonlySet<number> }): string {
  let last = ''
  for (let row = 0; row < dates.length; row++) {
    const date = dates[row]
    if (date !== null && date > last && !far.has(row)) last = date
  }
  return last
}

function lateLine(name: string, late: readonly string[], asOf: string): LogLine {
  const [last, ...more] = latestFirst(late)
  const dates = more.length ? `${last} and ${count(more.length)} more` : last
  const verbs = late.length === 1 ? 'is far from all others and counts' : 'are far from all others and count'
  return {
    step: 'as-of date',
    column: FIELDS.find((field) => field.name === name)!.column,
    rows: late.length,
    detail: `${count(late.length, 'date')} after ${asOf}${mayShowOne() ? ` (${dates})` : ''} ${verbs} as that day`,
  }
}

function latestFirst(dates: readonly string[]): string[] {
  return [...new Set(dates)].sort().reverse()
}
