import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { printed } from '../../lib/data/printed.js'
import { where } from '../../lib/data/where.js'
import { sample } from '../sample.js'

const columns: [string, unknown[]][] = [
  ['id', ['a', 'b', null]],
  ['amount', [1234.5678, NaN, 3]],
  ['member', [true, false, undefined]],
  ['note', ['one\n  two', 'x'.repeat(40), '']],
]
const small = frame(Object.fromEntries(columns))

test('a frame prints as an aligned table, and says how large it is', () => {
  expect(printed(columns).split('\n')).toEqual([
    'id     amount  member  note',
    '----  -------  ------  ------------------------',
    'a     1234.57  true    one two',
    'b         NaN  false   xxxxxxxxxxxxxxxxxxxxxxx…',
    'null        3  null',
    '3 rows x 4 columns',
  ])
})

test('the first 10 rows are printed', () => {
  const lines = printed([['n', Array.from({ length: 1100 }, (_, i) => i)]]).split('\n')
  expect(lines.slice(-3)).toEqual(['8', '9', '1,100 rows x 1 column'])
})

test('at most 12 columns are printed, as many as fit into 110 characters, and always the last', () => {
  const heading = (...widths: number[]) =>
    printed(widths.map((width, j) => [String(j), ['x'.repeat(Math.min(width, 24))]])).split('\n')[0]
  const twelve = Array(12).fill(1)
  expect(heading(...twelve)).toMatch(/^0 {2}.* 10 {2}11$/)
  expect(heading(...twelve, 1)).toMatch(/^0 {2}.* 10 {2}\.\.\. {2}12$/)
  // Four columns of 24 and one of 6 are 110 wide with the blanks between; one more does not fit.
  expect(heading(24, 24, 24, 24, 6)).toMatch(/ 3 +4$/)
  expect(heading(24, 24, 24, 24, 7)).toMatch(/ 2 +\.\.\. {2}4$/)
  expect(heading(24, 24, 24, 24, 1, 1)).toMatch(/ 3 +4 {2}5$/)
  expect(heading(24, 24, 24, 24, 1, 1, 1, 1)).toMatch(/ 3 +\.\.\. {2}7$/)
})

test('rows with names print them, as those of describe and of counts', () => {
  expect(printed([['n', [2, 3]]], ['Male', 'Female'])).toBe(
    '        n\n------  -\nMale    2\nFemale  3\n2 rows x 1 column',
  )
  expect(printed([['n', [2, 3]]], [0, 1])).toBe('n\n-\n2\n3\n2 rows x 1 column')
  expect(inspect(small.column('id').valueCounts())).toContain('a')
})

test('results of danfo print as well: heads, selections, and a series as a single column', () => {
  expect(inspect(sample()).split('\n').at(-1)).toBe('400 rows x 29 columns')
  expect(inspect(sample().head(2)).split('\n').at(-1)).toBe('2 rows x 29 columns')
  expect(inspect(small.loc({ columns: ['id'] }))).toBe('id\n----\na\nb\nnull\n3 rows x 1 column')
  expect(inspect(small.column('amount'))).toBe(' amount\n-------\n1234.57\n    NaN\n      3\n3 rows x 1 column')
})

test('a frame without rows prints its columns', () => {
  expect(inspect(where(small, () => [false, false, false]))).toBe(
    'id  amount  member  note\n--  ------  ------  ----\n0 rows x 4 columns',
  )
  expect(printed([])).toBe('0 rows x 0 columns')
})

test('how it prints is not part of its data', () => {
  expect(Object.getOwnPropertySymbols(small)).toEqual([])
  expect(small).toEqual(frame(Object.fromEntries(columns)))
})
