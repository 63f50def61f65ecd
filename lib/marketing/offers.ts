import type { DataFrame } from 'danfojs-node'
import { inSentence, listed, signed } from '../core/format.js'
import type { OfferRule } from '../data/offers.js'
import { orderedValues } from '../data/ordinal.js'
import { label } from '../features/labels.js'
import { deviation, mean } from '../statistics/mean.js'

/** The offer for a segment, and the means that called for it. */
export interface Offer {
  readonly state: string
  readonly offer: string
  /** Each condition with its number, in words; empty if no rule applies. */
  readonly because: string
  /** Whether the rule is about customers who stay away, whom none of their channels reaches any more. */
  readonly silent: boolean
}

/** How far a mean must lie from that of all customers: a quarter of a standard deviation, as for names. */
const BEYOND = 0.25

const NONE: Pick<Offer, 'state' | 'offer'> = {
  state: 'near the average',
  offer: 'no offer of its own: nothing in their behavior calls for one',
}

/**
 * Choose the offer for each segment. A condition on a column that the file lacks, or that does not vary, is not met.
 *
 * @param customers prepared; not modified
 * @param segmentOf the segment of each customer, length n
 * @param segments names; none empty
 * @param rules in order: the first that applies is used
 * @returns an offer for each segment
 */
export function offers(
  customers: DataFrame,
  segmentOf: readonly string[],
  segments: readonly string[],
  rules: readonly OfferRule[],
): Map<string, Offer> {
  const columns = [...new Set(rules.flatMap(({ when }) => Object.keys(when)))].filter((column) =>
    customers.columns.includes(column),
  )
  const spread = new Map(
    columns.flatMap((column) => {
      const values = orderedValues(customers, column)
      const size = values.length > 1 ? deviation(values) : 0
      return size > 0 ? [[column, { values, center: mean(values), size }] as const] : []
    }),
  )
  return new Map(
    segments.map((segment) => {
      const standing = (column: string): number => {
        const known = spread.get(column)
        if (!known) return NaN
        const own = known.values.filter((_, row) => segmentOf[row] === segment)
        return (mean(own) - known.center) / known.size
      }
      const applies = ({ when }: OfferRule) =>
        Object.entries(when).every(([column, side]) => (side === 'above' ? 1 : -1) * standing(column) >= BEYOND)
      const rule = rules.find(applies)
      const because = rule
        ? listed(Object.keys(rule.when).map((column) => `${inSentence(label(column))} ${signed(standing(column))}`))
        : ''
      const { state, offer } = rule ?? NONE
      return [segment, { state, offer, because, silent: rule?.when.recency === 'above' }]
    }),
  )
}
