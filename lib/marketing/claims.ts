import { count, decimal, interval, pValue } from '../core/format.js'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js'

/** A statement to be made if the evidence supports it, before all tests are counted. */
export interface Draft {
  readonly id: string
  /** The part of the story it belongs to, such as "drivers". */
  readonly topic: string
  /** The statement, markdown, without its numbers and without a full stop. */
  readonly sentence: string
  readonly n: number
  /** The name of the effect size. */
  readonly measure: string
  readonly effect: number
  /** 95% interval of the effect. */
  readonly interval: readonly [number, number]
  readonly p: number
  readonly method: string
  /** The effect if there is none: 0 for differences, 1 for lifts. */
  readonly nothing: number
  /** The side on which the sentence needs the effect to lie; 0 if either side will do. */
  readonly side: 1 | -1 | 0
  /** The segment it is about, if any. */
  readonly group?: string
  /** The column it is about, and its name for readers. */
  readonly column: string
  readonly about: string
  /** The feature that was left out when the groups were formed for this test, if the variable is part of it. */
  readonly without?: string
}

/** A statement with its evidence: the only form in which notebooks print an insight. */
export interface Claim extends Draft {
  readonly holds: boolean
  /** Benjamini-Hochberg, over all claims of the ledger. */
  readonly q: number
  /** Why it does not hold, if its interval alone or its q-value alone would have it hold. */
  readonly reservation?: string
}

/**
 * Return the id of a claim, made of letters, digits and dashes.
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
 * Judge drafts together. A claim holds if its q-value is at most 0.05 and its interval lies wholly on the side that the
 * sentence needs. The interval is of one test, q counts all: if they disagree, the claim says so in words.
 *
 * @param drafts all tests that were made, including those that nobody expects to hold: q-values count them; not
 *   modified
 * @returns one claim per draft, in their order
 * @see Benjamini and Hochberg (1995), https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 */
export function ledger(drafts: readonly Draft[]): Claim[] {
  const q = benjaminiHochberg(drafts.map(({ p }) => p))
  return drafts.map((draft, i) => {
    const small = q[i] <= LEVEL
    const reservation = disagreement(draft, small, drafts.length)
    return { ...draft, q: q[i], holds: small && onSide(draft), ...(reservation && { reservation }) }
  })
}

/** The side of no effect on which the whole interval lies; 0 if the interval contains it. */
function sideOf({ interval: [low, high], nothing }: Draft): 1 | -1 | 0 {
  return low > nothing ? 1 : high < nothing ? -1 : 0
}

function onSide(draft: Draft): boolean {
  const side = sideOf(draft)
  return draft.side === 0 ? side !== 0 : side === draft.side
}

function disagreement(draft: Draft, small: boolean, tests: number): string | undefined {
  const apart = sideOf(draft) !== 0
  if (small && !apart) return `q is small, but the interval contains ${draft.nothing}: not clear enough`
  if (small) return onSide(draft) ? undefined : 'the data say the opposite'
  if (!apart) return undefined
  return `the interval excludes ${draft.nothing} for this test alone, but not after correction for all ${count(tests)} tests`
}

/**
 * Format a claim as a sentence with its numbers; a claim that does not hold is marked as not supported.
 *
 * @example claimSentence(claim) // "Loyalists buy more often (Cliff's delta 0.62 [0.58, 0.66], n = 1,500, q < .001)."
 */
export function claimSentence(claim: Claim): string {
  const numbers = `${effectOf(claim)}, n = ${count(claim.n)}, ${pValue('q', claim.q)}`
  const words = [numbers, claim.without && heldOut(claim.without), claim.reservation]
  const evidence = words.filter((part) => part).join('; ')
  return claim.holds ? `${claim.sentence} (${evidence}).` : `*Not supported:* ${claim.sentence} (${evidence}).`
}

/** Who was tested if the variable was used to form the groups. */
function heldOut(without: string): string {
  return `held-out customers, groups formed without ${without}`
}

/** A claim in numbers and words, as a row to filter, draw and show. */
export interface ClaimRow
  extends Pick<
    Claim,
    'id' | 'topic' | 'column' | 'about' | 'measure' | 'effect' | 'n' | 'p' | 'q' | 'holds' | 'method'
  > {
  /** The statement, plain text. */
  readonly claim: string
  /** The segment it is about; empty if none. */
  readonly group: string
  /** Ends of the 95% interval. */
  readonly low: number
  readonly high: number
  /** The effect size with its interval. */
  readonly evidence: string
  /** Why it does not hold although its interval or its q-value alone would have it hold; otherwise empty. */
  /** "holds", "not supported", or why a small q-value does not settle it. */
  readonly standing: string
}

/** Return claims as rows, one per claim. */
export function claimRows(claims: readonly Claim[]): ClaimRow[] {
  return claims.map((claim) => {
    const { id, topic, column, about, measure, effect, n, p, q, holds } = claim
    return {
      id,
      topic,
      claim: claim.sentence.replace(/\\(.)/g, '$1').replace(/\*\*/g, ''),
      group: claim.group ?? '',
      column,
      about,
      holds,
      standing: claim.reservation ?? (holds ? 'holds' : 'not supported'),
      n,
      measure,
      effect,
      low: claim.interval[0],
      high: claim.interval[1],
      evidence: effectOf(claim),
      p,
      q,
      method: claim.without ? `${claim.method}; ${heldOut(claim.without)}` : claim.method,
    }
  })
}

/** Two digits, or as many as needed to show that a limit differs from no effect. */
function effectOf({ measure, effect, interval: limits, nothing }: Claim): string {
  const shown = (limit: number): string => {
    let digits = 2
    while (limit !== nothing && digits < 6 && Number(limit.toFixed(digits)) === nothing) digits++
    return decimal(limit, digits)
  }
  return `${measure} ${decimal(effect)} ${interval(limits, shown)}`
}
