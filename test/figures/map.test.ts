import { expect, test } from 'vitest'
import { segmentMap } from '../../lib/figures/map.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { axisTitles, expectHouseForm, frozen, traces } from './checks.js'

const mapOf = (n: number, seed = 1) => ({
  title: 'T',
  scores: { rows: n, cols: 3, data: Float64Array.from({ length: n * 3 }, (_, i) => i / 3) },
  segmentOf: Array.from({ length: n }, (_, i) => (i % 2 ? 'Loyalists' : 'Recent')),
  segments: ['Loyalists', 'Recent'],
  axes: ['first', 'second'] as const,
  seed,
  alt: 'A',
  caption: 'C',
})

test('each customer stands at its first two scores, in the colour of its segment', () => {
  const parts = mapOf(4)
  const before = parts.scores.data.slice()
  const made = segmentMap(frozen(parts))
  expectHouseForm(made)
  expect(parts.scores.data).toEqual(before)
  expect(axisTitles(made)).toEqual(['first', 'second'])
  expect(traces(made)[0]).toMatchObject({ name: 'Loyalists', x: [1, 3], y: [1.33, 3.33] })
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(segmentColours(parts.segments)[name])
})

test('of many customers 2,000 are drawn, the same ones by the same seed', () => {
  const drawn = (seed: number) => traces(segmentMap(mapOf(3000, seed))).flatMap(({ x }) => x as number[])
  expect(drawn(1)).toHaveLength(2000)
  expect(drawn(1)).toEqual(drawn(1))
  expect(drawn(1)).not.toEqual(drawn(2))
})
