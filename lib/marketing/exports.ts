import { csvFormat } from 'd3-dsv'
import { numbers, texts } from '../data/columns.js'
import type { Campaign } from './campaigns.js'
import type { Claim } from './claims.js'
import type { Study } from './study.js'

/** The columns of the list, those that the file tells: how each value is written. */
const LISTED: readonly (readonly [string, string, (value: number) => string])[] = [
  ['value', 'Value_Score', (value) => value.toFixed(2)],
  ['engagement', 'Engagement_Score', (value) => value.toFixed(3)],
  ['recency', 'Recency', String],
]

/**
 * Each customer with its segment and scores, as CSV: what a mailing tool takes.
 *
 * @returns Customer_ID, Segment, Verdict; and, where the file tells, Value_Score ($ per month), Engagement_Score (0 to 1),
 *   Recency (days)
 */
export function segmentsCsv({ customers, segmentOf, verdict }: Study): string {
  const listed = LISTED.filter(([column]) => customers.columns.includes(column))
  const columns = listed.map(([column, name, written]) => ({ name, written, values: numbers(customers, column) }))
  const rows = texts(customers, 'id').map((id, row) => ({
    Customer_ID: id,
    Segment: segmentOf[row],
    Verdict: verdict.kind,
    ...Object.fromEntries(columns.map(({ name, written, values }) => [name, written(values[row])])),
  }))
  return `${csvFormat(rows)}\n`
}

/** The verdict and every claim with its evidence, as JSON. */
export function claimsJson(study: Study, claims: readonly Claim[]): string {
  return json({ verdict: study.verdict.kind, says: study.verdict.says, tests: study.verdict.tests, claims })
}

/** The verdict and the campaigns, as JSON. */
export function campaignsJson(study: Study, cards: readonly Campaign[]): string {
  return json({ verdict: study.verdict.kind, says: study.verdict.says, campaigns: cards })
}

/** Rounded to six significant digits, what the statistics bear and the same on every machine; counts stay exact. */
function json(value: unknown): string {
  const rounded = (_: string, part: unknown) =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(6)) : part
  return `${JSON.stringify(value, rounded, 2)}\n`
}
