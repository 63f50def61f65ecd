import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { drawHeatmap, heatmap } from '../../lib/figures/heatmap.js'
import { expectHouseForm, frozen, type Loose, traces } from './checks.js'

const parts = frozen({ title: 'T', x: ['a', 'b'], y: ['c'], z: [[0.123456, NaN]], alt: 'A', caption: 'C' })

test('cells show two decimals, and missing ones stay empty', () => {
  const made = drawHeatmap(parts)
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ z: [[0.12346, null]], text: [['0.12', '']], zmin: -1, zmax: 1 })
  expect((made.layout as Loose).yaxis.autorange).toBe('reversed')
})

test('given texts and limits are used', () => {
  expect(traces(drawHeatmap({ ...parts, text: [['+', '-']], limit: 0.6 }))[0]).toMatchObject({
    text: [['+', '-']],
    zmax: 0.6,
  })
})

test('many columns get smaller text, with their names at an angle', () => {
  const x = Array.from({ length: 15 }, (_, i) => `c${i}`)
  const made = drawHeatmap({ ...parts, x, z: [x.map(() => 0)] })
  expect((made.layout as Loose).xaxis.tickangle).toBe(-40)
  expect(traces(made)[0].textfont.size).toBeLessThan(traces(drawHeatmap(parts))[0].textfont.size)
})

test('whole numbers are counts, text goes below them, and axes are named on demand', () => {
  const cells = frame({ f: ['1', '2'], r: ['5', '5'], customers: [1200, 3], most: ['A', 'B'] })
  const { data, layout } = heatmap(cells, { x: 'f', y: 'r', z: 'customers', text: 'most', axes: true, title: 'Grid' })
  expect((data[0] as { text: string[][] }).text).toEqual([['1,200<br>A', '3<br>B']])
  expect(JSON.stringify(layout)).toMatch(/"text":"f"/)
  expect(JSON.stringify(heatmap(cells, { x: 'f', y: 'r', z: 'customers', title: 'Grid' }).layout)).not.toMatch(
    /"text":"f"/,
  )
})
