import { expect, test } from 'vitest'
import { drawBars } from '../../lib/figures/bars.js'
import { axisTitles, expectHouseForm, frozen, type Loose, traces } from './checks.js'

const parts = frozen({
  title: 'T',
  categories: ['a', 'b'],
  series: [{ name: 'one', values: [1 / 3, 0.02], colour: '#123456' }],
  unit: 'share',
  alt: 'A',
  caption: 'C',
})
const two = frozen({ ...parts, series: [...parts.series, { name: 'two', values: [0.5, 0.98] }] })

test('vertical bars have their unit beside the axis', () => {
  const made = drawBars(parts)
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ orientation: 'v', x: ['a', 'b'], y: [0.33333, 0.02] })
  expect((made.layout as Loose).yaxis.title.text).toBe('share')
  expect((made.layout as Loose).showlegend).toBe(false)
})

test('horizontal bars start at the top, with their unit below', () => {
  const made = drawBars({ ...two, lying: true, percent: true })
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ orientation: 'h', y: ['a', 'b'], x: [0.33333, 0.02] })
  expect((made.layout as Loose).yaxis.autorange).toBe('reversed')
  expect((made.layout as Loose).xaxis.tickformat).toBe('.0%')
  expect(axisTitles(made)).toEqual(['share'])
})

test('two series have a legend, and a given color is kept', () => {
  const made = drawBars(two)
  expect((made.layout as Loose).showlegend).toBe(true)
  expect(traces(made)[0].marker.color).toBe('#123456')
  expect(traces(made)[1].marker.color).toBeTruthy()
})

test('stacked bars show their share inside if it fits', () => {
  const made = drawBars({ ...two, stacked: true, lying: true, height: 333 })
  expect(traces(made)[0].text).toEqual(['33%', ''])
  expect(made.layout).toMatchObject({ barmode: 'stack', height: 333 })
  expect((drawBars({ ...two, stacked: true, lying: true }).layout as Loose).height).toBeGreaterThan(200)
})

test('error bars reach the ends of the intervals', () => {
  const series = [{ name: 'one', values: [2], intervals: [[1, 5]] as const }]
  const [trace] = traces(drawBars({ ...parts, categories: ['a'], series }))
  expect(trace.error_y).toMatchObject({ array: [3], arrayminus: [1], symmetric: false })
  expect(traces(drawBars({ ...parts, categories: ['a'], series, lying: true }))[0].error_x.array).toEqual([3])
})
