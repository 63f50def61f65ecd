const SHOWN = 12

/**
 * A file that breaks its contract, with every kind of problem found in it, so that all of them can be mended at once.
 * The message starts with the file's name: one sentence, or a line a kind, 12 at most.
 *
 * @example new DataError('a.csv', ['Age requires a number, got "x" in row 3']).message // 'a.csv: Age requires ...'
 */
export class DataError extends Error {
  declare readonly name: 'DataError'
  declare readonly file: string
  declare readonly problems: readonly string[]

  /**
   * @param file the file's name as the caller gave it
   * @param problems a sentence for each kind of problem, in the order to show them; at least one
   */
  constructor(file: string, problems: readonly string[]) {
    super(message(file, problems))
    // Not enumerable: where an error is printed, the message has already said it. And it is about a file, not about
    // code, so that no lines of code are of use to its reader.
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
