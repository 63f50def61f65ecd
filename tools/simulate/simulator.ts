import { core } from 'segments'
import { asOneCloud } from './cloud.js'
import { customer, type Row, yearEarlier } from './customer.js'
import { soiled } from './dirt.js'
import { type Draws, draws, type Source } from './draws.js'
import { ATYPICAL, type Group, MARGINS, PROFILES, SPEND_PER_CUSTOMER } from './groups.js'

/**
 * `groups`: the planted groups. `cloud`: no groups, but similar distributions and correlations of the columns.
 * `none`: the null twin, in which all columns are independent of each other.
 */
export const STRUCTURES = ['groups', 'cloud', 'none'] as const
export type Structure = (typeof STRUCTURES)[number]

/** Number of grouped customers that are simulated to fit a cloud. */
const CLOUD_OF = 3000

export interface SimulateOptions {
  /** integer from 1 to 4294967295 */
  readonly seed: number
  /** number of distinct customers, at least 1 */
  readonly customers: number
  /** `groups` by default */
  readonly structure?: Structure
  /** whether to add missing values, copies, impossible ages and other spellings; true by default */
  readonly dirt?: boolean
}

/** Rows of four files: text by column name. */
export interface Simulated {
  readonly rows: Row[]
  readonly truth: { Customer_ID: string; Group: string }[]
  readonly spend: { Purchase_Channel: string; Marketing_Spend: string }[]
  readonly margins: { Purchase_Category: string; Gross_Margin: string }[]
}

/**
 * Simulate customers, the group each was drawn from, the spend on each channel, and the margin of each category.
 *
 * The null twin permutes each column of the grouped customers separately: each column keeps its values, but loses all
 * relations to others. All first purchases are moved 366 days back, so that none comes after a last purchase; this
 * changes no rank, correlation or standardized feature.
 *
 * The cloud has the margins and rank correlations of grouped customers, with the margins made unimodal (see oneCloud).
 *
 * @throws {RangeError} on fewer than 1 customer, or a seed that is not an integer from 1 to 4294967295
 * @example simulate({ seed: 1, customers: 10 }).truth.length // 10
 */
export function simulate({ seed, customers, structure = 'groups', dirt = true }: SimulateOptions): Simulated {
  if (!Number.isInteger(customers) || customers < 1) {
    throw new RangeError(`simulate requires customers that are an integer >= 1, got ${customers}`)
  }
  const source = core.random(seed)
  const draw = draws(source)
  const shares = Object.fromEntries(Object.entries(PROFILES).map(([group, { share }]) => [group, share]))
  const groups = Array.from({ length: customers }, () => draw.pick(shares) as Group)
  const ids = uniqueIds(customers, draw)
  const grouped = groups.map((group, i) => customer(ids[i], behaviour(group, draw), draw))
  const ofGroups = () => customer('', behaviour(draw.pick(shares) as Group, draw), draw)
  const rows = {
    groups: () => grouped,
    cloud: () => asOneCloud(grouped, Array.from({ length: CLOUD_OF }, ofGroups), seed, source),
    none: () => permuted(grouped, source),
  }[structure]()
  return {
    rows: dirt ? soiled(rows, structure !== 'none', source) : rows,
    truth: rows.map((row, i) => ({ Customer_ID: row.Customer_ID, Group: groups[i] })),
    spend: Object.entries(SPEND_PER_CUSTOMER).map(([channel, each]) => ({
      Purchase_Channel: channel,
      Marketing_Spend: String(each * customers),
    })),
    margins: Object.entries(MARGINS).map(([category, margin]) => ({
      Purchase_Category: category,
      Gross_Margin: margin.toFixed(2),
    })),
  }
}

/** Return the group whose behavior a customer shows: nearly always its own. */
function behaviour(group: Group, { chance, pick }: Draws): Group {
  if (!chance(ATYPICAL)) return group
  const others = Object.keys(PROFILES).filter((name) => name !== group)
  return pick(Object.fromEntries(others.map((name) => [name, 1]))) as Group
}

/** Draw distinct identifiers such as 37-611-6911. */
function uniqueIds(n: number, { below }: Draws): string[] {
  const ids = new Set<string>()
  while (ids.size < n) {
    const digits = String(below(1e9)).padStart(9, '0')
    ids.add(`${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}`)
  }
  return [...ids]
}

/** Permute each column separately, so that it is independent of the group. */
function permuted(rows: readonly Row[], source: Source): Row[] {
  const columns = Object.keys(rows[0])
  const orders = columns.map(() => core.shuffled(rows.length, source))
  return rows.map((_, i) => {
    const row = Object.fromEntries(columns.map((column, c) => [column, rows[orders[c][i]][column]]))
    return { ...row, Customer_Since: yearEarlier(row.Customer_Since) }
  })
}
