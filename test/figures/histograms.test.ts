import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { histograms } from '../../lib/figures/histograms.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { axisTitles, expectHouseForm, type Loose, traces } from './checks.js'

const title = 'T'
const customers = frame({
  age: [20, 21, 21, NaN],
  channel: ['Online', 'Online', null, 'Online'],
  segment: ['Loyalists', 'At-Risk', 'At-Risk', 'Loyalists'],
  pair: ['one', 'one', 'other', 'other'],
  place: [-1, 1, 2, -2],
})

test('numbers become bins and categories their levels, each with its unit', () => {
  const made = histograms(customers, { x: ['age', 'channel'], title })
  expectHouseForm(made)
  expect(traces(made)[0]).toMatchObject({ x: [20, 21], y: [1, 2] })
  expect(traces(made)[1]).toMatchObject({ x: ['Online'], y: [3], xaxis: 'x2' })
  expect(axisTitles(made)).toContain('years')
  expect((made.layout as Loose).showlegend).toBe(false)
  expect(made.alt).toBe('Histograms of Age and Purchase channel. Age: median 21; Purchase channel: Online 3.')
})

test('only the leftmost panel of a row says what bars count', () => {
  const made = histograms(customers, { x: ['age', 'place', 'age', 'place'], title })
  expect(axisTitles(made).filter((one) => one === 'customers')).toHaveLength(2)
})

test('before and after share their bins, and the legend names them', () => {
  const behind = { frame: frame({ age: [2, NaN, 4] }), name: 'then', own: 'now' }
  const made = histograms(frame({ age: [1, 2] }), { x: 'age', behind, title })
  expectHouseForm(made)
  expect(traces(made).map(({ name, x, y }) => ({ name, x, y }))).toEqual([
    { name: 'then', x: [1, 2, 3, 4], y: [0, 1, 0, 1] },
    { name: 'now', x: [1, 2, 3, 4], y: [1, 1, 0, 0] },
  ])
  expect(traces(histograms(customers, { x: 'age', title }))[0].name).toBeUndefined()
})

test('the levels of a column share each bar, in their colors, in the same bins', () => {
  const made = histograms(customers, { x: 'place', by: 'segment', title })
  expectHouseForm(made)
  expect(traces(made).map(({ name, x, y }) => ({ name, x, y }))).toEqual([
    { name: 'Loyalists', x: [-2, -1, 0, 1, 2], y: [1, 1, 0, 0, 0] },
    { name: 'At-Risk', x: [-2, -1, 0, 1, 2], y: [0, 0, 0, 1, 1] },
  ])
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(segmentColours([name])[name])
  expect((made.layout as Loose).barmode).toBe('stack')
  expect(made.alt).toContain('Loyalists median −1.50, At-Risk median 1.50')
})

test('a panel per level holds its rows, shares the bins, and each level stands in the legend once', () => {
  const made = histograms(customers, { x: 'place', by: 'segment', panel: 'pair', title })
  expect(traces(made).map(({ name, y, xaxis }) => [name, y, xaxis])).toEqual([
    ['Loyalists', [0, 1, 0, 0, 0], 'x'],
    ['At-Risk', [0, 0, 0, 1, 0], 'x'],
    ['Loyalists', [1, 0, 0, 0, 0], 'x2'],
    ['At-Risk', [0, 0, 0, 0, 1], 'x2'],
  ])
  expect(traces(made).map(({ showlegend }) => showlegend)).toEqual([true, true, false, false])
  expect((made.layout as Loose).annotations.map(({ text }: Loose) => text)).toEqual(['<b>one</b>', '<b>other</b>'])
  expect(() => histograms(customers, { x: ['age', 'place'], panel: 'pair', title })).toThrow(
    'panel requires one column x, got 2',
  )
})
