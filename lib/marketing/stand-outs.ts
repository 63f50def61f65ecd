import { texts } from '../data/columns.js'
import { crosstab } from '../statistics/crosstab.js'
import type { Claim } from './claims.js'
import { type LiftRow, liftTable } from './lift.js'
import type { Study } from './study.js'

/** A level in a segment, compared with all customers. */
export interface StandOut extends LiftRow {
  /**
   * Whether the claim that the segment differs from other customers in this column holds among all claims, the whole
   * interval of the lift is above 1, and q is at most 0.05: the one rule by which a channel or a category stands out.
   */
  readonly standsOut: boolean
}

/**
 * Compute how common each level of a column is in each segment, compared with all customers, and which levels stand
 * out.
 *
 * @param study not modified
 * @param column of text, such as "channel"; customers without a value are left out
 * @param claims the ledger, with a claim about each segment and this column
 * @returns one row per segment and level, segments in reading order, the largest lift first; empty if all customers are
 *   in one segment
 */
export function standOuts(study: Study, column: string, claims: readonly Claim[]): StandOut[] {
  const differs = new Set(claims.filter((claim) => claim.column === column && claim.holds).map(({ group }) => group))
  const known = texts(study.customers, column).flatMap((level, row) => (level === null ? [] : [{ level, row }]))
  const table = crosstab(
    known.map(({ row }) => study.segmentOf[row]),
    known.map(({ level }) => level),
    { rows: study.names },
  )
  const place = (name: string) => study.names.indexOf(name)
  return liftTable(table)
    .map((row) => ({ ...row, standsOut: differs.has(row.group) && row.low > 1 && row.q <= 0.05 }))
    .sort((a, b) => place(a.group) - place(b.group) || b.lift - a.lift || (a.level < b.level ? -1 : 1))
}
