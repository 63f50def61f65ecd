import { expect, test } from 'vitest'
import { ACCENT, DIVERGING, FAINT, NEUTRAL, segmentColours } from '../../lib/figures/palette.js'

test('an archetype has the same color next to any other segments', () => {
  const all = segmentColours(['Loyalists', 'At-Risk', 'New Customers'])
  const some = segmentColours(['High value', 'New Customers', 'Recent'])
  expect(some['New Customers']).toBe(all['New Customers'])
  expect(new Set(Object.values(all)).size).toBe(3)
})

test('up to eleven segments get different colors', () => {
  const others = Array.from({ length: 8 }, (_, i) => `Other ${i}`)
  const names = ['Loyalists', ...others, 'At-Risk', 'New Customers']
  const colours = segmentColours(names)
  expect(Object.keys(colours)).toEqual(names)
  expect(new Set(Object.values(colours)).size).toBe(11)
  expect(segmentColours([...names, 'One more'])['One more']).toBe(colours['Other 0'])
})

test('a name that every object has is treated like any other', () => {
  expect(segmentColours(['constructor', 'toString']).constructor).toMatch(/^#[0-9A-F]{6}$/i)
})

test('colors are hexadecimal, and the diverging scale runs from 0 to 1', () => {
  const all = [NEUTRAL, ACCENT, FAINT, ...DIVERGING.map(([, colour]) => colour)]
  for (const colour of all) expect(colour).toMatch(/^#[0-9A-F]{6}$/i)
  expect(DIVERGING.map(([at]) => at)).toEqual([0, 0.25, 0.5, 0.75, 1])
})
