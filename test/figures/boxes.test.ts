import { expect, test } from 'vitest'
import { drawBoxes } from '../../lib/figures/boxes.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { axisTitles, expectHouseForm, frozen, type Loose, traces } from './checks.js'

const n = 42
const values = Float64Array.from({ length: n }, (_, i) => (i % 2 ? 100 : 0) + Math.floor(i / 2))
const parts = {
  title: 'T',
  panels: ['one', 'two', 'three', 'four'].map((label) => ({ label, unit: `${label}s`, values })),
  segmentOf: Array.from({ length: n }, (_, i) => (i % 2 ? 'Loyalists' : 'At-Risk')),
  segments: ['Loyalists', 'At-Risk'],
  alt: 'A',
  caption: 'C',
}

test('a box has the five quantiles of its own segment', () => {
  const before = values.slice()
  const made = drawBoxes(frozen(parts))
  expectHouseForm(made)
  expect(values).toEqual(before)
  expect(traces(made)).toHaveLength(8)
  // By hand: of 21 equal steps, 5 % lie below the second and 25 % below the sixth.
  expect(traces(made)[0]).toMatchObject({ lowerfence: [101], q1: [105], median: [110], q3: [115], upperfence: [119] })
  expect(traces(made)[1]).toMatchObject({ lowerfence: [1], median: [10], upperfence: [19] })
})

test('a segment has the same color in all panels, and each panel has its unit', () => {
  const made = drawBoxes(parts)
  const colours = segmentColours(parts.segments)
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(colours[name])
  expect(axisTitles(made).sort()).toEqual(['fours', 'ones', 'threes', 'twos'])
  expect((made.layout as Loose).annotations).toHaveLength(4)
})
