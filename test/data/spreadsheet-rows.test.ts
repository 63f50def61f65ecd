import { expect, test } from 'vitest'
import { spreadsheetRows } from '../../lib/data/spreadsheet-rows.js'

test('rows follow the header; blank lines count as rows, line breaks in quotes do not', () => {
  expect([...spreadsheetRows(2, [])]).toEqual([2, 3])
  expect([...spreadsheetRows(3, ['id,x', 'a,"1', null, '2"', null, 'b,""', 'c,3', null])]).toEqual([2, 4, 5])
})
