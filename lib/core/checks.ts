/**
 * Check that there are enough values and that all are finite.
 *
 * @param who the name of the calling function, which opens the message
 * @param values n numbers, any units; not modified
 * @param least the fewest values that `who` accepts
 * @throws {RangeError} on fewer than `least` values, or one that is not finite
 * @example requireNumbers('mean', [1, 2, NaN]) // throws: mean requires finite values, got NaN at index 2: leave out ...
 */
export function requireNumbers(who: string, values: ArrayLike<number>, least = 1): void {
  if (values.length === undefined) {
    throw new RangeError(`${who} requires a list of numbers, got an object: of a danfo column, give its .values`)
  }
  if (values.length < least) {
    throw new RangeError(`${who} requires at least ${least} value${least === 1 ? '' : 's'}, got ${values.length}`)
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      const advice = Number.isNaN(values[i]) ? ': leave out missing values, as in values.filter(Number.isFinite)' : ''
      throw new RangeError(`${who} requires finite values, got ${values[i]} at index ${i}${advice}`)
    }
  }
}

/**
 * Check that two vectors have the same length.
 *
 * @param who the name of the calling function, which opens the message
 * @throws {RangeError} on different lengths
 * @example requireSameLength('pearson', [1, 2], [1]) // throws: pearson requires vectors of equal length, got 2 and 1
 */
export function requireSameLength(who: string, x: ArrayLike<unknown>, y: ArrayLike<unknown>): void {
  if (x.length !== y.length) {
    throw new RangeError(`${who} requires vectors of equal length, got ${x.length} and ${y.length}`)
  }
}

/**
 * Check that a probability is from 0 to 1.
 *
 * @param who the name of the calling function, which opens the message
 * @param name the name of the parameter, for the message
 * @throws {RangeError} on a number below 0, above 1, or NaN
 * @example requireProbability('quantile', 'p', 1.5) // throws: quantile requires p from 0 to 1, got 1.5
 */
export function requireProbability(who: string, name: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${who} requires ${name} from 0 to 1, got ${p}`)
}
