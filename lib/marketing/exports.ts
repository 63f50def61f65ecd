import type { CsvColumn } from '../core/csv.js'
import { numbers, texts } from '../data/columns.js'
import { has } from '../data/has.js'
import type { Campaign } from './campaigns.js'
import type { Claim } from './claims.js'
import type { Study } from './study.js'
import { loyaltyTiers, tierNames } from './tiers.js'

/** Scores in the list, if the file has them, and how each value is written. */
const SCORES: readonly (readonly [string, string, (value: number) => string])[] = [
  ['value', 'Value_Score', (value) => value.toFixed(2)],
  ['engagement', 'Engagement_Score', (value) => value.toFixed(3)],
  ['recency', 'Recency', String],
]

/**
 * Return the customer list for a CRM, as columns: each customer with their segment, its confidence, scores, and action.
 *
 * @param study not modified
 * @param cards campaigns of the segments: a segment without one has no action; not modified
 * @returns Customer_ID; Segment; Confidence (0 on the border to the next segment, 1 in the center of the own one) and
 *   Next_Segment; if the file allows, Value_Score ($ per month), Engagement_Score (0 to 1), Recency (days) and Tier;
 *   Action (the state of the segment, which calls for its offer); Verdict
 */
export function segmentsList(study: Study, cards: readonly Campaign[] = []): readonly CsvColumn[] {
  const { customers, names, segmentOf, nearness, verdict } = study
  const ids = texts(customers, 'id')
  const actions = new Map(cards.map(({ segment, state }) => [segment, state]))
  const scores = SCORES.filter(([column]) => customers.columns.includes(column)).map(([column, name, written]) => {
    const values = numbers(customers, column)
    return { name, at: (row: number) => written(values[row]) }
  })
  const tiers = has(customers, 'value') ? tierNames(numbers(customers, 'value'), loyaltyTiers(customers)) : undefined
  return [
    { name: 'Customer_ID', at: (row) => ids[row] },
    { name: 'Segment', at: (row) => segmentOf[row] },
    { name: 'Confidence', at: (row) => nearness.confidence[row].toFixed(2) },
    { name: 'Next_Segment', at: (row) => names[nearness.next[row]] ?? '' },
    ...scores,
    ...(tiers ? [{ name: 'Tier', at: (row: number) => tiers[row] }] : []),
    { name: 'Action', at: (row) => actions.get(segmentOf[row]) ?? '' },
    { name: 'Verdict', at: () => verdict.kind },
  ]
}

/** Return the verdict and every claim with its evidence, as JSON. */
export function claimsJson(study: Study, claims: readonly Claim[]): string {
  return json({ verdict: study.verdict.kind, says: study.verdict.says, tests: study.verdict.tests, claims })
}

/** Return the verdict and the campaigns, as JSON. */
export function campaignsJson(study: Study, cards: readonly Campaign[]): string {
  return json({ verdict: study.verdict.kind, says: study.verdict.says, campaigns: cards })
}

/** Rounded to six significant digits: precise enough, and the same on every machine; counts stay exact. */
function json(value: unknown): string {
  const rounded = (_: string, part: unknown) =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(6)) : part
  return `${JSON.stringify(value, rounded, 2)}\n`
}
