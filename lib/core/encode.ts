/** The category of a row: text, a number (such as a cluster), a flag, or null if missing. */
export type Category = string | number | boolean | null

/**
 * Encode categories as integers, so that counting them is an array access.
 * Levels are sorted as numbers if all are numbers, else by character code, which does not depend on the locale.
 * danfo's LabelEncoder numbers levels in order of appearance, and treats a missing value as a level.
 *
 * @param values n categories; null, undefined and NaN are missing; not modified
 * @param levels the levels in order; by default those that occur, sorted
 * @returns levels, as text; codes, length n: the index of each row's level, -1 if missing
 * @throws {RangeError} on a value that is not one of the given levels
 * @example encode(['b', 'a', null]) // levels a, b; codes 1, 0, -1
 */
export function encode(
  values: ArrayLike<Category>,
  levels?: readonly Category[],
): { levels: string[]; codes: Int32Array } {
  const order = levels ?? sorted(different(values))
  const index = new Map(order.map((level, i) => [String(level), i]))
  // Each distinct value is converted to text only once.
  const known = new Map<Category, number>()
  const codes = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    const code = known.get(value) ?? (isMissing(value) ? -1 : index.get(String(value)))
    if (code === undefined) {
      throw new RangeError(`encode requires one of ${order.join(', ')}, got "${value}" at index ${row}`)
    }
    known.set(value, code)
    codes[row] = code
  }
  return { levels: [...index.keys()], codes }
}

function different(values: ArrayLike<Category>): Set<Category> {
  const found = new Set<Category>()
  for (let row = 0; row < values.length; row++) found.add(values[row])
  for (const value of found) if (isMissing(value)) found.delete(value)
  return found
}

function isMissing(value: Category | undefined): boolean {
  return value === null || value === undefined || Number.isNaN(value)
}

function sorted(levels: Set<Category>): Category[] {
  const list = [...levels]
  if (list.every((level) => typeof level === 'number')) return list.sort((a, b) => a - b)
  return list.map(String).sort()
}
