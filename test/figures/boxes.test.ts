import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { boxes } from '../../lib/figures/boxes.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { axisTitles, expectHouseForm, type Loose, traces } from './checks.js'

const n = 42
const values = Float64Array.from({ length: n }, (_, i) => (i % 2 ? 100 : 0) + Math.floor(i / 2))
const columns = ['one', 'two', 'three', 'four']
const customers = frame({
  ...Object.fromEntries(columns.map((column) => [column, values])),
  segment: Array.from({ length: n }, (_, i) => (i % 2 ? 'Loyalists' : 'At-Risk')),
})
const parts = { y: columns, by: 'segment', title: 'T' }

test('a box holds five quantiles of its own segment', () => {
  const made = boxes(customers, parts)
  expectHouseForm(made)
  expect(traces(made)).toHaveLength(8)
  // By hand: with 21 evenly spaced values, 5% lie below the second and 25% below the sixth.
  expect(traces(made)[0]).toMatchObject({ lowerfence: [101], q1: [105], median: [110], q3: [115], upperfence: [119] })
  expect(traces(made)[1]).toMatchObject({ lowerfence: [1], median: [10], upperfence: [19] })
})

test('missing values are left out, and a group without values has no box', () => {
  const some = frame({ one: values.map((value, i) => (i % 2 || i < 20 ? NaN : value)), segment: [...customers.column('segment').values as string[]] }) // biome-ignore format: one line
  const made = boxes(some, { y: 'one', by: 'segment', title: 'T' })
  expect(traces(made).map(({ name, q1, median, q3 }) => [name, q1, median, q3])).toEqual([
    ['At-Risk', [12.5], [15], [17.5]],
  ])
  expect(made.caption).toContain('Withheld: 1 box.')
})

test('a segment has one color in all panels, and each panel its unit', () => {
  const made = boxes(customers, { ...parts, units: { one: 'ones', two: 'twos', three: 'threes', four: 'fours' } })
  const colours = segmentColours(['Loyalists', 'At-Risk'])
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(colours[name])
  expect(axisTitles(made).sort()).toEqual(['fours', 'ones', 'threes', 'twos'])
  expect((made.layout as Loose).annotations).toHaveLength(4)
})
