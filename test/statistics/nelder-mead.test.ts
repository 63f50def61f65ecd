import { expect, test } from 'vitest'
import { nelderMead } from '../../lib/statistics/nelder-mead.js'

test.each([
  ['a bowl', ([x, y]: readonly number[]) => (x - 3) ** 2 + 10 * (y + 2) ** 2, [3, -2]],
  ['the valley of Rosenbrock (1960)', ([x, y]: readonly number[]) => 100 * (y - x ** 2) ** 2 + (1 - x) ** 2, [1, 1]],
  ['a line', ([x]: readonly number[]) => Math.abs(x - 0.25), [0.25]],
])('the minimum of %s is found from far away', (_, of, at) => {
  const start = Object.freeze(at.map(() => -1.2))
  const found = nelderMead(of, start)
  at.forEach((value, j) => {
    expect(found.at[j]).toBeCloseTo(value, 4)
  })
  expect(found.value).toBe(of(found.at))
})

test('it stays where the function is defined', () => {
  const { at } = nelderMead(([x]) => (x < 2 ? Infinity : x), [5])
  expect(at[0]).toBeCloseTo(2, 6)
})

test('on a long slope its steps grow, so that a far minimum takes few evaluations', () => {
  let evaluations = 0
  const found = nelderMead(
    ([x]) => {
      evaluations++
      return Math.abs(x - 1e6)
    },
    [0],
  )
  expect(found.at[0]).toBeCloseTo(1e6, 2)
  expect(evaluations).toBeLessThan(300)
})
