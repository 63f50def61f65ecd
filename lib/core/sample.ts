import { random, shuffled } from './random.js'

/*
 * What describes customers reads all of them: features, segments, profiles, shares, lists. What judges, or searches, would
 * take hours with a million, and finds no more in them than in some thousands: of more customers than LARGE it reads a
 * seeded sample, and its result says of how many. Up to LARGE customers everything reads all.
 */

/** Of more customers than these, what judges and what searches reads a sample. */
export const LARGE = 20_000

/** Customers read by what is fitted once or a few times: starts of k-means, held-out tests, associations, the map. */
export const SEARCHED = 20_000

/** Customers read by what is fitted again and again, or compares each with each: other choices, stability, silhouettes. */
export const JUDGED = 5000

/**
 * The rows that a sample reads.
 *
 * @param n rows in all
 * @param size how many of them are drawn; all of them where there are no more than LARGE
 * @param seed an integer from 1
 * @returns rising; undefined where all are read
 * @example sampleRows(100, 10) // undefined: all 100 are read
 */
export function sampleRows(n: number, size: number, seed = 1): Int32Array | undefined {
  return n > LARGE ? shuffled(n, random(seed)).slice(0, size).sort() : undefined
}
