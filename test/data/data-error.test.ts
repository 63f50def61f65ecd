import { expect, test } from 'vitest'
import { DataError } from '../../lib/data/data-error.js'

test('the table is aligned, and shortens long values', () => {
  const error = new DataError('a.csv', [
    { row: 3, column: 'Age', value: 'x', expected: 'a number' },
    { row: 12, column: 'Location', value: 'y'.repeat(50), expected: 'a text' },
    { row: 13, column: 'Age', value: null, expected: 'a number' },
  ])
  const long = `"${'y'.repeat(40)}..."`
  expect(error.message.split('\n')).toEqual([
    'a.csv: 3 problems',
    `row  column    ${'value'.padEnd(long.length)}  expected`,
    `  3  Age       ${'"x"'.padEnd(long.length)}  a number`,
    ` 12  Location  ${long}  a text`,
    ` 13  Age       ${'(empty)'.padEnd(long.length)}  a number`,
  ])
  expect(error.name).toBe('DataError')
})

test('one problem without a row is one sentence', () => {
  expect(new DataError('a.csv', [{ column: 'Age', value: 'x', expected: 'y' }]).message).toBe(
    'a.csv: column Age: y, got "x"',
  )
})

test('many problems without columns are counted and cut', () => {
  const lines = Array.from({ length: 25 }, (_, i) => ({ line: i + 2, expected: 'three values' }))
  expect(new DataError('a.csv', lines).message.split('\n').at(-1)).toBe('... and 5 more')
})
