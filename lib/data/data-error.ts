const SHOWN = 12

/**
 * The error for a file that breaks its contract. It lists every kind of problem found, so that all can be fixed at
 * once. The message is the file's name and one sentence, or one line per kind of problem, 12 at most.
 *
 * @example new DataError('a.csv', ['Age requires a number, got "x" in row 3']).message // 'a.csv: Age requires ...'
 */
export class DataError extends Error {
  declare readonly name: 'DataError'
  declare readonly file: string
  declare readonly problems: readonly string[]

  /**
   * @param file the file's name as given by the caller
   * @param problems one sentence per kind of problem, in the order to show them; at least one
   */
  constructor(file: string, problems: readonly string[]) {
    super(message(file, problems))
    // Not enumerable, because the printed message already has them. The stack has no lines of code, because the problem
    // is in a file.
    Object.defineProperties(this, {
      name: { value: 'DataError' },
      file: { value: file },
      problems: { value: problems },
      stack: { value: `DataError: ${this.message}` },
    })
  }
}

function message(file: string, problems: readonly string[]): string {
  if (problems.length === 1) return `${file}: ${problems[0]}`
  const more = problems.length > SHOWN ? [`... and ${problems.length - SHOWN} more kinds`] : []
  const lines = [...problems.slice(0, SHOWN).map((problem) => `- ${problem}`), ...more]
  return [`${file}: ${problems.length} kinds of problems`, ...lines].join('\n')
}
