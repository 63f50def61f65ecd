import { expect, test } from 'vitest'
import { unknownColumn } from '../../lib/data/unknown-column.js'

const columns = ['id', 'age', 'amount', 'lastPurchase', 'returns']
const said = (column: string) => unknownColumn(column, columns).message

test('the nearest name is suggested, whatever the letter case, and all names are listed', () => {
  expect(said('amuont')).toBe(
    'column "amuont" requires a frame that has it: did you mean amount? It has id, age, amount, lastPurchase, returns',
  )
  expect(said('Last_purchase')).toContain('did you mean lastPurchase?')
  expect(said('LASTPURCHASE')).toContain('did you mean lastPurchase?')
  for (const typo of ['return', 'returnsss', 'rreturns', 'retarns'])
    expect(said(typo)).toContain('did you mean returns?')
})

test('a column name of the file suggests that of the frame', () => {
  expect(said('Purchase_Amount')).toContain('did you mean amount?')
  expect(said('Time_of_Purchase')).toContain('did you mean lastPurchase?')
})

test('names that are equally near are all suggested', () => {
  expect(unknownColumn('ab', ['aa', 'bb', 'cc']).message).toContain('did you mean aa or bb? It has aa, bb, cc')
})

test('if no name is near, none is suggested', () => {
  expect(said('satisfaction')).toBe(
    'column "satisfaction" requires a frame that has it, got id, age, amount, lastPurchase, returns',
  )
  expect(unknownColumn('x', []).message).toBe('column "x" requires a frame that has it, got ')
})

test('a method that is nearer than every column is suggested instead', () => {
  expect(unknownColumn('gropby', columns, ['groupby', 'head']).message).toBe(
    '"gropby" is no column and no method of a frame: did you mean groupby?',
  )
  expect(unknownColumn('amuont', columns, ['groupby', 'mount']).message).toContain('did you mean amount?')
  expect(unknownColumn('nope', columns, ['mode']).message).toContain('column "nope" requires a frame that has it')
})
