import { core, evidence } from 'segments'
import { date, ENGAGEMENT, LAST_DAY, money, type Row, SENSITIVITY, time } from './customer.js'
import type { Source } from './draws.js'
import { EFFECTS, FAVOURITES, MARGINS } from './groups.js'

const DAY = 86_400_000

/** How to read a column of a row as a number, and how to write a number into a row. */
interface Code {
  readonly read: (row: Row) => number
  readonly write: (value: number) => string
}

/** Code levels from low to high; nominal levels are in the order in which other columns of the file go with them. */
function levels(column: string, order: readonly string[]): [string, Code] {
  return [column, { read: (row) => order.indexOf(row[column]), write: (value) => order[value] }]
}

function whole(column: string): [string, Code] {
  return [column, { read: (row) => Number(row[column]), write: String }]
}

const OTHER_CATEGORIES = Object.keys(MARGINS).filter((name) => !FAVOURITES.includes(name))
const { decisionDays } = EFFECTS
const INTENTS = Object.keys(decisionDays).sort((a, b) => decisionDays[a] - decisionDays[b])

/** The columns that depend on each other; all other columns are independent. */
const CODES: readonly [string, Code][] = [
  whole('Age'),
  levels('Income_Level', ['Middle', 'High']),
  levels('Occupation', ['Middle', 'High']),
  levels('Purchase_Category', [...OTHER_CATEGORIES, ...FAVOURITES]),
  ['Purchase_Amount', { read: (row) => Number(row.Purchase_Amount.replace(/[$, ]/g, '')), write: money }],
  whole('Frequency_of_Purchase'),
  levels('Purchase_Channel', ['In-Store', 'Online', 'Mixed']),
  whole('Brand_Loyalty'),
  whole('Product_Rating'),
  levels('Social_Media_Influence', ENGAGEMENT),
  levels('Discount_Sensitivity', SENSITIVITY),
  whole('Return_Rate'),
  whole('Customer_Satisfaction'),
  levels('Engagement_with_Ads', ENGAGEMENT),
  levels('Discount_Used', ['FALSE', 'TRUE']),
  levels('Customer_Loyalty_Program_Member', ['FALSE', 'TRUE']),
  levels('Purchase_Intent', INTENTS),
  whole('Time_to_Decision'),
]

/** Days since the last purchase, and from the first to the last, so that no first purchase can come after the last. */
const DAYS: readonly ((row: Row) => number)[] = [
  (row) => (LAST_DAY - time(row.Time_of_Purchase)) / DAY,
  (row) => (time(row.Time_of_Purchase) - time(row.Customer_Since)) / DAY,
]

/**
 * Make customers of one cloud. Columns have the distributions and rank correlations of grouped customers, but without
 * the second peaks and gaps that groups cause. Independent columns are kept.
 *
 * @param rows to be rewritten, at least 1; not modified
 * @param grouped customers in groups, some thousands; not modified
 * @param seed of the cloud's fit (see oneCloud)
 */
export function asOneCloud(rows: readonly Row[], grouped: readonly Row[], seed: number, source: Source): Row[] {
  const x = core.matrix(
    grouped.map((row) => [...CODES.map(([, { read }]) => read(row)), ...DAYS.map((read) => read(row))]),
  )
  const drawn = evidence.drawsOf({ ...evidence.oneCloud(x, seed), rows: rows.length })(source)
  return rows.map((row, i) => ({ ...row, ...written(drawn, i) }))
}

function written({ cols, data }: core.Matrix, i: number): Row {
  const values = data.subarray(i * cols, (i + 1) * cols)
  const [recency, span] = values.subarray(CODES.length).map(Math.round)
  return {
    ...Object.fromEntries(CODES.map(([column, { write }], j) => [column, write(values[j])])),
    Time_of_Purchase: date(LAST_DAY - recency * DAY),
    Customer_Since: date(LAST_DAY - (recency + span) * DAY),
  }
}
