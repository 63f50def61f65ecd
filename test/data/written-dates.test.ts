import { expect, test } from 'vitest'
import { dateOrders, readDate } from '../../lib/data/written-dates.js'

const value = (text: string, orders = {}) => readDate(text, orders)?.value

test('years come first or last, and days are read as written, whatever the time and the zone', () => {
  for (const text of ['2024-05-28', '2024/05/28', '2024.05.28', '20240528', '5/28/2024', '05-28-2024', '5.28.2024']) {
    expect(value(text)).toBe('2024-05-28')
  }
  for (const time of [
    ' 00:00',
    ' 14:30:05',
    'T00:00:00Z',
    'T23:59:59.999+02:00',
    ' 2:30 PM',
    ' 14:30:05 UTC',
    ' 10:00:00+00',
    ' 10:00:00.000 +0000 UTC',
  ]) {
    expect(readDate(`2024-05-28${time}`)).toEqual({ value: '2024-05-28', how: 'times left out' })
    expect(value(`5/28/2024${time}`)).toBe('2024-05-28')
  }
})

test('day numbers are those of Excel', () => {
  // As Excel 365 shows them: 45440 is 28 May 2024, 36526 is 1 January 2000.
  expect(readDate('45440')).toEqual({ value: '2024-05-28', how: 'Excel serial numbers of days' })
  expect(value('36526.75')).toBe('2000-01-01')
  expect(['2024', '1', '99999', '454400'].map((text) => value(text))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('months may have English names', () => {
  for (const text of ['28-May-2024', '28 may 2024', 'May 28, 2024', 'MAY 28 2024', '28 May, 2024 10:00'])
    expect(value(text)).toBe('2024-05-28')
  expect(value('3-September-2024')).toBe('2024-09-03')
  expect(['28-Mai-2024', 'May 2024', '31 Apr 2024'].map((text) => value(text))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('text that is not a day, or has no year of four digits, is not a date', () => {
  const texts = [
    '2/30/2024',
    '2023-02-29',
    '13/13/2024',
    '3/1/24',
    '2024-3-1',
    '2024-05/28',
    '5/28-2024',
    '28052024',
    'May',
  ]
  expect(texts.map((text) => value(text))).toEqual(texts.map(() => undefined))
  expect(value('2/29/2024')).toBe('2024-02-29')
})

const order = (...columns: string[][]) => dateOrders(columns.map((texts, i) => ({ column: `c${i}`, texts })))

test('one day above 12 shows the order of a column, for each form', () => {
  expect(order(['3/4/2024', '14/11/2024']).orders).toEqual([{ '/': 'D/M/Y' }])
  expect(order(['3/4/2024', '11/14/2024 00:00']).orders).toEqual([{ '/': 'M/D/Y' }])
  expect(order(['3.4.2024', '14.4.2024', '4/14/2024']).orders).toEqual([{ '.': 'D/M/Y', '/': 'M/D/Y' }])
})

test('a column that does not show its order takes that of the other dates of its form', () => {
  expect(order(['3/4/2024'], ['14/11/2024']).orders).toEqual([{ '/': 'D/M/Y' }, { '/': 'D/M/Y' }])
  expect(order(['3-4-2024'], ['14/11/2024']).problems[0]).toHaveLength(1)
  expect(order(['3/4/2024'], ['14/11/2024'], ['11/14/2024']).problems[0]).toHaveLength(1)
})

test('there is no question about dates that are the same in both orders', () => {
  expect(order(['1/1/1970', '2024-05-06']).problems).toEqual([[]])
  expect(value('1/1/1970')).toBe('1970-01-01')
})

test('a contradiction is reported, unless the order is given', () => {
  const column = { column: 'Day', texts: ['13/1/2024', '1/13/2024'] }
  expect(dateOrders([column]).problems).toEqual([
    [
      'Day requires dates in one order, got "13/1/2024" and "1/13/2024": write all of them in the same way, best as 2024-12-31',
    ],
  ])
  expect(dateOrders([column], 'D/M/Y')).toEqual({ orders: [{ '/': 'D/M/Y' }], problems: [[]] })
})
