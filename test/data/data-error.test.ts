import { expect, test } from 'vitest'
import { DataError } from '../../lib/data/data-error.js'

test('one problem is one sentence', () => {
  expect(new DataError('a.csv', ['Age requires y, got "x"']).message).toBe('a.csv: Age requires y, got "x"')
})

test('several problems are one line each, and many are counted', () => {
  expect(new DataError('a.csv', ['one', 'two']).message).toBe('a.csv: 2 kinds of problems\n- one\n- two')
  const lines = new DataError(
    'a.csv',
    Array.from({ length: 25 }, (_, i) => `problem ${i}`),
  ).message.split('\n')
  expect(lines).toHaveLength(14)
  expect(lines.at(-1)).toBe('... and 13 more kinds')
})

test('no lines of code are shown when it is printed', () => {
  const error = new DataError('a.csv', ['one'])
  expect([error.name, error.file, error.problems]).toEqual(['DataError', 'a.csv', ['one']])
  expect(error.stack).toBe('DataError: a.csv: one')
})
