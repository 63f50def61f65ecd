import mt19937 from '@stdlib/random-base-mt19937'

/**
 * Create a seeded source of uniform numbers: the same seed gives the same numbers on every machine.
 * It is a Mersenne Twister with 53-bit output, the same sequence as NumPy's `RandomState(seed).random_sample()`.
 *
 * @param seed integer from 1 to 4294967295
 * @returns a function; each call returns the next number in [0, 1)
 * @throws {RangeError} on any other seed
 * @see https://github.com/stdlib-js/random-base-mt19937
 * @example random(1)() // 0.417022004702574
 */
export function random(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 1 || seed > 4294967295) {
    throw new RangeError(`random requires a seed that is an integer from 1 to 4294967295, got ${seed}`)
  }
  // The package's type declarations lack `normalized` on the result of `factory`.
  return (mt19937.factory({ seed }) as unknown as { normalized: () => number }).normalized
}

/**
 * Return the integers 0 to n - 1 in random order, each order equally likely (Fisher-Yates).
 * The shuffles of d3-array and simple-statistics draw one number more than needed, which would shift all later draws.
 *
 * @param n an integer >= 0
 * @param next a source of uniform numbers in [0, 1), as from `random`
 * @returns length n
 * @see https://en.wikipedia.org/wiki/Fisher%E2%80%93Yates_shuffle
 * @example shuffled(3, () => 0) // 1, 2, 0
 */
export function shuffled(n: number, next: () => number): Int32Array {
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const held = order[i]
    order[i] = order[j]
    order[j] = held
  }
  return order
}

/** Draw a standard normal number (Box-Muller) from two uniform numbers; d3-random uses a varying number of them. */
export function standardNormal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
