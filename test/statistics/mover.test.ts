import { expect, test } from 'vitest'
import { differenceInterval, ratioInterval } from '../../lib/statistics/mover.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

const share = ([hits, size]: readonly [number, number]) => ({ hits, size })

test.each(
  fixture.difference,
)('$a against $b: the interval of the difference is that of statsmodels 0.15.0', (given) => {
  const actual = differenceInterval(share(given.a), share(given.b))
  for (const end of [0, 1] as const) expect(actual[end]).toBeCloseTo(given.interval[end], 9)
})

test('56 of 70 against 48 of 80: 0.0524 to 0.3339, as printed in Newcombe (1998)', () => {
  const [low, high] = differenceInterval({ hits: 56, size: 70 }, { hits: 48, size: 80 })
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
})

test('with the groups swapped, a ratio is the inverse', () => {
  const [a, b] = [share([30, 100]), share([12, 300])]
  const [low, high] = ratioInterval(a, b)
  const [turnedLow, turnedHigh] = ratioInterval(b, a)
  expectClose(turnedLow, 1 / high)
  expectClose(turnedHigh, 1 / low)
})

test('no hits on one side give a ratio from 0, on the other side one without upper limit', () => {
  const [none, some] = [share([0, 20]), share([5, 30])]
  expect(ratioInterval(none, some)[0]).toBe(0)
  expect(ratioInterval(none, some)[1]).toBeGreaterThan(1)
  expect(ratioInterval(some, none)[1]).toBe(Infinity)
  expect(ratioInterval(some, none)[0]).toBeLessThan(1)
})

test('a lower level makes narrower intervals, and counts that are not shares are refused', () => {
  const [a, b] = [share([30, 100]), share([12, 300])]
  expect(ratioInterval(a, b, 0.8)[0]).toBeGreaterThan(ratioInterval(a, b)[0])
  expect(differenceInterval(a, b, 0.8)[1]).toBeLessThan(differenceInterval(a, b)[1])
  expect(() => differenceInterval(share([3, 2]), b)).toThrow('wilson requires 0 to n hits, got 3 of 2')
  expect(() => ratioInterval(a, b, 95)).toThrow(RangeError)
})
