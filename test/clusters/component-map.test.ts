import { afterAll, expect, test } from 'vitest'
import { componentMap } from '../../lib/clusters/component-map.js'
import type { Segmentation } from '../../lib/clusters/segment.js'
import { columnsOf } from '../../lib/core/matrix.js'
import { useSettings } from '../../lib/core/settings.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { pca } from '../../lib/features/pca.js'
import { segmentedSample } from '../sample.js'

const found = segmentedSample()
afterAll(() => useSettings({ fewestShown: 1 }))

test('each customer lies at the scores of the first two components, with its segment', () => {
  const { customers, axes, share } = componentMap(found)
  const { scores, shares } = pca(found.space.x)
  expect(numbers(customers, 'first')).toEqual(columnsOf(scores)[0].map((value) => Number(value.toFixed(2))))
  expect(texts(customers, 'segment')).toEqual([...found.segmentOf])
  expect(share).toBeCloseTo(shares[0] + shares[1], 12)
  expect(axes.first).toMatch(/^component 1 \(\d+%\): .+, .+ →$/)
})

test('where no single customer may be shown, places are rounded to one digit', () => {
  useSettings({ fewestShown: 5 })
  const places = [...numbers(componentMap(found).customers, 'first')]
  expect(places.filter((place) => Math.abs(place * 10 - Math.round(place * 10)) > 1e-9)).toEqual([])
})

test('a single feature is a line, whose second axis has no name', () => {
  const { x } = found.space
  const one = { ...x, cols: 1, data: Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols]) }
  const alone: Segmentation = {
    ...found,
    space: { ...found.space, x: one, features: found.space.features.slice(0, 1) },
  }
  const { customers, axes, share } = componentMap(alone)
  expect(new Set(numbers(customers, 'second'))).toEqual(new Set([0]))
  expect(axes.second).toBe('')
  expect(share).toBeCloseTo(1, 12)
})
