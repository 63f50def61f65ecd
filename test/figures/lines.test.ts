import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { lines } from '../../lib/figures/lines.js'
import { axisTitles, expectHouseForm, type Loose, traces } from './checks.js'

const title = 'T'
const scan = frame({ k: [1, 2, 3], share: [1 / 3, 0.5, 0.25], other: [1, 2, 3] })

test('the chosen point is marked, and several columns have a titled panel each', () => {
  const made = lines(scan, { x: 'k', y: ['share', 'other'], marked: 2, title })
  expectHouseForm(made)
  const [first] = traces(made)
  expect(first.marker.size).toEqual([6, 12, 6])
  expect(new Set(first.marker.color).size).toBe(2)
  expect(axisTitles(made)).toEqual(['k', 'Share', 'k', 'Other'])
  expect((made.layout as Loose).annotations.map(({ text }: Loose) => text)).toEqual(['<b>Share</b>', '<b>Other</b>'])
  expect((made.layout as Loose).showlegend).toBe(false)
})

test('words along the axis make it a category, and a single panel has no title', () => {
  const made = lines(frame({ month: ['2024-01', '2024-02'], customers: [3, 4] }), { x: 'month', y: 'customers', title })
  expect((made.layout as Loose).xaxis.type).toBe('category')
  expect(made.layout).toMatchObject({ height: 340, annotations: [] })
  expect(made.alt).toBe('Line chart by month. Customers: 2024-01 3, 2024-02 4.')
})

test('a frame behind is drawn as points below the line, the legend names both, and shares are percentages', () => {
  const behind = { frame: frame({ k: [1, 1, 2], share: [0.1, 0.2, 0.3] }), name: 'samples', own: 'customers' }
  const made = lines(scan, { x: 'k', y: 'share', behind, percent: true, title })
  expectHouseForm(made)
  expect(traces(made).map(({ name, mode }) => [name, mode])).toEqual([['samples', 'markers'], ['customers', 'lines+markers']]) // biome-ignore format: one line
  expect(traces(made)[0]).toMatchObject({ x: [1, 1, 2], y: [0.1, 0.2, 0.3] })
  expect((made.layout as Loose).showlegend).toBe(true)
  expect((made.layout as Loose).yaxis.tickformat).toBe('.0%')
  expect(made.alt).toContain('1 33%, 2 50%, 3 25%')
})
