import { csvFormat } from 'd3-dsv'
import { numbers, texts } from '../data/columns.js'
import type { Campaign } from './campaigns.js'
import type { Claim } from './claims.js'
import type { Study } from './study.js'

/**
 * Each customer with its segment and scores, as CSV: what a mailing tool takes.
 *
 * @returns Customer_ID, Segment, Verdict, Value_Score ($ per month), Engagement_Score (0 to 1), Recency (days)
 */
export function segmentsCsv(study: Study): string {
  const column = (name: string) => numbers(study.customers, name)
  const [value, engagement, recency] = [column('value'), column('engagement'), column('recency')]
  const rows = texts(study.customers, 'id').map((id, i) => ({
    Customer_ID: id,
    Segment: study.segmentOf[i],
    Verdict: study.verdict.kind,
    Value_Score: value[i].toFixed(2),
    Engagement_Score: engagement[i].toFixed(3),
    Recency: recency[i],
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
