import { csvParse } from 'd3-dsv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, inert, live } from '../../lib/core/csv.js'

test('text that a spreadsheet would run gets an apostrophe, and nothing else does', () => {
  const formulas = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("a")']
  expect(formulas.map(inert)).toEqual(formulas.map((text) => `'${text}`))
  const plain = ['007', '1234567890123456789', '-1.5', '+3', 'a=b', "O'Hara", '', "'quoted'"]
  expect(plain.map(inert)).toEqual(plain)
})

test('the escape can be undone exactly, for every text', () => {
  expect(live(inert("'=x"))).toBe("'=x")
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@\t\r].{0,3}$/))
  fc.assert(fc.property(texts, (text) => live(inert(text)) === text))
})

test('a parser reads the cells back, including separators, quotes and line breaks', () => {
  const cells = ['a,b', 'say "x"', 'two\nlines', "'=1+1", '=1+1', 'plain', null]
  const text = csvOf(
    [
      { name: 'id', at: (row) => cells[row] },
      { name: 'n', at: String },
    ],
    cells.length,
  )
  expect(csvParse(text).map(({ id }) => live(id))).toEqual(cells.map((cell) => cell ?? ''))
  expect(text.split('\n')[0]).toBe('id,n')
  expect(text.endsWith('6\n')).toBe(true)
})
