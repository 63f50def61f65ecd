/** A category of a row: text, a number (say, a cluster), a flag, or null where it is missing. */
export type Category = string | number | boolean | null

/**
 * Categories as whole numbers, so that counting them is an array access.
 * Levels are sorted by number if all are numbers, else by character code: no locale, the same everywhere.
 * danfo's LabelEncoder numbers levels as they come, and a missing value as one of them.
 *
 * @param values n categories; null, undefined and NaN are missing; not modified
 * @param levels the levels and their order; by default those that occur, sorted
 * @returns levels as text; codes, length n, the index of each row's level, -1 where it is missing
 * @throws {RangeError} on a value that is not among the levels given
 * @example encode(['b', 'a', null]) // levels a, b; codes 1, 0, -1
 */
export function encode(
  values: ArrayLike<Category>,
  levels?: readonly Category[],
): { levels: string[]; codes: Int32Array } {
  const order = levels ?? sorted(different(values))
  const index = new Map(order.map((level, i) => [String(level), i]))
  // A value is written out once, however often it occurs.
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
