import { expect, test } from 'vitest'
import { drawLines } from '../../lib/figures/lines.js'
import { axisTitles, expectHouseForm, frozen, type Loose, traces } from './checks.js'

const panel = { label: 'L', x: [1, 2, 3], y: [1 / 3, 2, 1], xTitle: 'k', yTitle: 'index' }
const parts = { title: 'T', alt: 'A', caption: 'C' }

test('the chosen point is marked, and its panel has titles, error bars and levels', () => {
  const made = drawLines(
    frozen({ ...parts, panels: [{ ...panel, marked: 2, error: [0.1, 0.1, 0.1], across: [0.8] }, panel] }),
  )
  expectHouseForm(made)
  const [first, second] = traces(made)
  expect(first.marker.size).toEqual([6, 12, 6])
  expect(new Set(first.marker.color).size).toBe(2)
  expect(new Set(second.marker.color).size).toBe(1)
  expect(first.error_y.array).toEqual([0.1, 0.1, 0.1])
  expect((made.layout as Loose).shapes).toMatchObject([{ y0: 0.8, y1: 0.8 }])
  expect(axisTitles(made)).toEqual(['k', 'index', 'k', 'index'])
})

test('text along the axis makes it a category, and a panel without a label has no title', () => {
  const made = drawLines({
    ...parts,
    panels: [{ ...panel, label: '', x: ['2024-01', '2024-02', '2024-03'] }],
    across: 1,
    height: 340,
  })
  expect((made.layout as Loose).xaxis.type).toBe('category')
  expect(made.layout).toMatchObject({ height: 340, annotations: [] })
})
