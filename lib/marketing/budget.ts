import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import type { ChannelSpend } from '../data/read-side.js'
import { meanInterval } from '../statistics/mean-interval.js'
import { shareOfTotal } from '../statistics/share-of-total.js'
import { requireRows } from './require-rows.js'
import { FEWEST } from './study.js'

/** What a channel costs and what it brings. Shares are 0 to 1; low and high are the ends of 95% intervals. */
export interface ChannelBudget {
  readonly channel: string
  readonly marketingSpend: number
  readonly spendShare: number
  readonly customers: number
  readonly valueShare: number
  readonly valueShareLow: number
  readonly valueShareHigh: number
  /** Mean Engagement Score, 0 to 1; NaN if the file does not give it. */
  readonly engagement: number
  readonly engagementLow: number
  readonly engagementHigh: number
  /**
   * Over-funded: spend share above the value interval; under-funded: below it; do not move: within it. Follows demand:
   * its customers would come anyway, so its share of value is no reason to move money. Too few customers: fewer than
   * FEWEST buy through it, so it may bring customers who buy elsewhere.
   */
  readonly verdict: 'over-funded' | 'under-funded' | 'do not move' | 'follows demand' | 'too few customers'
}

/** Money to move, and what would justify it. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly money: number
  /**
   * What moved money must bring to break even, as a share of what the same sum brings in the receiving channel today.
   */
  readonly breakEven: number
}

/**
 * Compare marketing spend with value and engagement by channel. The intervals say how different the shares might be
 * with other customers: bootstraps over customers, studentized for the share of value, since money is skewed.
 *
 * @param customers prepared, with channel and value; not modified
 * @param spend one row per channel, in $; not modified
 * @param options seed, resamples (default 500)
 * @throws {RangeError} on a channel of the customers that the spend file lacks, or spend that sums to 0
 * @returns one row per channel, most spend first
 */
export function channelBudgets(
  customers: DataFrame,
  spend: readonly ChannelSpend[],
  options: { seed?: number; resamples?: number } = {},
): ChannelBudget[] {
  const channels = texts(customers, 'channel') as string[]
  const paid = spend.map(({ channel }) => channel)
  requireRows('spend', 'channel', channels, paid)
  const allSpend = sum(spend, (row) => row.spend)
  if (!(allSpend > 0))
    throw new RangeError(`the spend file requires spend above 0 in some channel, got a sum of ${allSpend}`)
  const value = numbers(customers, 'value')
  const engagement = customers.columns.includes('engagement') ? numbers(customers, 'engagement') : new Float64Array()
  const bootstrap = { seed: options.seed, resamples: options.resamples ?? 500 }
  return spend
    .map(({ channel, spend: money, followsDemand }) => {
      const inChannel = Uint8Array.from(channels, (one) => (one === channel ? 1 : 0))
      const size = sum(inChannel)
      const valueShare = shareOfTotal(value, inChannel, bootstrap)
      const { low: valueShareLow, high: valueShareHigh } = valueShare
      const own = engagement.filter((_, i) => inChannel[i])
      const engaged = own.length ? meanInterval(own, bootstrap) : { estimate: NaN, low: NaN, high: NaN }
      const spendShare = money / allSpend
      return {
        channel,
        marketingSpend: money,
        spendShare,
        customers: size,
        valueShare: valueShare.estimate,
        valueShareLow,
        valueShareHigh,
        engagement: engaged.estimate,
        engagementLow: engaged.low,
        engagementHigh: engaged.high,
        verdict: verdictOf({ spendShare, valueShareLow, valueShareHigh, size, followsDemand }),
      } as ChannelBudget
    })
    .sort((a, b) => b.marketingSpend - a.marketingSpend || (a.channel < b.channel ? -1 : 1))
}

function verdictOf(of: {
  spendShare: number
  valueShareLow: number
  valueShareHigh: number
  size: number
  followsDemand?: boolean
}): ChannelBudget['verdict'] {
  if (of.followsDemand) return 'follows demand'
  if (of.size < FEWEST) return 'too few customers'
  if (of.spendShare > of.valueShareHigh) return 'over-funded'
  return of.spendShare < of.valueShareLow ? 'under-funded' : 'do not move'
}

/**
 * Propose a reallocation that moves only what the data support: from over-funded channels the spend above their value
 * interval, to under-funded channels up to their interval, in proportion. The total does not change.
 *
 * @param budgets as returned by channelBudgets; not modified
 * @returns one move per pair of channels; empty if no channel is over-funded or none is under-funded
 */
export function reallocation(budgets: readonly ChannelBudget[]): Move[] {
  const total = sum(budgets, ({ marketingSpend }) => marketingSpend)
  const givers = budgets
    .filter(({ verdict }) => verdict === 'over-funded')
    .map((one) => ({ one, money: (one.spendShare - one.valueShareHigh) * total }))
  const takers = budgets
    .filter(({ verdict }) => verdict === 'under-funded')
    .map((one) => ({ one, money: (one.valueShareLow - one.spendShare) * total }))
  const offered = sum(givers, ({ money }) => money)
  const wanted = sum(takers, ({ money }) => money)
  const moved = Math.min(offered, wanted)
  return givers.flatMap((giver) =>
    takers.map((taker) => ({
      from: giver.one.channel,
      to: taker.one.channel,
      money: (moved * giver.money * taker.money) / (offered * wanted),
      breakEven: giver.one.valueShare / giver.one.spendShare / (taker.one.valueShare / taker.one.spendShare),
    })),
  )
}
