import { greatest, maxIndex, sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import { crosstab } from '../statistics/crosstab.js'
import { mean } from '../statistics/mean.js'
import { sampleSizeTwoProportions } from '../statistics/power.js'
import { liftTable } from './lift.js'
import type { Profile } from './profile.js'

/** A choice that stands out in a segment, or the commonest one where none does. */
export interface Pick {
  readonly level: string
  /** Share of the segment's customers. */
  readonly share: number
  readonly lift: number
  readonly interval: readonly [number, number]
  readonly q: number
  /** The lift is above 1 with its whole interval, and q is at most .05. */
  readonly standsOut: boolean
}

/** What to do for one segment, and how to learn whether it worked. */
export interface Campaign {
  readonly segment: string
  readonly audience: number
  readonly channel: Pick
  readonly category: Pick
  readonly offer: string
  readonly discountDependence: number
  /** Customers to leave alone so that the lift would be seen at 80% power. */
  readonly control: number
  /** The audience is large enough for that. */
  readonly testable: boolean
  /** Stop when the treated respond at no more than this rate: the smallest that would differ from the control's, p = .05. */
  readonly stopAt: number
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
 * @param customers prepared: those on whom channels and categories are compared, best the held-out half; not modified
 * @param segmentOf the segment of each of these
 * @param profiled the segments, in reading order, over all customers; one that none of these is in gets no campaign
 * @param plan baseline and lift of the test; PLAN by default
 */
export function campaigns(
  customers: DataFrame,
  segmentOf: readonly string[],
  profiled: readonly Profile[],
  plan: TestPlan = PLAN,
): Campaign[] {
  const channels = picks(segmentOf, texts(customers, 'channel') as string[])
  const categories = picks(segmentOf, texts(customers, 'category') as string[])
  const overall = mean(numbers(customers, 'discountDependence'))
  const { control } = sampleSizeTwoProportions(plan.baseline, plan.lift)
  const seen = profiled.filter(({ segment }) => channels.has(segment))
  return seen.map(({ segment, customers: audience, discountDependence }) => {
    const left = Math.min(control, Math.floor(audience / 2))
    const error = Math.sqrt(plan.baseline * (1 - plan.baseline) * (1 / left + 1 / (audience - left)))
    return {
      segment,
      audience,
      channel: channels.get(segment)!,
      category: categories.get(segment)!,
      offer: offer(discountDependence, overall),
      discountDependence,
      control: left,
      testable: audience >= 2 * control,
      stopAt: Math.min(1, plan.baseline + 1.96 * error),
    }
  })
}

/** Of each group the level that stands out most, else the commonest. */
function picks(groups: readonly string[], levels: readonly string[]): Map<string, Pick> {
  const table = crosstab(groups, levels)
  const lifts = table.rowLevels.length > 1 ? liftTable(table) : []
  return new Map(
    table.rowLevels.map((group, row) => {
      const own = lifts.filter((entry) => entry.group === group)
      const known = own.map((entry) => ({
        level: entry.level,
        share: entry.share,
        lift: entry.lift,
        interval: [entry.low, entry.high] as const,
        q: entry.q,
        standsOut: entry.low > 1 && entry.q <= 0.05,
      }))
      const standing = greatest(known, (one) => (one.standsOut ? one.lift : NaN))
      return [
        group,
        standing ??
          greatest(known, ({ share }) => share) ??
          commonest(
            table.counts.data.subarray(row * table.colLevels.length, (row + 1) * table.colLevels.length),
            table.colLevels,
          ),
      ]
    }),
  )
}

/** The only group is everyone: nothing can stand out against the rest. */
function commonest(counts: Float64Array, levels: readonly string[]): Pick {
  const most = maxIndex(counts)
  return { level: levels[most], share: counts[most] / sum(counts), lift: 1, interval: [1, 1], q: 1, standsOut: false }
}

function offer(dependence: number, overall: number): string {
  if (dependence < overall - 0.05) return 'early access and loyalty points; a price cut would give margin away'
  if (dependence > overall + 0.05) return 'a first discount, tied to a second purchase'
  return 'service and content; their discount dependence is average'
}
