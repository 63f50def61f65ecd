import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { intervals } from '../../lib/figures/intervals.js'
import { expectHouseForm, type Loose, traces } from './checks.js'

const effects = frame({
  name: ['a', 'b'],
  delta: [0.5, 0.1],
  low: [0.4, -0.1],
  high: [0.7, 0.2],
  holds: [true, false],
  spend: [0.9, NaN],
})
const parts = { y: 'name', x: 'delta', low: 'low', high: 'high', filled: 'holds', title: 'T' }

test('bars reach from low to high, and what is not supported is open', () => {
  const made = intervals(effects, { ...parts, nothing: 0 })
  expectHouseForm(made)
  const [held, rest] = traces(made)
  expect(held).toMatchObject({ name: 'supported', x: [0.5], error_x: { array: [0.2], arrayminus: [0.1] } })
  expect(rest).toMatchObject({ name: 'not supported', x: [0.1], marker: { color: '#FFFFFF' } })
  expect((made.layout as Loose).shapes[0]).toMatchObject({ x0: 0, x1: 0 })
})

test('the first row stands on top', () => {
  expect((intervals(effects, parts).layout as Loose).yaxis.categoryarray).toEqual(['b', 'a'])
})

test('a second mark stands in each row, under its name', () => {
  const made = intervals(effects, { ...parts, against: 'spend', percent: true })
  expect(traces(made)[2]).toMatchObject({ name: 'spend', x: [0.9, null], y: ['a', 'b'] })
  expect((made.layout as Loose).xaxis.tickformat).toBe('.0%')
})

test('a kind of mark that no row has is left out, and a single kind needs no legend', () => {
  const all = intervals(effects, { ...parts, filled: undefined })
  expect(traces(all)).toHaveLength(1)
  expect(traces(all)[0].x).toEqual([0.5, 0.1])
  expect((all.layout as Loose).showlegend).toBe(false)
  expect(all.layout).not.toHaveProperty('shapes')
})
