import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { segmentColours } from '../../lib/figures/palette.js'
import { ranked } from '../../lib/figures/ranked.js'
import { expectHouseForm, type Loose, traces } from './checks.js'

const title = 'T'
const framed = (values: Float64Array) =>
  frame({ silhouette: values, segment: Array.from(values, (_, i) => (i % 2 ? 'At-Risk' : 'Loyalists')) })

test('each group is sorted, in its color, and the mean is a line', () => {
  const values = Float64Array.of(0.1, -0.2, 0.5, 0.4)
  const made = ranked(framed(values), { x: 'silhouette', by: 'segment', title })
  expectHouseForm(made)
  expect([...values]).toEqual([0.1, -0.2, 0.5, 0.4])
  expect(traces(made).map(({ x }) => x)).toEqual([[0.5, 0.1], [0.4, -0.2]]) // biome-ignore format: rows
  expect(traces(made)[1].y[0]).toBeGreaterThan(traces(made)[0].y[1] + 1)
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(segmentColours([name])[name])
  expect((made.layout as Loose).shapes[0].x0).toBe(0.2)
  expect(made.alt).toBe('Ranked silhouette by segment: Loyalists mean 0.30, At-Risk mean 0.10.')
  expect(made.caption).toBe('n = 4 customers, sorted within groups. The dotted line is the mean.')
})

test('of many customers some 400 are drawn, and the caption says so', () => {
  const made = ranked(framed(new Float64Array(3000).fill(0.3)), { x: 'silhouette', by: 'segment', title })
  const drawn = traces(made).reduce((sum, { x }) => sum + x.length, 0)
  expect(drawn).toBeGreaterThan(300)
  expect(drawn).toBeLessThanOrEqual(402)
  expect(made.caption).toContain('one in 8 is shown')
})
