import { expect, test } from 'vitest'
import type { Listed } from '../../lib/data/read-list.js'
import { valueBridge } from '../../lib/model/bridge.js'
import { movement } from '../../lib/model/movement.js'

const list = (rows: readonly (readonly [string, string, number])[]): Listed => ({
  ids: rows.map(([id]) => id),
  segments: rows.map(([, segment]) => segment),
  scores: { value: Float64Array.from(rows, ([, , value]) => value) },
})
const then = list([
  ['a', 'X', 10],
  ['b', 'X', 20.1],
  ['c', 'Y', 1],
  ['d', 'Y', 2.2],
  ['e', 'Y', 5],
])
const now = list([
  ['b', 'Top', 25.35],
  ['a', 'Top', 9],
  ['c', 'Top', 8.4],
  ['d', 'Low', 2.2],
  ['n', 'Low', 0.3],
])

test('segments are matched by their customers, and customers are followed', () => {
  const found = movement(then, now)
  expect([...found.match]).toEqual([
    ['X', 'Top'],
    ['Y', 'Low'],
  ])
  expect(found).toMatchObject({ shared: 4, moved: 1, lost: 1, gained: 1 })
  expect(found.flows).toContainEqual({ from: 'Y', to: 'Top', customers: 1 })
})

test('the bridge adds up to the cent, overall and by segment', () => {
  const { all, segments } = valueBridge(then, now, movement(then, now))
  expect(all).toMatchObject({
    valueThen: 38.3,
    lost: -5,
    gained: 0.3,
    movedUp: 7.4,
    movedDown: 0,
    more: 5.25,
    less: -1,
    valueNow: 45.25,
  })
  for (const { valueThen, valueNow, segment: _, customers: __, ...steps } of segments) {
    const sum = Object.values(steps).reduce(
      (total, step) => total + Math.round(100 * step),
      Math.round(100 * valueThen),
    )
    expect(sum).toBe(Math.round(100 * valueNow))
  }
  expect(segments.map(({ segment }) => segment)).toEqual(['Top', 'Low'])
  expect(all.customers).toEqual({
    valueThen: 5,
    lost: 1,
    gained: 1,
    movedUp: 1,
    movedDown: 0,
    more: 1,
    less: 1,
    valueNow: 5,
  })
  expect(segments[0].customers).toMatchObject({ valueThen: 2, movedIn: 1, more: 1, less: 1, valueNow: 3 })
})

test('lists with different customers are matched by name, and all customers are lost or new', () => {
  const others = list([
    ['y', 'Q', 1],
    ['z', 'X', 4],
  ])
  const found = movement(then, others)
  expect([...found.match]).toEqual([['X', 'X']])
  expect(found).toMatchObject({ shared: 0, moved: 0, lost: 5, gained: 2 })
  expect(valueBridge(then, others, found).all).toMatchObject({ lost: -38.3, gained: 5, valueNow: 5 })
})

test('a bridge needs values, and a customer of unknown value counts as 0', () => {
  expect(() => valueBridge({ ...then, scores: {} }, now, movement(then, now))).toThrow(
    /requires lists with Value_Score/,
  )
  const unknown = {
    ...then,
    scores: { value: Float64Array.from(then.scores.value!, (value, i) => (i === 1 ? NaN : value)) },
  }
  const { all } = valueBridge(unknown, now, movement(unknown, now))
  expect(all.valueThen).toBeCloseTo(18.2, 9)
})
