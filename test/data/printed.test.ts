import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { where } from '../../lib/data/where.js'
import { sample } from '../sample.js'

const small = frame({
  id: ['a', 'b', null],
  amount: [1234.5678, NaN, 3],
  member: [true, false, null],
  note: ['one\n  two', 'x'.repeat(40), ''],
})

test('a frame prints as an aligned table, and says how large it is', () => {
  expect(inspect(small).split('\n')).toEqual([
    'id     amount  member  note',
    '----  -------  ------  ------------------------',
    'a     1234.57  true    one two',
    'b         NaN  false   xxxxxxxxxxxxxxxxxxxxxxx…',
    'null        3  null',
    '3 rows x 4 columns',
  ])
})

test('the first 10 rows and the columns that fit into 110 characters are printed', () => {
  const lines = inspect(sample()).split('\n')
  expect(lines).toHaveLength(13)
  expect(lines[0]).toMatch(/^id +age +gender .* \.\.\.$/)
  expect(lines.at(-1)).toBe('400 rows x 29 columns')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(110)
  const narrow = frame(Object.fromEntries(Array.from({ length: 20 }, (_, j) => [`c${j}`, [1]])))
  expect(inspect(narrow).split('\n')[0]).toMatch(/ c11 {2}\.\.\.$/)
  const wide = frame(Object.fromEntries(Array.from({ length: 3 }, (_, j) => ['x'.repeat(30) + j, ['y'.repeat(90)]])))
  expect(inspect(wide)).not.toContain('...')
})

test('what danfo returns prints as well: heads, selections, and a series as its one column', () => {
  expect(inspect(sample().head(2)).split('\n').at(-1)).toBe('2 rows x 29 columns')
  expect(inspect(small.loc({ columns: ['id'] }))).toBe('id\n----\na\nb\nnull\n3 rows x 1 column')
  expect(inspect(small.column('amount'))).toBe(' amount\n-------\n1234.57\n    NaN\n      3\n3 rows x 1 column')
})

test('a frame without rows prints its columns', () => {
  expect(inspect(where(small, () => [false, false, false]))).toBe(
    'id  amount  member  note\n--  ------  ------  ----\n0 rows x 4 columns',
  )
})

test('how it prints is no part of what it holds', () => {
  expect(Object.getOwnPropertySymbols(small)).toEqual([])
  expect(small).toEqual(
    frame({ ...Object.fromEntries(small.columns.map((name) => [name, small.column(name).values])) }),
  )
})
