import { live } from '../core/csv.js'
import { DataError } from './data-error.js'
import type { Field } from './fields.js'
import { readFile } from './read-file.js'
import { readTable } from './read-table.js'

const may = { required: false, mayMiss: true, kind: 'number', unit: '' } as const

/** The columns of results/segments.csv, or of a scored file, that a comparison uses. */
const LIST_FIELDS: readonly Field[] = [
  {
    name: 'id',
    column: 'Customer_ID',
    required: true,
    mayMiss: false,
    kind: 'text',
    spelling: 'exact',
    unit: '',
    meaning: 'identifies the customer; one row each',
  },
  {
    name: 'segment',
    column: 'Segment',
    required: true,
    mayMiss: true,
    kind: 'text',
    spelling: 'exact',
    unit: '',
    meaning: 'the segment; empty if unknown',
  },
  { ...may, name: 'value', column: 'Value_Score', meaning: 'Value Score, $ per month' },
  { ...may, name: 'engagement', column: 'Engagement_Score', meaning: 'Engagement Score, 0 to 1' },
  { ...may, name: 'recency', column: 'Recency', meaning: 'days since the latest purchase' },
]

/** The customers of a list, in its order. */
export interface Listed {
  readonly ids: readonly string[]
  /** Empty text for a customer without a segment. */
  readonly segments: readonly string[]
  /** Scores by name (value, engagement, recency), those that the list has; NaN where missing. */
  readonly scores: Readonly<Record<string, Float64Array>>
}

/**
 * Read a list of customers and segments, as written by a run or by scoring.
 *
 * @param file CSV or Parquet with Customer_ID and Segment, and optionally Value_Score, Engagement_Score and Recency
 * @throws {DataError} on a file that is not such a list
 */
export async function readList(file: string): Promise<Listed> {
  const { columns } = readTable(LIST_FIELDS, await readFile(file, LIST_FIELDS, false), {
    decimal: '.',
    equalRows: 'refuse',
  })
  if (!columns.segment)
    throw new DataError(file, ['requires a list with segments, as results/segments.csv; it has none'])
  const scores = ['value', 'engagement', 'recency'].filter((name) => columns[name])
  return {
    ids: Array.from(columns.id as string[], live),
    segments: Array.from(columns.segment as (string | null)[], (segment) => (segment === null ? '' : live(segment))),
    scores: Object.fromEntries(scores.map((name) => [name, columns[name] as Float64Array])),
  }
}
