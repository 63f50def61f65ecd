import { expect, test } from 'vitest'
import { drawIntervals } from '../../lib/figures/intervals.js'
import { expectHouseForm, frozen, type Loose, traces } from './checks.js'

const rows = [
  { label: 'a', effect: 0.5, low: 0.4, high: 0.7, supported: true, against: 0.9 },
  { label: 'b', effect: 0.1, low: -0.1, high: 0.2, supported: false },
]
const parts = frozen({ title: 'T', rows, unit: 'delta', alt: 'A', caption: 'C' })

test('bars go from low to high, and unsupported ones are open', () => {
  const made = drawIntervals({ ...parts, nothing: 0 })
  expectHouseForm(made)
  const [held, rest] = traces(made)
  expect(held).toMatchObject({ name: 'supported', x: [0.5], error_x: { array: [0.2], arrayminus: [0.1] } })
  expect(rest).toMatchObject({ name: 'not supported', x: [0.1], marker: { color: '#FFFFFF' } })
  expect((made.layout as Loose).shapes[0]).toMatchObject({ x0: 0, x1: 0 })
})

test('the first row is at the top', () => {
  expect((drawIntervals(parts).layout as Loose).yaxis.categoryarray).toEqual(['b', 'a'])
})

test('a second mark is drawn if a row has one, with its name', () => {
  const names = { supported: 's', unsupported: 'u', against: 'spend' }
  const made = drawIntervals({ ...parts, names, percent: true })
  expect(traces(made)[2]).toMatchObject({ name: 'spend', x: [0.9], y: ['a'] })
  expect((made.layout as Loose).xaxis.tickformat).toBe('.0%')
  expect(traces(drawIntervals(parts))[2].name).toBeUndefined()
})

test('a trace without rows is left out', () => {
  expect(traces(drawIntervals({ ...parts, rows: [rows[1]] })).map(({ name }) => name)).toEqual(['not supported'])
  expect(traces(drawIntervals({ ...parts, rows: [{ ...rows[0], against: undefined }] }))).toHaveLength(1)
  expect(drawIntervals(parts).layout).not.toHaveProperty('shapes')
})
