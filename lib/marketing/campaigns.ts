import { greatest, rollups, sort, sum } from 'd3-array'
import { numbers, texts } from '../data/columns.js'
import type { OfferRule } from '../data/offers.js'
import { mean } from '../statistics/mean.js'
import type { Claim } from './claims.js'
import { type CategoryMargin, customerMargins } from './margins.js'
import { type Offer, offers } from './offers.js'
import { ASSUMPTIONS, type Assumptions, type Plan, plan } from './plan.js'
import { standOuts } from './stand-outs.js'
import { FEWEST, type Study } from './study.js'

/** A level that stands out in a segment, or its most common level if none does. */
export interface Pick {
  readonly level: string
  /** Number of the segment's customers with the level, and their share; the share of all customers with it. */
  readonly hits: number
  readonly share: number
  readonly overall: number
  readonly lift: number
  readonly interval: readonly [number, number]
  readonly q: number
  /** See standOuts. */
  readonly standsOut: boolean
}

/** What to do for one segment, and how to learn whether it worked. */
export interface Campaign extends Offer, Plan {
  readonly segment: string
  /** Number of all customers of the segment. */
  readonly audience: number
  /** Undefined if the file does not give it. */
  readonly channel?: Pick
  readonly category?: Pick
}

/**
 * Plan one campaign per segment: who, where, with what, which offer, and its test; the highest expected return first.
 * Slices get no campaigns: a customer in one might as well be in another.
 *
 * @param study not modified; a segment of fewer than FEWEST customers gets no campaign, since nothing could be learned
 *   from it
 * @param claims the ledger, which says in what a segment differs
 * @param rules which state calls for which offer
 * @param assumptions ASSUMPTIONS by default
 * @param margins of categories: if given, they replace the assumed gross margin, weighted by what customers bring
 * @throws {RangeError} on invalid assumptions (see requireAssumptions)
 */
export function campaigns(
  study: Study,
  claims: readonly Claim[],
  rules: readonly OfferRule[],
  assumptions: Assumptions = ASSUMPTIONS,
  margins: readonly CategoryMargin[] = [],
): Campaign[] {
  if (study.verdict.kind === 'slices') return []
  const { customers, segmentOf } = study
  const channels = picks(study, 'channel', claims)
  const categories = picks(study, 'category', claims)
  const large = study.sizes.filter(({ customers: audience }) => audience >= FEWEST)
  const given = offers(
    customers,
    segmentOf,
    large.map(({ segment }) => segment),
    rules,
  )
  const amount = customers.columns.includes('amount') ? numbers(customers, 'amount') : undefined
  const ownMargins = customerMargins(customers, margins, assumptions.grossMargin)
  const weights = customers.columns.includes('value') ? numbers(customers, 'value') : ownMargins.map(() => 1)
  const found = large.map(({ segment, customers: audience }): Campaign => {
    const rows = [...segmentOf.keys()].filter((row) => segmentOf[row] === segment)
    const spent = amount ? mean(rows.map((row) => amount[row])) : NaN
    const [channel, category] = [channels.get(segment), categories.get(segment)]
    return {
      segment,
      audience,
      ...given.get(segment)!,
      ...(channel && { channel }),
      ...(category && { category }),
      ...plan(audience, spent, { ...assumptions, grossMargin: marginOf(rows, ownMargins, weights) }),
    }
  })
  return amount ? sort(found, (a, b) => b.expected - a.expected) : found
}

/** The gross margin of some customers, weighted by their Value Scores if these are known. */
function marginOf(own: readonly number[], margins: Float64Array, weights: Float64Array): number {
  const all = sum(own, (row) => weights[row])
  return all > 0 ? sum(own, (row) => weights[row] * margins[row]) / all : mean(own.map((row) => margins[row]))
}

/** A campaign as a row of a table; the last four are absent if the file does not give amounts. */
export interface CampaignRow {
  readonly segment: string
  readonly audience: number
  readonly control: number
  readonly treated: number
  readonly power: number
  readonly marginPerResponse?: number
  readonly extraResponsesToBreakEven?: number
  readonly returnWithoutEffect?: number
  readonly returnAtSmallestEffect?: number
}

/** Return campaigns as rows. */
export function campaignRows(cards: readonly Campaign[]): CampaignRow[] {
  return cards.map(({ segment, audience, control, treated, power, worth, breakEven, least, expected }) => ({
    segment,
    audience,
    control,
    treated,
    power,
    ...(!Number.isNaN(worth) && {
      marginPerResponse: worth,
      extraResponsesToBreakEven: breakEven,
      returnWithoutEffect: least,
      returnAtSmallestEffect: expected,
    }),
  }))
}

/** For each segment, the level that stands out most, or else the most common one. */
function picks(study: Study, column: string, claims: readonly Claim[]): Map<string, Pick> {
  if (!study.customers.columns.includes(column)) return new Map()
  const found = standOuts(study, column, claims)
  if (!found.length) return new Map(study.names.map((name) => [name, mostCommon(texts(study.customers, column))]))
  return new Map(
    study.names.flatMap((name) => {
      const own = found.filter(({ group }) => group === name)
      const top = own.find(({ standsOut }) => standsOut) ?? greatest(own, ({ customers: hits }) => hits)
      if (!top) return []
      const { level, customers: hits, groupShare: share, overallShare: overall, lift, low, high, q, standsOut } = top
      return [[name, { level, hits, share, overall, lift, interval: [low, high] as const, q, standsOut }]]
    }),
  )
}

/** The only segment is everyone: nothing can stand out against the rest. */
function mostCommon(levels: readonly (string | null)[]): Pick {
  const known = levels.filter((level): level is string => level !== null).sort()
  const [level, hits] = greatest(
    rollups(
      known,
      (own) => own.length,
      (own) => own,
    ),
    ([, size]) => size,
  )!
  const share = hits / known.length
  return { level, hits, share, overall: share, lift: 1, interval: [1, 1], q: 1, standsOut: false }
}
