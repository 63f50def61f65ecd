import { expect, test } from 'vitest'
import { segmentColours } from '../../lib/figures/palette.js'
import { silhouettes } from '../../lib/figures/silhouettes.js'
import { expectHouseForm, frozen, type Loose, traces } from './checks.js'

const partsOf = (values: Float64Array) => ({
  title: 'T',
  values,
  segmentOf: Array.from(values, (_, i) => (i % 2 ? 'At-Risk' : 'Loyalists')),
  segments: ['Loyalists', 'At-Risk'],
  alt: 'A',
  caption: 'C',
})

test('each segment is sorted, in its color, and the mean is a line', () => {
  const values = Float64Array.of(0.1, -0.2, 0.5, 0.4)
  const made = silhouettes(frozen(partsOf(values)))
  expectHouseForm(made)
  expect([...values]).toEqual([0.1, -0.2, 0.5, 0.4])
  expect(traces(made).map(({ x }) => x)).toEqual([[0.5, 0.1], [0.4, -0.2]]) // biome-ignore format: rows
  expect(traces(made)[1].y[0]).toBeGreaterThan(traces(made)[0].y[1] + 1)
  for (const { name, marker } of traces(made)) expect(marker.color).toBe(segmentColours([name])[name])
  expect((made.layout as Loose).shapes[0].x0).toBe(0.2)
})

test('of many customers, about 400 are drawn', () => {
  const made = silhouettes(partsOf(new Float64Array(3000).fill(0.3)))
  const drawn = traces(made).reduce((sum, { x }) => sum + x.length, 0)
  expect(drawn).toBeGreaterThan(300)
  expect(drawn).toBeLessThanOrEqual(402)
})
