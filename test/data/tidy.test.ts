import { expect, test } from 'vitest'
import { FIELDS } from '../../lib/data/fields.js'
import { findRepeats, spellingLine, unifySpellings } from '../../lib/data/tidy.js'

const category = FIELDS.find(({ name }) => name === 'category')!

test('the most frequent spelling wins, then mixed case, then alphabetical order', () => {
  const unified = (counts: [string, number][]) =>
    unifySpellings(
      category,
      counts.map(([text, rows]) => ({ text, rows })),
    )
  expect(
    unified([
      ['TOYS', 1],
      ['toys', 3],
      ['toys ', 1],
    ]),
  ).toEqual(['toys', 'toys', 'toys'])
  expect(
    unified([
      ['TOYS', 1],
      ['Toys', 1],
      ['toys', 1],
    ]),
  ).toEqual(['Toys', 'Toys', 'Toys'])
  expect(
    unified([
      ['toys', 1],
      ['TOYS', 1],
    ]),
  ).toEqual(['TOYS', 'TOYS'])
})

test('an identifier keeps its letter case and hyphens', () => {
  const counted = ['a-1', 'A1 '].map((text) => ({ text, rows: 1 }))
  expect(unifySpellings(FIELDS[0], counted)).toEqual(['a-1', 'A1'])
})

test('a log line lists five spellings and counts the others', () => {
  const changed = Array.from({ length: 7 }, (_, i) => ({ text: `x${i}`, rows: 2, value: 'X' }))
  const [line] = spellingLine('C', changed)
  expect(line.rows).toBe(14)
  expect(line.detail).toMatch(/"x4" became "X", and 2 more spellings$/)
})

test('repeats equal the first row of their key, or contradict it; rows without a key stay', () => {
  const repeats = findRepeats({ id: ['a', 'b', 'a', 'a', null, null], age: [NaN, 1, NaN, 2, 3, 3] }, 'id')
  expect(repeats.kept).toEqual([0, 1, 4, 5])
  expect(repeats.equal).toEqual([{ row: 2, first: 0 }])
  expect(repeats.contradictions).toEqual([{ row: 3, first: 0, names: ['age'] }])
})
