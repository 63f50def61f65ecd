import { type VerdictKind, verdictKind } from './evidence.js'
import { gapStatistic } from './gap-statistic.js'
import { jaccardStability } from './jaccard-stability.js'
import type { Matrix } from './matrix.js'
import { permutationNull } from './permutation-null.js'

/** The kind of verdict, and the first test that was not met. */
export interface LightVerdict {
  readonly kind: VerdictKind
  readonly unmet?: 'gap' | 'shuffled' | 'stability'
}

/** How much it looks at. With 19 permutations p can just reach .05: the silhouette must beat every one. */
export const LIGHT = { references: 10, permutations: 19, resamples: 20 } as const

/**
 * The verdict by a lighter test, to be had many times over: fewer references, permutations and resamples, the gap
 * statistic at one cluster against two only, and no test after one that makes slices of it.
 *
 * @param x n by d, scaled, a sample of some hundreds; not modified
 * @param k at least 2
 * @param options seed: default 1
 * @throws {RangeError} on fewer than three different rows, or no more than k
 * @see verdict
 * @example lightVerdict(matrix([0, 1, 2, 3, 80, 81, 82, 83].map((a) => [a, a])), 2).kind // 'segments'
 */
export function lightVerdict(x: Matrix, k: number, options: { seed?: number } = {}): LightVerdict {
  const { seed = 1 } = options
  const { references, permutations, resamples } = LIGHT
  const gap = gapStatistic(x, { kMax: 2, seed, references })
  if (verdictKind(gap.k, 0, 1) === 'slices') return { kind: 'slices', unmet: 'gap' }
  const { p } = permutationNull(x, k, { seed, permutations })
  if (verdictKind(gap.k, p, 1) === 'slices') return { kind: 'slices', unmet: 'shuffled' }
  const kind = verdictKind(gap.k, p, Math.min(...jaccardStability(x, k, { seed, resamples })))
  return kind === 'segments' ? { kind } : { kind, unmet: 'stability' }
}
