import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutOfShare } from '../../lib/statistics/cut-of-share.js'

test('without ties the cut puts the share at it or above', () => {
  const ten = Object.freeze([3, 9, 1, 10, 5, 7, 2, 8, 6, 4])
  expect([0.1, 0.2, 1 / 3, 0.5, 0.9].map((share) => cutOfShare(ten, share))).toEqual([10, 9, 8, 6, 2])
})

test('equal values stay together, at the share nearest to the one wanted', () => {
  expect(cutOfShare([...Array(85).fill(0), ...Array(15).fill(5)], 1 / 3)).toBe(5)
  expect(cutOfShare([1, 1, 1, 1, 2, 2, 2, 2, 2, 2], 0.2)).toBe(2)
  // A fifth is as near to three tenths as two fifths are: the smaller group is the top.
  expect(cutOfShare([1, 1, 1, 1, 1, 1, 2, 2, 3, 3], 0.3)).toBe(3)
})

test('neither side is empty, whatever the share', () => {
  expect(cutOfShare([1, 2, 3], 0)).toBe(3)
  expect(cutOfShare([1, 2, 3], 1)).toBe(2)
})

test('equal values have no cut, and neither has a single value', () => {
  expect(cutOfShare([7, 7, 7], 0.5)).toBeUndefined()
  expect(cutOfShare([7], 0.5)).toBeUndefined()
})

test('no other cut is nearer to the share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const off = (cut: number) => Math.abs(values.filter((value) => value >= cut).length / values.length - share)
        const others = [...new Set(values)].sort((a, b) => a - b).slice(1)
        const cut = cutOfShare(values, share)
        if (!others.length) expect(cut).toBeUndefined()
        else expect(off(cut!)).toBeCloseTo(Math.min(...others.map(off)), 12)
      },
    ),
    { seed: 1 },
  )
})

test('no values, a missing value, and a share above 1 are refused', () => {
  expect(() => cutOfShare([], 0.5)).toThrow('cutOfShare requires at least 1 value, got 0')
  expect(() => cutOfShare([1, NaN], 0.5)).toThrow('got NaN at index 1')
  expect(() => cutOfShare([1, 2], 1.5)).toThrow('cutOfShare requires share from 0 to 1, got 1.5')
})
