import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discountDependence, ENGAGEMENT_WEIGHTS, engagementScore, valueScore } from '../../lib/features/scores.js'

test('the Value Score is frequency x amount, and modifies neither', () => {
  const [frequency, amount] = [Object.freeze([2, 3, 0]), Object.freeze([10, 20, 99])]
  expect([...valueScore(frequency, amount)]).toEqual([20, 60, 0])
})

test('the Engagement Score weighs loyalty 0.4, ads 0.3 and social 0.3', () => {
  const parts = Object.freeze({ loyalty: [1, 0, 0, 0.5], ads: [0, 1, 0, 0.5], social: [0, 0, 1, 0.5] })
  const score = engagementScore(parts)
  for (const [i, expected] of [0.4, 0.3, 0.3, 0.5].entries()) expect(score[i]).toBeCloseTo(expected, 12)
})

test('weights are normalised: tripled they give the same score, and one alone gives its part', () => {
  const parts = { loyalty: [0.25, 1], ads: [0.5, 0], social: [0.75, 1] }
  const tripled = engagementScore(parts, { loyalty: 1.2, ads: 0.9, social: 0.9 })
  engagementScore(parts).forEach((value, i) => {
    expect(tripled[i]).toBeCloseTo(value, 12)
  })
  expect([...engagementScore(parts, { loyalty: 0, ads: 7, social: 0 })]).toEqual([0.5, 0])
})

test('any weights give a score between the smallest and the largest part', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  const weight = fc.integer({ min: 1, max: 1000 })
  fc.assert(
    fc.property(part, part, part, weight, weight, weight, (loyalty, ads, social, a, b, c) => {
      const parts = { loyalty: [loyalty], ads: [ads], social: [social] }
      const [score] = engagementScore(parts, { loyalty: a, ads: b, social: c })
      expect(score).toBeGreaterThanOrEqual(Math.min(loyalty, ads, social) - 1e-12)
      expect(score).toBeLessThanOrEqual(Math.max(loyalty, ads, social) + 1e-12)
    }),
    { seed: 1 },
  )
})

test.each([
  [{ loyalty: 0, ads: 0, social: 0 }, '0, 0, 0'],
  [{ loyalty: 2, ads: -1, social: 1 }, '2, -1, 1'],
  [{ loyalty: NaN, ads: 1, social: 1 }, 'NaN, 1, 1'],
  [{ loyalty: Infinity, ads: 1, social: 1 }, 'Infinity, 1, 1'],
])('weights %o are refused with all three', (weights, got) => {
  expect(() => engagementScore({ loyalty: [1], ads: [1], social: [1] }, weights)).toThrow(
    new RangeError(`engagementScore requires weights >= 0 with a positive sum, got ${got}`),
  )
})

test.each([5, -0.1, NaN])('a part of %d, outside 0 to 1, is refused with its name and place', (value) => {
  expect(() => engagementScore({ loyalty: [1, 1], ads: [0, value], social: [0, 0] })).toThrow(
    new RangeError(`engagementScore requires ads from 0 to 1, got ${value} at 1`),
  )
})

test('discount dependence is the mean of sensitivity and use', () => {
  expect([...discountDependence([0, 0.5, 1, 1], [0, 1, 0, 1])]).toEqual([0, 0.75, 0.5, 1])
})

test('different lengths are refused with both', () => {
  expect(() => valueScore([1, 2], [1])).toThrow(
    new RangeError('valueScore requires vectors of equal length, got 2 and 1'),
  )
  expect(() => discountDependence([1], [])).toThrow('discountDependence requires vectors of equal length, got 1 and 0')
  expect(() => engagementScore({ loyalty: [1], ads: [1], social: [] })).toThrow('got 1 and 0')
})

test('without a part, the weights of the others are normalized', () => {
  expect(engagementScore({ loyalty: [1], social: [0] })[0]).toBeCloseTo(0.4 / 0.7, 12)
  expect([...engagementScore({ ads: [0.25] })]).toEqual([0.25])
  expect(() => engagementScore({})).toThrow('engagementScore requires weights >= 0 with a positive sum, got no parts')
})

test('discount dependence is the one part that is known', () => {
  expect([...discountDependence([0.5, 1])]).toEqual([0.5, 1])
  expect([...discountDependence(undefined, [0, 1])]).toEqual([0, 1])
  expect(() => discountDependence()).toThrow('discountDependence requires sensitivity or use, got neither')
})

test('the default weights sum to 1', () => {
  expect(Object.values(ENGAGEMENT_WEIGHTS).reduce((sum, weight) => sum + weight)).toBe(1)
})
