import { benjaminiHochberg } from './benjamini-hochberg.js'
import { count, decimal, interval, pValue } from './format.js'

/** What is said if the evidence bears it, before all tests are counted. */
export interface Draft {
  readonly id: string
  /** What part of the story it belongs to, such as "drivers". */
  readonly topic: string
  /** The statement, markdown, without its numbers and without a full stop. */
  readonly sentence: string
  readonly n: number
  /** The name of the effect size. */
  readonly measure: string
  readonly effect: number
  /** 95 % interval of the effect. */
  readonly interval: readonly [number, number]
  readonly p: number
  readonly method: string
  /** The effect when there is nothing: 0 for differences, 1 for lifts. */
  readonly nothing: number
  /** The side on which the sentence needs the effect to lie; 0 where either side would do. */
  readonly side: 1 | -1 | 0
  /** The group that it is about, where it is one of the segments. */
  readonly group?: string
  /** What it is about, for figures. */
  readonly about?: string
  /** The feature without which the groups were drawn for this test, where the variable is part of it. */
  readonly without?: string
}

/** A statement with its evidence: the only form in which notebooks print an insight. */
export interface Claim extends Draft {
  readonly holds: boolean
  /** Benjamini-Hochberg, over all claims of the ledger. */
  readonly q: number
}

/**
 * The id of a claim, of letters, digits and dashes.
 *
 * @example claimId('At-Risk', 'discountUsed') // 'at-risk-discountused'
 */
export function claimId(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}

const LEVEL = 0.05

/**
 * Judge drafts together. A claim holds when its q-value is at most .05 and its interval lies wholly on the side that the
 * sentence needs.
 *
 * @param drafts all tests that were made, also those that nobody hopes for: q-values count them; not modified
 * @returns a claim a draft, in their order
 * @see Benjamini and Hochberg (1995), https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 */
export function ledger(drafts: readonly Draft[]): Claim[] {
  const q = benjaminiHochberg(drafts.map(({ p }) => p))
  return drafts.map((draft, i) => ({ ...draft, q: q[i], holds: q[i] <= LEVEL && onSide(draft) }))
}

function onSide({ interval: [low, high], nothing, side }: Draft): boolean {
  const above = low > nothing
  const below = high < nothing
  return side === 0 ? above || below : side === 1 ? above : below
}

/**
 * A claim as a sentence with its numbers; one that does not hold is printed as not supported.
 *
 * @example claimSentence(claim) // "Loyalists buy more often (Cliff's delta 0.62 [0.58, 0.66], n = 1,500, q < .001)."
 */
export function claimSentence(claim: Claim): string {
  const numbers = `${claim.measure} ${decimal(claim.effect)} ${interval(claim.interval)}, n = ${count(claim.n)}, ${pValue('q', claim.q)}${claim.without ? `; groups drawn without ${claim.without}` : ''}`
  return claim.holds ? `${claim.sentence} (${numbers}).` : `*Not supported:* ${claim.sentence} (${numbers}).`
}

/** The claims as rows of a table. */
export function ledgerTable(claims: readonly Claim[]): Record<string, string | number>[] {
  return claims.map((claim) => ({
    Claim: claim.sentence.replace(/\\(.)/g, '$1').replace(/\*\*/g, ''),
    Holds: claim.holds ? 'yes' : 'not supported',
    n: claim.n,
    Effect: `${claim.measure} ${decimal(claim.effect)} ${interval(claim.interval)}`,
    q: pValue('q', claim.q),
    Method: claim.without ? `${claim.method}; groups drawn without ${claim.without}` : claim.method,
  }))
}
