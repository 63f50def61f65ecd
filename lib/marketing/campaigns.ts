import { greatest, rollups } from 'd3-array'
import { numbers, texts } from '../data/columns.js'
import { mean } from '../statistics/mean.js'
import { sampleSizeTwoProportions } from '../statistics/power.js'
import type { Claim } from './claims.js'
import { FEWEST } from './draft-claims.js'
import { standOuts } from './stand-outs.js'
import type { Study } from './study.js'

/** A level that stands out in a segment, or its most common one where none does. */
export interface Pick {
  readonly level: string
  /** Customers of the segment who have it, and their share; the share of all customers who do. */
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
export interface Campaign {
  readonly segment: string
  /** All customers of the segment. */
  readonly audience: number
  /** Undefined where the file does not tell. */
  readonly channel?: Pick
  readonly category?: Pick
  readonly offer: string
  /** Mean over the segment, 0 to 1; undefined where the file does not tell. */
  readonly discountDependence?: number
  /** Customers to leave alone so that the lift would be seen at 80% power. */
  readonly control: number
  /** The audience is large enough for that. */
  readonly testable: boolean
  /** Stop when the treated respond at no more than this rate: the smallest that would differ from the control's, p = .05. */
  readonly stopAt: number
}

/** A campaign as a row, for those who work it off; what the file does not tell is empty. */
export interface CampaignRow extends Omit<Campaign, 'channel' | 'category' | 'discountDependence'> {
  readonly channel: string
  readonly category: string
}

/** What the plan of a test assumes, since no customer file holds responses. */
export interface TestPlan {
  /** Response rate without the campaign, 0 to 1. */
  readonly baseline: number
  /** The smallest lift worth finding: 1.5 is half as many responses again. */
  readonly lift: number
}

/** One in five buys again without being asked; two in five more of them would pay for a campaign. */
export const PLAN: TestPlan = { baseline: 0.2, lift: 1.4 }

/**
 * One campaign a segment: who, where, what with, what offer, and its test.
 *
 * @param study not modified; a segment of fewer than FEWEST customers gets no campaign, since nothing could be learned
 *   from it
 * @param claims the ledger, which says in what a segment differs
 * @param plan baseline and lift of the test; PLAN by default
 */
export function campaigns(study: Study, claims: readonly Claim[], plan: TestPlan = PLAN): Campaign[] {
  const { customers } = study
  const channels = picks(study, 'channel', claims)
  const categories = picks(study, 'category', claims)
  const dependence = customers.columns.includes('discountDependence')
    ? numbers(customers, 'discountDependence')
    : undefined
  const { control } = sampleSizeTwoProportions(plan.baseline, plan.lift)
  return study.sizes
    .filter(({ customers: audience }) => audience >= FEWEST)
    .map(({ segment, customers: audience }) => {
      const left = Math.min(control, Math.floor(audience / 2))
      const error = Math.sqrt(plan.baseline * (1 - plan.baseline) * (1 / left + 1 / (audience - left)))
      const [channel, category] = [channels.get(segment), categories.get(segment)]
      const own = dependence && mean(dependence.filter((_, row) => study.segmentOf[row] === segment))
      return {
        segment,
        audience,
        ...(channel && { channel }),
        ...(category && { category }),
        offer: offer(own ?? 0, dependence ? mean(dependence) : 0),
        ...(own !== undefined && { discountDependence: own }),
        control: left,
        testable: audience >= 2 * control,
        stopAt: Math.min(1, plan.baseline + 1.96 * error),
      }
    })
}

/** Campaigns as rows. */
export function campaignRows(cards: readonly Campaign[]): CampaignRow[] {
  return cards.map(({ segment, audience, channel, category, offer: what, control, testable, stopAt }) => {
    const level = (pick?: Pick) => pick?.level ?? ''
    return {
      segment,
      audience,
      channel: level(channel),
      category: level(category),
      offer: what,
      control,
      testable,
      stopAt,
    }
  })
}

/** Of each segment the level that stands out most, else the most common one. */
function picks(study: Study, column: string, claims: readonly Claim[]): Map<string, Pick> {
  if (!study.customers.columns.includes(column)) return new Map()
  const found = standOuts(study, column, claims)
  if (!found.length) return new Map(study.names.map((name) => [name, mostCommon(texts(study.customers, column))]))
  return new Map(
    study.names.flatMap((name) => {
      const own = found.filter(({ group }) => group === name)
      const top = own.find(({ standsOut }) => standsOut) ?? greatest(own, ({ hits }) => hits)
      if (!top) return []
      const { level, hits, share, overall, lift, low, high, q, standsOut } = top
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

function offer(dependence: number, overall: number): string {
  if (dependence < overall - 0.05) return 'early access and loyalty points; a price cut would give margin away'
  if (dependence > overall + 0.05) return 'a first discount, tied to a second purchase'
  return 'service and content; their discount dependence is average'
}
