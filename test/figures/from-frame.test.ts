import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { useSettings } from '../../lib/core/settings.js'
import { frame } from '../../lib/data/frame.js'
import { bars } from '../../lib/figures/bars.js'
import { boxes } from '../../lib/figures/boxes.js'
import type { Figure } from '../../lib/figures/figure.js'
import { heatmap } from '../../lib/figures/heatmap.js'
import { histograms } from '../../lib/figures/histograms.js'
import { intervals } from '../../lib/figures/intervals.js'
import { lines } from '../../lib/figures/lines.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { points } from '../../lib/figures/points.js'
import { contents } from '../sample.js'
import { axisTitles, expectHouseForm, type Loose, traces } from './checks.js'

const title = 'T'
const customers = frame({
  id: ['1', '2', '3', '4', '5', '6'],
  income: ['High', 'Low', 'High', 'Low', null, 'Middle'],
  channel: ['Online', 'Mixed', 'Online', 'Online', 'Mixed', 'Mixed'],
  segment: ['Loyalists', 'At-Risk', 'Loyalists', 'At-Risk', 'At-Risk', 'Loyalists'],
  value: [10, 20, 30, 40, 50, 60],
  age: [30, NaN, 40, 50, 60, 20],
  loyalty: [1, 2, 3, 4, 5, 3],
})
const profile = frame({
  segment: ['Loyalists', 'At-Risk'],
  share: [0.75, 0.25],
  valueShare: [0.9, 0.1],
  low: [0.85, 0.05],
  high: [0.95, 0.2],
})
const colours = segmentColours(['Loyalists', 'At-Risk'])

const made: Record<string, Figure> = {
  'bars of a column': bars(profile, { x: 'segment', y: 'valueShare', low: 'low', high: 'high', percent: true, title }),
  'bars of two columns': bars(profile, { x: 'segment', y: ['share', 'valueShare'], percent: true, title }),
  'bars of counts': bars(customers, { x: 'income', title }),
  'bars of shares': bars(customers, { x: 'segment', by: 'channel', lying: true, title }),
  boxes: boxes(customers, { y: ['value', 'loyalty'], by: 'segment', title }),
  histograms: histograms(customers, { x: ['age', 'income'], title }),
  heatmap: heatmap(frame({ a: ['x', 'y', 'x'], b: ['p', 'p', 'q'], rho: [0.5, -0.25, NaN], real: [true, false, false] }), { x: 'a', y: 'b', z: 'rho', mark: 'real', title }), // biome-ignore format: one line
  points: points(customers, { x: 'age', y: 'value', by: 'segment', title }),
  lines: lines(frame({ month: ['2024-01', '2024-02'], customers: [3, 4] }), { x: 'month', y: 'customers', title }),
  intervals: intervals(frame({ what: ['a', 'b'], effect: [0.5, 0.1], low: [0.2, -0.2], high: [0.7, 0.4], holds: [true, false] }), { y: 'what', x: 'effect', low: 'low', high: 'high', filled: 'holds', nothing: 0, title }), // biome-ignore format: one line
}

it.each(Object.entries(made))('%s get the default style without being told', (_, figure) => {
  expectHouseForm(figure)
  expect(figure.alt.length).toBeGreaterThan(20)
})

it.each(Object.entries(made))('%s say n or what marks mean, and no underscore or column name', (_, figure) => {
  expect(figure.caption).toMatch(/n = |Bars: |by /)
  expect([figure.caption, ...axisTitles(figure)].join()).not.toMatch(/valueShare|_/)
})

test('empty cells have no text', () => {
  expect(made.heatmap.alt).toBe('Heatmap of Spearman’s rho. p: x 0.50*, y −0.25. q: no values.')
})

test('given texts are kept', () => {
  const figure = boxes(customers, { y: 'value', by: 'segment', title, alt: 'A', caption: 'C', names: { value: 'Worth' }, units: { value: 'euro' } }) // biome-ignore format: one line
  expect(figure).toMatchObject({ alt: 'A', caption: 'C' })
  expect(axisTitles(figure)).toEqual(['euro'])
  expect(JSON.stringify(figure.layout)).toContain('Worth')
})

