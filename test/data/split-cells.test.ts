import { expect, test } from 'vitest'
import { coded } from '../../lib/data/coded.js'
import { FIELDS } from '../../lib/data/fields.js'
import { readCustomers } from '../../lib/data/read.js'
import { readColumn } from '../../lib/data/read-column.js'
import { readMargins } from '../../lib/data/read-side.js'
import { rejoin } from '../../lib/data/split-cells.js'

const category = FIELDS.find(({ name }) => name === 'category')!
const joined = (...levels: string[]) =>
  Object.fromEntries(rejoin('Type', new Map(levels.map((one) => [one, 2]))).becomes)

test('the parts of a split cell are joined again, with one log line', () => {
  const texts = ['Travel & Leisure (Flights', 'Books', 'Packages) ', 'packages)', 'Packages)', 'Toys (soft)', null]
  const { values, log } = readColumn(category, coded(texts))
  const whole = 'Travel & Leisure (Flights, Packages)'
  expect(values).toEqual([whole, 'Books', whole, whole, whole, 'Toys (soft)', null])
  expect(log.filter(({ step }) => step === 'split cells')).toEqual([
    {
      step: 'split cells',
      column: 'Purchase_Category',
      rows: 4,
      detail:
        '"Travel & Leisure (Flights" and "Packages)" are halves of one cell that was split at a separator: 4 cells rejoined as "Travel & Leisure (Flights, Packages)"',
    },
  ])
})

test.each([
  ['“Sale', 'now”'],
  ['Shoes [men', 'women]'],
  ['Say "hello', 'world"'],
  ['Shoes ([men', 'women]) new'],
])('%s and %s are one cell', (open, close) => {
  expect(joined(open, 'Books', close)).toEqual({ [open]: `${open}, ${close}`, [close]: `${open}, ${close}` })
})

test.each([
  [['Travel (Flights', 'Books']],
  [['Packages)', 'Books']],
  [['Travel (Flights', 'Rooms]']],
  [['Travel (Flights', 'a) Books']],
  [['Say "hello', 'Screens 27"']],
  [['Toys (soft)', 'Books "new"', ':) (:']],
])('%j stay as they are', (levels) => {
  expect(joined(...levels)).toEqual({})
})

test('if several parts fit, none are joined, and the log says so', () => {
  const { becomes, log } = rejoin('Type', new Map([['Travel (Flights', 3], ['Packages)', 2], ['Beds)', 1]])) // biome-ignore format: one line
  expect([...becomes]).toEqual([])
  expect(log).toMatchObject([
    { rows: 6, detail: expect.stringMatching(/it is unclear which belong together: fix them$/) },
  ])
})

test('ids are never joined', () => {
  expect(readColumn(FIELDS[0], coded(['A(1', '2)'])).values).toEqual(['A(1', '2)'])
})

test('no level of the shipped files is a part of a cell', async () => {
  const { log } = await readCustomers('data/customers.csv')
  expect(log.filter(({ step }) => step === 'split cells')).toEqual([])
  for (const { category } of await readMargins('data/category_margins.csv'))
    expect(joined(category, 'x (y', 'z)')).not.toHaveProperty([category])
})
