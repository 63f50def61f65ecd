import { random, shuffled } from './random.js'

/*
 * What describes customers reads all of them: features, segments, profiles, shares, lists. What judges, or searches, would
 * take hours with a million, and finds no more in them than in some thousands: of more customers than the sample is large
 * it reads a sample drawn by the seed, and its result says of how many. Up to so many customers everything reads all.
 */

/**
 * How many customers are read by what is fitted once or a few times, unless told otherwise: starts of k-means, held-out
 * tests, associations, the map. From here on, intervals are worked out by formula instead of resamples.
 */
export const LARGE = 20_000

/** The share of a sample read by what is fitted again and again, or compares each with each: other choices, stability, silhouettes. */
export const JUDGED: number = 1 / 4

/** The share of a sample that the verdict looks at. */
export const COMPARED: number = 1 / 10

/**
 * The rows that a sample reads.
 *
 * @param n rows in all
 * @param options sample: how many rows are read, and up to how many all are (default LARGE); share: of these; seed: an
 *   integer from 1
 * @returns rising; undefined where all are read
 * @throws {RangeError} on a sample of fewer than 1,000, in which small groups would be lost
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

/** No sample is smaller. */
export const SMALLEST = 1000
