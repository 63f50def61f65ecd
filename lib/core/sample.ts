import { random, shuffled } from './random.js'

/*
 * Descriptions use all customers: features, segments, profiles, shares, lists. Evaluations and searches would take
 * hours with a million customers, and find no more than with some thousands. With more customers than the sample size,
 * they use a random sample, drawn by the seed, and their result states its size.
 */

/**
 * The default sample size of what is fitted once or a few times: starts of k-means, held-out tests, associations, the
 * map. Above this number of customers, intervals are computed by formula instead of by resampling.
 */
export const LARGE = 20_000

/** The share of the sample used where fits are repeated or all pairs compared: alternatives, stability, silhouettes. */
export const JUDGED: number = 1 / 4

/** The share of the sample used for the verdict. */
export const COMPARED: number = 1 / 10

/**
 * Draw a random sample of rows, if there are more rows than the sample size.
 *
 * @param n the number of rows
 * @param options sample: the sample size (default LARGE), up to which all rows are used; share: the share of the sample
 *   to draw, 0 to 1 (default 1); seed: an integer from 1 (default 1)
 * @returns row indices in increasing order; undefined if all rows are used
 * @throws {RangeError} on a sample size below 1,000, in which small groups would be lost
 * @example sampleRows(100) // undefined: all 100 are read
 */
export function sampleRows(
  n: number,
  { sample = LARGE, share = 1, seed = 1 }: { sample?: number; share?: number; seed?: number } = {},
): Int32Array | undefined {
  if (!(Number.isInteger(sample) && sample >= SMALLEST)) {
    throw new RangeError(`sample requires a whole number from ${SMALLEST}, got ${sample}`)
  }
  return n > sample
    ? shuffled(n, random(seed))
        .slice(0, Math.round(sample * share))
        .sort()
    : undefined
}

/** The smallest sample size allowed. */
export const SMALLEST = 1000