test('units come from the fields', () => {
  expect(axisTitles(made.points)).toEqual(['Age (years)', expect.stringMatching(/^Value Score \(\$/)])
})

test('levels are in the order of their field, and others in order of appearance', () => {
  expect(traces(made['bars of counts'])[0]).toMatchObject({ x: ['Low', 'Middle', 'High'], y: [2, 1, 2] })
  expect(traces(made.histograms)[1]).toMatchObject({ x: ['Low', 'Middle', 'High'], y: [2, 1, 2] })
  expect(traces(made['bars of shares']).map(({ name }) => name)).toEqual(['Online', 'Mixed'])
})

test('segments have their colors', () => {
  expect(traces(made.points).map(({ marker }) => marker.color)).toEqual([colours.Loyalists, colours['At-Risk']])
  expect(traces(made.boxes).map(({ marker }) => marker.color).slice(0, 2)).toEqual([colours.Loyalists, colours['At-Risk']]) // biome-ignore format: one line
})

test('shares of a bar add up to 1, over rows whose level is known', () => {
  const figure = bars(customers, { x: 'segment', by: 'income', title })
  const sums = [0, 1].map((at) => traces(figure).reduce((sum, { y }) => sum + y[at], 0))
  for (const sum of sums) expect(sum).toBeCloseTo(1, 4)
  // At-Risk: two Low, and one missing, which does not count.
  expect(traces(figure).find(({ name }) => name === 'Low')!.y).toEqual([0, 1])
})

test('boxes are quartiles of each group, whatever the order of rows', () => {
  const [loyal] = traces(made.boxes)
  expect(loyal).toMatchObject({ name: 'Loyalists', q1: [20], median: [30], q3: [45] })
})

test('error bars reach the ends of the intervals', () => {
  expect(traces(made['bars of a column'])[0].error_y).toMatchObject({ array: [0.05, 0.1], arrayminus: [0.05, 0.05] })
})

test('a heatmap marks true cells, leaves out missing ones, and refuses two rows for a cell', () => {
  const [{ x, y, z, text }] = traces(made.heatmap)
  expect([x, y]).toEqual([['x', 'y'], ['p', 'q']]) // biome-ignore format: one line
  expect(z).toEqual([[0.5, -0.25], [null, null]]) // biome-ignore format: one line
  expect(text.flat().filter((one: string) => one.endsWith('*'))).toHaveLength(1)
  const twice = frame({ a: ['x', 'x'], b: ['p', 'p'], z: [1, 2] })
  expect(() => heatmap(twice, { x: 'a', y: 'b', z: 'z', title })).toThrow(/one row per cell, got two for a x and b p/)
})

test('numbers in narrow cells lose their leading zero, also below 0', () => {
  const names = Array.from({ length: 15 }, (_, i) => `c${i}`)
  const wide = frame({ x: names, y: names.map(() => 'row'), z: names.map((_, i) => (i % 2 ? -0.25 : 0.5)) })
  expect(traces(heatmap(wide, { x: 'x', y: 'y', z: 'z', title }))[0].text[0].slice(0, 2)).toEqual(['.50', '−.25'])
})

test('intervals are filled if the claim holds', () => {
  const [holds, open] = traces(made.intervals)
  expect([holds.y, open.y]).toEqual([['a'], ['b']])
  expect([holds.name, open.name]).toEqual(['supported', 'not supported'])
})

test('a background histogram shares the bins', () => {
  const before = frame({ age: [30, 35, 35, 70] })
  const [behind, own] = traces(histograms(customers, { x: 'age', behind: { frame: before, name: 'then', own: 'now' }, title })) // biome-ignore format: one line
  expect([behind.name, own.name]).toEqual(['then', 'now'])
  expect(behind.x).toEqual(own.x)
  expect(own.y.reduce((a: number, b: number) => a + b)).toBe(5)
})

test('each customer is drawn in the right place, in the color of the segment, and the given frame is kept', () => {
  const before = contents(customers)
  const drawn = traces(points(customers, { x: 'value', y: 'loyalty', by: 'segment', title }))
  expect(drawn[0]).toMatchObject({ name: 'Loyalists', x: [10, 30, 60], y: [1, 3, 3] })
  for (const { name, marker } of drawn) expect(marker.color).toBe(colours[name])
  expect(contents(customers)).toBe(before)
})

test('with many rows, 2,000 points are drawn, the same ones for the same seed', () => {
  const many = frame({ x: Array.from({ length: 3000 }, (_, i) => i), y: Array.from({ length: 3000 }, (_, i) => i % 7) })
  const one = points(many, { x: 'x', y: 'y', title })
  expect(traces(one)[0].x).toHaveLength(2000)
  expect(one.caption).toContain('a random sample of 2,000 is drawn')
  expect(points(many, { x: 'x', y: 'y', title, seed: 1 })).toEqual(one)
  expect(points(many, { x: 'x', y: 'y', title, seed: 2 })).not.toEqual(one)
  expect((one.layout as Loose).showlegend).toBe(false)
})

test('an unknown column is refused with the existing columns', () => {
  for (const draw of [
    () => bars(customers, { x: 'segmnt', title }),
    () => boxes(customers, { y: 'valeu', by: 'segment', title }),
    () => histograms(customers, { x: 'ages', title }),
    () => points(customers, { x: 'ages', y: 'value', title }),
  ]) {
    expect(draw).toThrow(/segment/)
  }
})

describe('if numbers about fewer than 5 customers are withheld', () => {
  beforeAll(() => useSettings({ fewestShown: 5 }))
  afterAll(() => useSettings())
  const repeated = <Value>(...parts: readonly (readonly [Value, number])[]) =>
    parts.flatMap(([value, times]) => Array<Value>(times).fill(value))
  const rows = frame({
    level: repeated(['common', 30], ['rare', 3]),
    segment: repeated(['a', 28], ['b', 5]),
    value: [...Array.from({ length: 32 }, (_, i) => 10 + (i % 4)), 999],
  })
  const sized = frame({ what: ['a', 'b'], other: ['x', 'x'], n: [0.5, 0.875], customers: [40, 2] })

  it('levels, parts and bars of few customers are not drawn or mentioned, but counted', () => {
    const counted = bars(rows, { x: 'level', title })
    expect(traces(counted)[0].x).toEqual(['common'])
    const shared = bars(rows, { x: 'segment', by: 'level', title })
    expect(traces(shared)[1]).toMatchObject({ name: 'rare', y: [0, null] })
    const levels = histograms(rows, { x: 'level', title })
    expect(traces(levels)[0].x).toEqual(['common'])
    const numbers = histograms(rows, { x: 'value', title })
    expect(Math.max(...traces(numbers)[0].x)).toBeLessThan(500)
    for (const figure of [counted, levels, numbers])
      expect(figure.caption).toMatch(/Withheld: 1 bar of fewer than 5 customers\.$/)
    expect(shared.caption).toMatch(/Withheld: 2 parts of fewer than 5 customers\.$/)
    expect([counted, shared, levels].map(({ alt }) => alt).join()).not.toMatch(/rare [1-9]/)
  })

  it('rows that count few customers are not in bars, heatmaps, intervals or lines', () => {
    const figures = [
      bars(sized, { x: 'what', y: 'n', title }),
      heatmap(sized, { x: 'what', y: 'other', z: 'n', title }),
      intervals(sized, { y: 'what', x: 'n', low: 'n', high: 'n', title }),
      lines(sized, { x: 'what', y: 'n', title }),
    ]
    for (const figure of figures) {
      expect(JSON.stringify([figure.data, figure.alt])).not.toMatch(/0\.8[78]/)
      expect(figure.caption).toMatch(/Withheld: 1 \w+ of fewer than 5 customers\.$/)
    }
  })

  it('whiskers leave five customers beyond them, and boxes of few customers are not drawn', () => {
    const figure = boxes(rows, { y: 'value', by: 'segment', title })
    expect(traces(figure).map(({ name }) => name)).toEqual(['a'])
    expect(traces(figure)[0].lowerfence).toEqual([10])
    expect(figure.caption).toContain('Withheld: 1 box of fewer than 17 customers.')
    expect(figure.alt).not.toContain('b 1')
  })
})

test('bars of a two-key summary stand side by side, and rows that repeat are refused', () => {
  const summary = frame({ channel: ['Online', 'Online', 'Mixed'], segment: ['Loyalists', 'At-Risk', 'Loyalists'], value: [3, 1, 2] }) // biome-ignore format: one line
  const figure = bars(summary, { x: 'channel', y: 'value', by: 'segment' })
  expectHouseForm(figure)
  expect(traces(figure).map(({ name, x, y }) => [name, x, y])).toEqual([
    ['Loyalists', ['Online', 'Mixed'], [3, 2]],
    ['At-Risk', ['Online', 'Mixed'], [1, null]],
  ])
  expect(() => bars(customers, { x: 'segment', y: 'value' })).toThrow('got several for Loyalists: use data.summarise')
  expect(() => bars(customers, { x: 'segment', y: 'value', by: 'channel' })).toThrow('got several for Loyalists and Online') // biome-ignore format: one line
})

test('without a title, each figure is named after its columns', () => {
  const titles = [
    bars(customers, { x: 'channel' }),
    bars(customers, { x: 'segment', by: 'channel' }),
    boxes(customers, { y: 'value', by: 'segment' }),
    histograms(customers, { x: ['age', 'channel'] }),
    points(customers, { x: 'age', y: 'value' }),
    lines(frame({ k: [1, 2], inertia: [9, 4] }), { x: 'k', y: 'inertia' }),
  ].map(({ layout }) => (layout as Loose).title.text)
  expect(titles).toEqual([
    'Customers by purchase channel',
    'Purchase channel by segment',
    'Value Score by segment',
    'Age and Purchase channel',
    'Value Score against age',
    'Inertia by k',
  ])
})

test('n counts the values drawn, and text is refused where numbers are needed', () => {
  expect(bars(customers, { x: 'income' }).caption).toBe('n = 5 customers.')
  expect(boxes(customers, { y: 'age', by: 'segment' }).caption).toMatch(/^n = 5 customers\./)
  expect(boxes(customers, { y: ['age', 'value'], by: 'segment' }).caption).toMatch(/^n = 5 to 6 customers\./)
  expect(() => boxes(customers, { y: 'channel', by: 'segment' })).toThrow('column "channel" requires numbers, got "Online"') // biome-ignore format: one line
  expect(() => histograms(customers, { x: 'channel', by: 'segment' })).toThrow("use figures.bars(frame, { x: 'channel', by: 'segment' })") // biome-ignore format: one line
})

test('levels that are numbers rise', () => {
  expect(traces(bars(customers, { x: 'loyalty' }))[0].x).toEqual(['1', '2', '3', '4', '5'])
})
