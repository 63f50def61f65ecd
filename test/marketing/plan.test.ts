import { expect, test } from 'vitest'
import { ASSUMPTIONS, plan } from '../../lib/marketing/plan.js'

test('a test with a response of 20% and a lift of 1.4 has a control group of 447', () => {
  // R 4.2.2: power.prop.test(p1 = .2, p2 = .28, power = .8)$n, rounded up.
  expect(plan(894, 50, ASSUMPTIONS)).toMatchObject({ control: 447, treated: 447, testable: true })
  expect(plan(893, 50, ASSUMPTIONS)).toMatchObject({ control: 446, treated: 447, testable: false })
})

test('a larger lift needs a smaller control group', () => {
  expect(plan(1e6, 50, { ...ASSUMPTIONS, smallestLift: 2 }).control).toBeLessThan(447)
})

test('amounts are as worked out by hand', () => {
  // 1,000 - 447 = 553 treated at $1; .2 x .4 of them respond more, and bring 50 x .4 each.
  const found = plan(1000, 50, ASSUMPTIONS)
  expect(found.worth).toBeCloseTo(20, 12)
  expect(found.breakEven).toBeCloseTo(1 / 20, 12)
  expect(found.least).toBe(-553)
  expect(found.expected).toBeCloseTo(553 * 0.08 * 20 - 553, 9)
})

test('at the break-even rate the margin pays for the contacts', () => {
  const { breakEven, worth, treated } = plan(1000, 50, { ...ASSUMPTIONS, contactCost: 3 })
  expect(treated * breakEven * worth).toBeCloseTo(treated * 3, 9)
})

test('if amounts are unknown, so is all money', () => {
  const { worth, breakEven, least, expected } = plan(100, NaN, ASSUMPTIONS)
  expect([worth, breakEven, least, expected]).toEqual([NaN, NaN, NaN, NaN])
})

test.each([
  [{ baseResponse: 0 }, 'baseResponse requires a rate between 0 and 1, got 0'],
  [{ smallestLift: 1 }, 'smallestLift requires a lift above 1 that keeps the response rate below 1, got 1'],
  [{ smallestLift: 6 }, 'smallestLift requires a lift above 1 that keeps the response rate below 1, got 6'],
  [{ contactCost: -1 }, 'contactCost requires money, 0 or more, got -1'],
  [{ grossMargin: 40 }, 'grossMargin requires a share above 0 and up to 1, got 40'],
  [{ purchasesPerResponse: 0 }, 'purchasesPerResponse requires purchases above 0, got 0'],
  [{ horizonMonths: 0 }, 'horizonMonths requires months above 0, got 0'],
])('invalid assumptions are refused: %j', (given, message) => {
  expect(() => plan(100, 50, { ...ASSUMPTIONS, ...given })).toThrow(new RangeError(message))
})
