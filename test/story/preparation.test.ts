import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { featureSpace } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import { derivedTitle, leftOut, preparationAnswer, scalingRows } from '../../lib/story/preparation.js'
import { sample } from '../sample.js'

const all = sample({ customers: 150 })
const values = (name: string) => all.column(name).values as (string & number)[]

function answer(customers = all): string[] {
  const prepared = prepare(customers)
  return preparationAnswer([], prepared, featureSpace(prepared.customers))
}

test('a later date that was ignored is reported, and several by the last', () => {
  const [, usual] = answer()
  const late = (number: number) =>
    answer(
      derive(all, { lastPurchase: values('lastPurchase').map((date, i) => (i < number ? `203${4 + i}-05-01` : date)) }),
    )[1]
  const day = usual.match(/as of (\S+)\.$/)![1]
  expect(late(1)).toBe(
    `${usual} A later date, 2034-05-01, lies far from all others, so it was ignored and is treated as ${day}.`,
  )
  expect(late(2)).toBe(
    `${usual} 2 later dates (up to 2035-05-01) lie far from all others, so they were ignored and are treated as ${day}.`,
  )
})

test('far values are reported by feature, number and the value that they count as', () => {
  const giants = (number: number) =>
    answer(derive(all, { amount: values('amount').map((one, i) => (i < number ? 1e7 + i : one)) }))[2]
  expect(giants(1)).toMatch(
    / 1 value of Value Score lies far from all others and is treated as the nearest of them, \$[\d,]+ per month\.$/,
  )
  expect(giants(2)).toMatch(
    / 2 values of Value Score lie far from all others and are treated as the nearest of them, \$[\d,]+ per month\.$/,
  )
  const old = answer(
    derive(all, { lastPurchase: values('lastPurchase').map((date, i) => (i < 5 ? '1970-01-01' : date)) }),
  )[2]
  expect(old).toMatch(
    / 5 values of Recency lie far from all others and are treated as the nearest of them, \d+ days\.$/,
  )
})

test('columns that are left out are reported with the reason', () => {
  const prepared = prepare(frame({ id: ['a', 'b'], frequency: [1, 2], loyalty: [1, 5] }))
  const [, added, effect] = preparationAnswer([], prepared, featureSpace(prepared.customers))
  expect(added).toContain('Value Score is left out: the file has no purchase amount.')
  expect(added).toContain(
    'Engagement Score is without engagement with ads and social media influence, which the file lacks.',
  )
  expect(effect).toBe(
    '**Effect:** after scaling, Engagement Score and frequency of purchase count equally. The file has fewer than two of the listed features, so frequency of purchase was added.',
  )
  expect(leftOut(prepared, 'value')).toBe('Value Score is left out: the file has no purchase amount.')
  expect(leftOut(prepared, 'engagement')).toBe('')
})

test('a title describes the typical customer by the first derived column, in its unit', () => {
  expect(derivedTitle(frame({ value: [10, 20, 90] }), ['value'])).toBe(
    'The median customer spends $20 per month; the mean is $40',
  )
  expect(derivedTitle(frame({ value: [20, 20] }), ['value'])).toBe(
    'The median and the mean of the Value Score are both $20 per month',
  )
  expect(derivedTitle(frame({ recency: [1, 1, 9] }), ['recency'])).toBe('The median recency is 1 day')
  expect(derivedTitle(frame({ engagement: [0.25] }), ['engagement'])).toBe('The median Engagement Score is 0.25')
})

test('the deviation is that of a population, as the caption says', () => {
  const two = frame({ satisfaction: [4, 8], value: [1, 1] })
  const [row] = scalingRows(two, featureSpace(two, { columns: ['satisfaction'] }))
  expect([row['Standard deviation'], row['Standard deviation, scaled']]).toEqual(['2.00', '1.00'])
})
