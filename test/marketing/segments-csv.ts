import { csvOf } from '../../lib/core/csv.js'
import type { Campaign } from '../../lib/marketing/campaigns.js'
import { segmentsList } from '../../lib/marketing/exports.js'
import type { Study } from '../../lib/marketing/study.js'

/** The list for a CRM, as saveList writes it into segments.csv. */
export function segmentsCsv(study: Study, cards: readonly Campaign[] = []): string {
  return csvOf(segmentsList(study, cards), study.segmentOf.length)
}
