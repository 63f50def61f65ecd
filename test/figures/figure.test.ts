import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { figure } from '../../lib/figures/figure.js'
import { expectHouseForm, frozen, type Loose, titleOf, traces } from './checks.js'

const parts = { title: 'T', data: [{ type: 'bar', x: [1], y: [2] }], alt: 'A', caption: 'C' }

test('a figure has a title, alt text, a caption, a height and both axes', () => {
  const made = figure(frozen({ ...parts, layout: { xaxis: { title: { text: 'days' } } } }))
  expectHouseForm(made)
  expect([titleOf(made), made.alt, made.caption]).toEqual(['T', 'A', 'C'])
  expect((made.layout as Loose).yaxis.gridcolor).toBe((made.layout as Loose).xaxis.gridcolor)
})

test('numbers are rounded to five significant digits everywhere', () => {
  const data = [{ type: 'bar', y: Float64Array.of(1 / 3, 123456.789), z: [[2 / 3]], marker: { size: 1e-7 / 3 } }]
  const [trace] = traces(figure({ ...parts, data }))
  expect(trace.y).toEqual([0.33333, 123460])
  expect(trace.z).toEqual([[0.66667]])
  expect(trace.marker.size).toBe(3.3333e-8)
})

test('values that JSON cannot represent become null or are left out', () => {
  const data = [{ y: [NaN, Infinity, 1], name: undefined, text: null, visible: true }]
  expect(figure({ ...parts, data }).data).toEqual([{ y: [null, null, 1], text: null, visible: true }])
})

test('a given layout overrides the default layout, axis by axis', () => {
  const layout = { height: 300, xaxis2: { title: { text: 'more', standoff: 1 } }, legend: { x: 1 } }
  const made = figure({ ...parts, layout }).layout as Loose
  expect(made.height).toBe(300)
  expect(made.legend).toEqual({ x: 1 })
  expect(made.xaxis2.title).toEqual({ text: 'more', standoff: 1 })
  expect(made.xaxis2.gridcolor).toBeTruthy()
})

test('a long title breaks at a space, once', () => {
  const title = `${'word '.repeat(30)}end`
  const broken = titleOf(figure({ ...parts, title }))
  expect(broken.replace('<br>', ' ')).toBe(title)
  expect(broken.split('<br>')[0].length).toBeLessThanOrEqual(95)
})

test('a figure as the last line of a cell says how to draw it', () => {
  const made = figure({ title: 'T', data: [], alt: 'Bars of ages.', caption: 'n = 3' })
  expect(inspect(made)).toBe('A figure; draw it with show(...). Bars of ages.')
  expect(JSON.parse(JSON.stringify(made))).toEqual({ ...made })
})
