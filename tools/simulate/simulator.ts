import { core } from 'segments'
import { asOneCloud } from './cloud.js'
import { customer, type Row, yearEarlier } from './customer.js'
import { soiled } from './dirt.js'
import { type Draws, draws, type Source } from './draws.js'
import { ATYPICAL, type Group, MARGINS, PROFILES, SPEND_PER_CUSTOMER } from './groups.js'

/**
 * `groups`: the planted groups. `cloud`: no groups, but columns that look and go together as those of the groups do.
 * `none`: the null twin, in which no column tells anything of another.
 */
export const STRUCTURES = ['groups', 'cloud', 'none'] as const
export type Structure = (typeof STRUCTURES)[number]

/** So many customers of groups are simulated to see what the columns of a cloud look like. */
const CLOUD_OF = 3000

export interface SimulateOptions {
  /** integer from 1 to 4294967295 */
  readonly seed: number
  /** how many distinct customers, at least 1 */
  readonly customers: number
  /** `groups` by default */
  readonly structure?: Structure
  /** whether to add gaps, copies, impossible ages and other spellings; true by default */
  readonly dirt?: boolean
}

/** Rows of four files: column name to text. */
export interface Simulated {
  readonly rows: Row[]
  readonly truth: { Customer_ID: string; Group: string }[]
  readonly spend: { Purchase_Channel: string; Marketing_Spend: string }[]
  readonly margins: { Purchase_Category: string; Gross_Margin: string }[]
}

/**
 * Simulate customers, the group each was drawn from, what was spent on each channel and what each category earns.
 *
 * The null twin permutes every column of the grouped customers by itself: each column keeps its values, and all ties
 * break. So that every first purchase stays before every last one, its first purchases are all 366 days earlier; no
 * rank, correlation or standardized feature can see that.
 *
 * The cloud has the margins and rank correlations of grouped customers, its margins made unimodal (see oneCloud).
 *
 * @throws {RangeError} on fewer than 1 customer, or a seed that is no integer from 1 to 4294967295
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

/** Nearly always the group itself; at times another one. */
function behaviour(group: Group, { chance, pick }: Draws): Group {
  if (!chance(ATYPICAL)) return group
  const others = Object.keys(PROFILES).filter((name) => name !== group)
  return pick(Object.fromEntries(others.map((name) => [name, 1]))) as Group
}

/** Identifiers such as 37-611-6911, no two alike. */
function uniqueIds(n: number, { below }: Draws): string[] {
  const ids = new Set<string>()
  while (ids.size < n) {
    const digits = String(below(1e9)).padStart(9, '0')
    ids.add(`${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}`)
  }
  return [...ids]
}

/** Each column in an order of its own; the group of a row then says nothing of it. */
function permuted(rows: readonly Row[], source: Source): Row[] {
  const columns = Object.keys(rows[0])
  const orders = columns.map(() => core.shuffled(rows.length, source))
  return rows.map((_, i) => {
    const row = Object.fromEntries(columns.map((column, c) => [column, rows[orders[c][i]][column]]))
    return { ...row, Customer_Since: yearEarlier(row.Customer_Since) }
  })
}
