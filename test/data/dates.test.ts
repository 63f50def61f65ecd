import { expect, test } from 'vitest'
import { dayNumber, daysBefore } from '../../lib/data/dates.js'

test("day numbers are those of R 4's as.Date", () => {
  expect(dayNumber('1970-01-01')).toBe(0)
  expect(dayNumber('2024-02-29')).toBe(19782)
  expect(dayNumber('1969-12-31')).toBe(-1)
})

test('a leap year has a 29 February, and clocks that change do not change days', () => {
  expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2)
  expect(dayNumber('2023-03-01') - dayNumber('2023-02-28')).toBe(1)
  expect(dayNumber('2024-04-01') - dayNumber('2024-03-30')).toBe(2)
})

test.each([
  '2023-02-29',
  '2024-13-01',
  '2024-00-10',
  '1/2/2024',
  '2024-1-2',
  '',
  'today',
  '2024-01-01T00:00',
])('"%s" is not a date, and is reported', (text) => {
  expect(() => dayNumber(text)).toThrow(new RangeError(`dayNumber requires a date as YYYY-MM-DD, got "${text}"`))
})

test('days count back from the as-of date, which is 0', () => {
  const dates = Object.freeze(['2024-12-31', '2024-12-30', '2023-12-31'])
  expect([...daysBefore(dates, '2024-12-31')]).toEqual([0, 1, 366])
  expect(daysBefore([], '2024-12-31')).toHaveLength(0)
})

test('a date after the as-of date is refused with both dates', () => {
  expect(() => daysBefore(['2024-05-01', '2024-06-02'], '2024-06-01')).toThrow(RangeError)
  expect(() => daysBefore(['2024-05-01', '2024-06-02'], '2024-06-01')).toThrow(/2024-06-01 and 2024-06-02/)
})
