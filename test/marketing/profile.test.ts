import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { profiles } from '../../lib/marketing/profile.js'
import { studied } from '../story/sample.js'

const { study } = await studied()
const columns = {
  value: [10, 20, 30, 140],
  amount: [10, 10, 30, 70],
  frequency: [1, 2, 1, 2],
  engagement: [0.2, 0.4, 0.6, 1],
  recency: [10, 20, 30, 40],
  satisfaction: [1, 5, 9, 10],
  discountDependence: [1, 0, 0.5, 0.5],
}
const segmentOf = ['b', 'b', 'b', 'a']

test('a profile is what one computes by hand', () => {
  const [a, b] = profiles(frame({ ...columns, tenure: [100, 200, 600, 50] }), segmentOf, ['a', 'b'])
  expect(a).toMatchObject({ segment: 'a', customers: 1, share: 0.25, valueShare: 0.7, medianAmount: 70, tenure: 50 })
  expect(b).toMatchObject({ segment: 'b', customers: 3, share: 0.75, valueShare: 0.3, medianAmount: 10, tenure: 300 })
  expect(b.meanAmount).toBeCloseTo(50 / 3, 12)
  expect(b.frequency).toBeCloseTo(4 / 3, 12)
  expect(b.engagement).toBeCloseTo(0.4, 12)
  expect(b.recency).toBeCloseTo(20, 12)
  expect(b.satisfaction).toBeCloseTo(5, 12)
  expect(b.discountDependence).toBeCloseTo(0.5, 12)
})

test('segments come in the order given, and one without customers is left out', () => {
  const found = profiles(frame(columns), segmentOf, ['b', 'nobody', 'a'])
  expect(found.map(({ segment }) => segment)).toEqual(['b', 'a'])
})

test('tenure is unknown where the file does not tell it', () => {
  expect(profiles(frame(columns), segmentOf, ['a', 'b']).map(({ tenure }) => tenure)).toEqual([NaN, NaN])
})

test('where nobody is of value, every share of it is 0', () => {
  const found = profiles(frame({ ...columns, value: [0, 0, 0, 0] }), segmentOf, ['a', 'b'])
  expect(found.map(({ valueShare }) => valueShare)).toEqual([0, 0])
})

test('a lacking column is named', () => {
  expect(() => profiles(frame({ value: [1], amount: [1] }), ['a'], ['a'])).toThrow(/"frequency"/)
})

test('over a whole sample, shares sum to 1 and customers to all', () => {
  const sum = (pick: (profile: (typeof study.profiles)[number]) => number) =>
    study.profiles.reduce((total, profile) => total + pick(profile), 0)
  expect(sum(({ share }) => share)).toBeCloseTo(1, 12)
  expect(sum(({ valueShare }) => valueShare)).toBeCloseTo(1, 12)
  expect(sum(({ customers }) => customers)).toBe(study.customers.shape[0])
})
