import { expect, test } from 'vitest'
import { panels, panelTitle } from '../../lib/figures/panels.js'

test('panels run left to right and top to bottom, and do not overlap', () => {
  const places = panels(5, 3, { x: 0.1, y: 0.2 })
  expect(places.map(({ axis }) => axis)).toEqual(['', '2', '3', '4', '5'])
  expect(places[0].y[1]).toBe(1)
  expect(places[2].x[1]).toBeCloseTo(1, 12)
  expect(places[1].x[0] - places[0].x[1]).toBeCloseTo(0.1, 12)
  expect(places[0].y[0] - places[3].y[1]).toBeCloseTo(0.2, 12)
  expect(places[4].y[0]).toBeCloseTo(0, 12)
})

test('a single panel takes all the space', () => {
  expect(panels(1, 1)).toEqual([{ axis: '', x: [0, 1], y: [0, 1] }])
})

test('a panel title is above the left corner of its panel', () => {
  expect(panelTitle('T', { x: [0.5, 1], y: [0, 0.4] })).toMatchObject({ text: '<b>T</b>', x: 0.5, y: 0.4 })
})
