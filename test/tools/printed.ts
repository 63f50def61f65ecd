import { vi } from 'vitest'

/**
 * Keep what a command prints, on either stream, from the terminal; `vi.restoreAllMocks()` lets it through again.
 *
 * @returns what was printed since, at any time
 */
export function capture(): () => string {
  let printed = ''
  const print = (text: unknown) => {
    printed += text
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(print)
  vi.spyOn(process.stderr, 'write').mockImplementation(print)
  return () => printed
}
