import { expect, test } from 'vitest'
import { drawHistograms } from '../../lib/figures/histograms.js'
import { axisTitles, expectHouseForm, frozen, type Loose, traces } from './checks.js'

const parts = { title: 'T', alt: 'A', caption: 'C' }

test('numbers get bins and categories their levels, each with its unit', () => {
  const panels = [
    { label: 'Age', unit: 'years', values: Float64Array.of(20, 21, 21, NaN) },
    { label: 'Channel', unit: '', levels: [{ level: 'Online', count: 3 }] },
  ]
  const made = drawHistograms(frozen({ ...parts, panels }))
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ x: [20, 21], y: [1, 2] })
  expect(traces(made)[1]).toMatchObject({ x: ['Online'], y: [3], xaxis: 'x2' })
  expect(axisTitles(made)).toContain('years')
  expect((made.layout as Loose).showlegend).toBe(false)
})

test('only the leftmost panel of a row says what the bars count', () => {
  const panels = Array.from({ length: 4 }, () => ({ label: 'L', unit: 'u', values: [1, 2] }))
  expect(axisTitles(drawHistograms({ ...parts, panels })).filter((title) => title === 'customers')).toHaveLength(2)
})

test('before and after share their bins, and the legend names them', () => {
  const panels = [{ label: '', unit: 'years', values: [1, 2], before: [2, NaN, 4] }]
  const made = drawHistograms({ ...parts, panels, across: 1, names: { before: 'then', after: 'now' } })
  expectHouseForm(made)
  expect(traces(made).map(({ name, x, y }) => ({ name, x, y }))).toEqual([
    { name: 'then', x: [1, 2, 3, 4], y: [0, 1, 0, 1] },
    { name: 'now', x: [1, 2, 3, 4], y: [1, 1, 0, 0] },
  ])
  expect(traces(drawHistograms({ ...parts, panels }))[0].name).toBeUndefined()
})
