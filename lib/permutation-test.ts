import { random, shuffled } from './random.js'

/** How `permutationTest` shuffles: `seed` (default 1) and how many `permutations` (default 1000). */
export interface PermutationOptions {
  readonly seed?: number
  readonly permutations?: number
}

/**
 * Could a statistic be this large if the labels meant nothing? Labels are shuffled, the statistic is computed again,
 * and p counts how often it comes out at least as large: p = (1 + count) / (1 + permutations), never 0.
 * For a two-sided test, let the statistic be an absolute value.
 *
 * @param statistic a number computed from n labels, larger the more the labels mean; the same array is used again for
 *   each permutation, so it must not be kept or modified
 * @param labels n whole numbers, such as clusters; not modified
 * @returns observed, in the statistic's units; null, one value a permutation; p, 1 / (1 + permutations) to 1
 * @throws {RangeError} on fewer than two labels, permutations < 1, or a statistic that is not finite
 * @see Phipson and Smyth (2010), Permutation p-values should never be zero, https://doi.org/10.2202/1544-6115.1585
 * @example permutationTest(() => 7, [0, 1, 1], { permutations: 99 }).p // 1: no labels do worse
 */
export function permutationTest(
  statistic: (labels: Int32Array) => number,
  labels: ArrayLike<number>,
  options: PermutationOptions = {},
): { observed: number; null: Float64Array; p: number } {
  const { seed = 1, permutations = 1000 } = options
  if (labels.length < 2) throw new RangeError(`permutationTest requires at least two labels, got ${labels.length}`)
  if (!Number.isInteger(permutations) || permutations < 1) {
    throw new RangeError(`permutationTest requires a whole number of permutations, got ${permutations}`)
  }
  const next = random(seed)
  const original = Int32Array.from(labels)
  const current = original.slice()
  const observed = requireValue(statistic(current))
  const outcomes = Float64Array.from({ length: permutations }, () => {
    shuffled(original.length, next).forEach((from, to) => {
      current[to] = original[from]
    })
    return requireValue(statistic(current))
  })
  // Sums in another order differ in their last digits: such an outcome is as large as the one observed.
  const bar = observed - 1e-12 * Math.abs(observed)
  const count = outcomes.filter((outcome) => outcome >= bar).length
  return { observed, null: outcomes, p: (1 + count) / (1 + permutations) }
}

function requireValue(value: number): number {
  if (Number.isFinite(value)) return value
  throw new RangeError(`permutationTest requires a statistic that is finite, got ${value}`)
}
