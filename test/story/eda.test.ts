import { expect, test } from 'vitest'
import { associations } from '../../lib/data/associations.js'
import { derive } from '../../lib/data/derive.js'
import { frame, pick } from '../../lib/data/frame.js'
import { fromRows } from '../../lib/data/from-rows.js'
import {
  alerts,
  edaAnswer,
  levelsTitle,
  missingTitle,
  overview,
  pairsCaption,
  pairsTitle,
  periodCaption,
  periodTitle,
  skewTitle,
} from '../../lib/story/eda.js'
import { sample } from '../sample.js'

const all = sample({ customers: 150 })
const dates = all.column('lastPurchase').values as string[]
const ids = all.column('id').values as string[]
const first = (customers = all) => edaAnswer(customers, customers.shape[0], [], associations(customers))[0]
const withDate = (date: string, rows: readonly number[]) =>
  derive(all, { lastPurchase: dates.map((one, row) => (rows.includes(row) ? date : one)) })
const frequent = (frequency: number) => derive(all, { frequency: Array(150).fill(frequency) })

test('the typical customer is described by medians, even if most are equal', () => {
  expect(first()).toMatch(/: the median customer spends \$\d+ per purchase and buys 6 times per month\.$/)
  expect(first(frequent(0.25))).toMatch(/ and buys once in 4 months\.$/)
  expect(first(frequent(0))).toMatch(/ and buys nothing in a typical month\.$/)
})

test('a single customer is described as one, and without purchase columns only the number is given', () => {
  expect(first(pick(all, [0]))).toMatch(/^\*\*1 customer\*\*, who last bought on 2024-\d\d-\d\d: the customer spends /)
  expect(first(frame({ id: ['a', 'b'] }))).toBe('**2 customers**.')
})

test('wild dates are reported, and stretch neither the period nor its figure', () => {
  const [wild, usual] = [withDate('2034-05-01', [7]), first()]
  expect(first(wild)).toBe(`${usual} 1 value of Time of purchase lies far from all others; the alerts below list it.`)
  expect(periodTitle(wild)).toBe(
    periodTitle(
      pick(
        all,
        [...Array(150).keys()].filter((row) => row !== 7),
      ),
    ),
  )
  expect(periodCaption(wild)).toMatch(
    /^n = 149 customers, .* Left out: 1 customer with a date far from all others \(2034-05-01\)\.$/,
  )
  expect(periodCaption(withDate('1970-01-01', [1, 2]))).toMatch(
    /^n = 148 .* 2 customers with dates far from all others \(1970-01-01\)\.$/,
  )
  expect(periodCaption(all)).not.toContain('Left out')
})

test('alerts name who has a value far from all others', () => {
  const [nearest] = dates.filter((_, row) => row < 1 || row > 5).sort()
  expect(alerts(withDate('1970-01-01', [1, 2, 3, 4, 5]))).toContainEqual({
    column: 'Time of purchase',
    alert: 'far from all others',
    detail: `1970-01-01 (${ids[1]}, ${ids[2]}, ${ids[3]} and 2 more); the nearest other value is ${nearest}`,
  })
  const giants = derive(all, {
    amount: (all.column('amount').values as number[]).map((one, i) => (i < 2 ? 50_000 + i : one)),
  })
  expect(alerts(giants).find(({ alert }) => alert === 'far from all others')!.detail).toMatch(
    new RegExp(`^\\$50,000 \\(${ids[0]}\\) and \\$50,001 \\(${ids[1]}\\); the nearest other value is \\$[\\d,]+$`),
  )
})

test('a column of one value is constant, dates and flags too', () => {
  const same = derive(all, {
    member: Array(150).fill(true),
    lastPurchase: Array(150).fill('2024-12-31'),
    amount: Array(150).fill(0.0123),
  })
  const constant = alerts(same).filter(({ alert }) => alert === 'constant')
  expect(constant.map(({ column, detail }) => [column, detail])).toEqual([
    ['Purchase amount', 'always $0.012'],
    ['Time of purchase', 'always 2024-12-31'],
    ['Customer loyalty program member', 'always yes'],
  ])
})

test('the columns that a file lacks are listed', () => {
  const told = (names: string[]) =>
    overview(all.loc({ columns: names }), 150).find(({ What }) => What === 'Columns missing from the file')
  expect(told(all.columns.filter((name) => !['age', 'channel'].includes(name)))!.Value).toBe('Age and Purchase channel')
  expect(told(['id', 'age'])!.Value).toMatch(/^Gender, .* and 20 more$/)
  expect(told(all.columns)).toBeUndefined()
})

test('the column that is most often missing may be several, or the only one', () => {
  const of = (...shares: number[]) =>
    missingTitle(fromRows(shares.map((customerShare, i) => ({ name: `Column ${i}`, customerShare }))))
  expect(of(0.2, 0.1)).toBe('Column 0 is missing most often: for 20% of customers')
  expect(of(0.2, 0.2, 0.1)).toBe('Column 0 and Column 1 are missing for 20% of customers each')
  expect(of(0.2)).toBe('Column 0 is missing for 20% of customers')
})

test('the skewness is that of the amount, or of the most skewed column', () => {
  const skewed = frame({ amount: [1, 1, 2], age: [30, 30, 30], returns: [0, 0, 0, 0, 9].slice(2) })
  expect(skewTitle(skewed, ['amount'])).toBe('Purchase amount is not skewed (skewness 0.7)')
  expect(skewTitle(frame({ age: [30, 31, 32, 33], returns: [0, 0, 0, 9] }), ['age', 'returns'])).toBe(
    'Returns is skewed: a few large values pull its mean up (skewness 1.2)',
  )
  expect(skewTitle(frame({ amount: [9, 9, 9, 0] }))).toMatch(
    /is skewed to the left: a few small values pull its mean down/,
  )
  expect(skewTitle(skewed, ['age'])).toBe('Age is the same for all customers')
})

test('the most common level may be several, all or the only one', () => {
  const of = (...channel: string[]) => levelsTitle(frame({ channel }), ['channel'])
  expect(of('Mixed', 'Mixed', 'Online')).toBe('Mixed is the most common purchase channel: 67% of customers')
  expect(of('Mixed', 'Mixed', 'Online', 'Online', 'In-Store')).toBe(
    'Mixed and Online are the most common levels of purchase channel: 40% of customers each',
  )
  expect(of('Mixed', 'Online')).toBe('All levels of purchase channel are equally common: 50% of customers each')
  expect(of('Mixed', 'Mixed')).toBe('There is one purchase channel: Mixed')
})

test('a single pair is not described as the strongest of many', () => {
  const pair = (real: boolean, b = 'Returns') => ({ a: 'Age', b, kind: 'ordered', effect: 0.5, real, n: 90 })
  expect(pairsTitle(fromRows([pair(true)]))).toBe('Age and returns are related (Spearman’s rho 0.50)')
  expect(pairsTitle(fromRows([pair(false)]))).toBe('Age and returns are not related beyond chance')
  expect(pairsTitle(fromRows([pair(true), pair(false, 'Income')]))).toBe(
    'Of 2 pairs, only age and returns are related (Spearman’s rho 0.50)',
  )
  expect(pairsCaption(fromRows([pair(true)]))).toMatch(/ n = 90 customers for each pair\.$/)
  expect(pairsCaption(fromRows([pair(true), { ...pair(true, 'Income'), n: 99 }]))).toMatch(
    / n = 90 or more customers for each pair\.$/,
  )
})
