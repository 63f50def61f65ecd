import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { heatmap } from '../../lib/figures/heatmap.js'
import { expectHouseForm, type Loose, traces } from './checks.js'

const title = 'T'
const two = frame({ x: ['a', 'b'], y: ['c', 'c'], z: [0.123456, NaN], words: ['+', '-'] })
const at = { x: 'x', y: 'y', z: 'z' }

test('cells are written with two decimals, and a missing one stays empty', () => {
  const made = heatmap(two, { ...at, limit: 1, title })
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ z: [[0.12346, null]], text: [['0.12', '']], zmin: -1, zmax: 1 })
  expect((made.layout as Loose).yaxis.autorange).toBe('reversed')
})

test('words take the place of numbers, and the limit given is taken', () => {
  const [trace] = traces(heatmap(two, { ...at, written: 'words', limit: 0.6, title }))
  expect(trace).toMatchObject({ text: [['+', '']], zmax: 0.6 })
})

test('many columns are written smaller, with their names at an angle', () => {
  const x = Array.from({ length: 15 }, (_, i) => `c${i}`)
  const made = heatmap(frame({ x, y: x.map(() => 'row'), z: x.map(() => 0) }), { ...at, title })
  expect((made.layout as Loose).xaxis.tickangle).toBe(-40)
  expect(traces(made)[0].textfont.size).toBeLessThan(traces(heatmap(two, { ...at, title }))[0].textfont.size)
})

test('whole numbers are counts, text stands below them, and axes are named on demand', () => {
  const cells = frame({ f: ['1', '2'], r: ['5', '5'], customers: [1200, 3], most: ['A', 'B'] })
  const { data, layout } = heatmap(cells, { x: 'f', y: 'r', z: 'customers', text: 'most', axes: true, title: 'Grid' })
  expect((data[0] as { text: string[][] }).text).toEqual([['1,200<br>A', '3<br>B']])
  expect(JSON.stringify(layout)).toMatch(/"text":"f"/)
  expect(JSON.stringify(heatmap(cells, { x: 'f', y: 'r', z: 'customers', title: 'Grid' }).layout)).not.toMatch(
    /"text":"f"/,
  )
})
