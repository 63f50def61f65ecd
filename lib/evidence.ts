import { distinctRows } from './choose-k.js'
import { gapStatistic } from './gap-statistic.js'
import { jaccardStability } from './jaccard-stability.js'
import type { Matrix } from './matrix.js'
import { permutationNull } from './permutation-null.js'
import { predictionStrength } from './prediction-strength.js'

/** What speaks for and against segments. */
export interface Evidence {
  readonly k: number
  /** Gap statistic for k = 1, 2, ...; its standard errors; the k it prefers, 1 for none. */
  readonly gap: { readonly gap: Float64Array; readonly error: Float64Array; readonly k: number }
  /** Mean Jaccard similarity a cluster over bootstrap resamples. */
  readonly jaccard: Float64Array
  /** Prediction strength for k = 1, 2, ... */
  readonly strength: Float64Array
  /** Mean silhouette against that of data whose columns were shuffled. */
  readonly permutation: { readonly observed: number; readonly null: Float64Array; readonly p: number }
}

/** Segments that are there; segments that may be; a cloud cut for convenience. */
export type VerdictKind = 'segments' | 'tentative' | 'slices'

export interface Verdict {
  readonly kind: VerdictKind
  /** Each test of the rule: what it asks, what was found, and whether it is met. */
  readonly tests: readonly { readonly asks: string; readonly found: string; readonly met: boolean }[]
}

/** Hennig's thresholds: below .6 a cluster dissolves, from .75 it is stable. */
export const STABLE = 0.75
export const DISSOLVED = 0.6
const CHANCE = 0.05

/**
 * Gather the evidence for k clusters.
 *
 * @param x n by d, scaled; not modified
 * @param k at least 2
 * @param options seed; kMax of the scans, default 8, and fewer than there are different rows
 * @throws {RangeError} on no more than k different rows
 */
export function gatherEvidence(x: Matrix, k: number, options: { seed?: number; kMax?: number } = {}): Evidence {
  const seed = options.seed ?? 1
  const most = Math.min(options.kMax ?? 8, Math.floor(x.rows / 4))
  const kMax = Math.max(k, Math.min(most, distinctRows(x, most + 1) - 1))
  return {
    k,
    gap: gapStatistic(x, { kMax, seed, references: 20 }),
    jaccard: jaccardStability(x, k, { seed, resamples: 100 }),
    strength: predictionStrength(x, { kMax, seed }),
    permutation: permutationNull(x, k, { seed, permutations: 99 }),
  }
}

/**
 * Are there segments? *Segments*: the gap statistic prefers more than one cluster, the silhouette beats that of shuffled
 * columns, and every cluster is stable (Jaccard from .75). *Tentative*: the first two hold, and no cluster dissolves
 * (Jaccard from .6). Else *slices*: a cloud cut for convenience. Silhouette and stability alone would mislead: both look
 * good on a cloud without structure.
 *
 * @param evidence not modified
 * @see Tibshirani, Walther and Hastie (2001), https://doi.org/10.1111/1467-9868.00293
 * @see Hennig (2007), https://doi.org/10.1016/j.csda.2006.11.025
 */
export function verdict(evidence: Evidence): Verdict {
  const { gap, jaccard, permutation, k } = evidence
  const weakest = Math.min(...jaccard)
  const kind = verdictKind(gap.k, permutation.p, weakest)
  const tests = [
    {
      asks: 'Are there more clusters than one? The gap statistic compares the inertia with that of a uniform cloud.',
      found: gap.k > 1 ? `the gap statistic prefers k = ${gap.k}` : 'the gap statistic prefers a single cluster',
      met: gap.k > 1,
    },
    {
      asks: 'Do the columns belong together? The silhouette is compared with that of shuffled columns.',
      found: `silhouette ${permutation.observed.toFixed(3)} against ${(permutation.null.reduce((sum, one) => sum + one, 0) / permutation.null.length).toFixed(3)} on average when shuffled, p = ${permutation.p.toFixed(2)}`,
      met: permutation.p <= CHANCE,
    },
    {
      asks: 'Would other customers give the same clusters? Each is looked for again in 100 bootstrap samples.',
      found: `weakest of ${k} clusters: Jaccard ${weakest.toFixed(2)} (stable from ${STABLE}, dissolved below ${DISSOLVED})`,
      met: weakest >= STABLE,
    },
  ]
  return { kind, tests }
}

/**
 * The rule alone (see verdict).
 *
 * @param gapK the k that the gap statistic prefers
 * @param p of the silhouette against shuffled columns
 * @param weakest the least Jaccard similarity of a cluster
 * @example verdictKind(3, 0.01, 0.7) // 'tentative'
 */
export function verdictKind(gapK: number, p: number, weakest: number): VerdictKind {
  const structure = gapK > 1 && p <= CHANCE
  return structure && weakest >= STABLE ? 'segments' : structure && weakest >= DISSOLVED ? 'tentative' : 'slices'
}

/** The verdict in a sentence, as it stands first in notebooks, pages and exports. Markdown. */
export function verdictSentence({ kind, tests }: Verdict): string {
  const numbers = tests.map(({ found }) => found).join('; ')
  const words = {
    segments: '**Verdict: segments.** The groups are in the data, beyond chance and stable',
    tentative:
      '**Verdict: tentative.** There is structure beyond chance, but not every group comes back in other samples',
    slices:
      '**Verdict: slices.** The customers form a continuous cloud; the groups below are cuts made for convenience, not discovered segments',
  }
  return `${words[kind]} (${numbers}).`
}

/** What the groups are to be called, by the verdict. */
export function groupWord(kind: VerdictKind, many: boolean = true): string {
  return `${kind === 'slices' ? 'slice' : 'segment'}${many ? 's' : ''}`
}
