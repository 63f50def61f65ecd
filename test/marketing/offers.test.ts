import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { readOffers } from '../../lib/data/offers.js'
import { offers } from '../../lib/marketing/offers.js'

const rules = await readOffers('data/offers.json')
const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const written = (text: string) => {
  const file = join(folder, 'offers.json')
  writeFileSync(file, text)
  return readOffers(file)
}

/** Two groups of forty: in the first, each given column is one of its deviations higher or lower. */
function given(shifts: Record<string, number>) {
  const rows = Array.from({ length: 80 }, (_, i) => i)
  const columns = Object.fromEntries(
    Object.entries(shifts).map(([column, shift]) => [
      column,
      rows.map((i) => (i < 40 ? shift : -shift) + (i % 2) / 10),
    ]),
  )
  const found = offers(
    frame(columns),
    rows.map((i) => (i < 40 ? 'a' : 'b')),
    ['a', 'b'],
    rules,
  )
  return found.get('a')!
}

test('customers who have gone silent are won back, and served first if they are unhappy', () => {
  expect(given({ recency: 1, satisfaction: -1 })).toMatchObject({ state: 'gone silent and unhappy' })
  expect(given({ recency: 1, satisfaction: 0 }).offer).toMatch(/win them back/)
  expect(given({ recency: 1, returns: 1 }).offer).toMatch(/sending back free/)
})

test('customers who stay away are distinguished from those whom their channel still reaches', () => {
  expect(given({ recency: 1, satisfaction: -1 }).silent).toBe(true)
  expect(given({ tenure: -1 }).silent).toBe(false)
  expect(given({ age: 1 }).silent).toBe(false)
})

test('new customers led by discounts get one more, and frequent ones at full price get no discount', () => {
  expect(given({ tenure: -1, discountDependence: 1 }).offer).toMatch(/next order/)
  expect(given({ tenure: -1, discountDependence: -1 }).offer).not.toMatch(/discount/)
  expect(given({ frequency: 1, discountDependence: -1 }).offer).toMatch(/not with discounts/)
})

test('the means behind an offer are given in standard deviations', () => {
  expect(given({ recency: 1, satisfaction: -1 }).because).toBe('recency +1.0 and satisfaction −1.0')
})

test('nothing is offered near the average, or for columns that the file lacks', () => {
  expect(given({ recency: 0.01, age: 1 })).toMatchObject({ state: 'near the average', because: '' })
  expect(given({ age: 1 }).state).toBe('near the average')
})

test('the shipped table is in order: no general rule comes before a more specific one', () => {
  rules.forEach(({ when }, later) => {
    const hidden = rules
      .slice(0, later)
      .find((earlier) => Object.entries(earlier.when).every(([column, side]) => when[column] === side))
    expect(hidden).toBeUndefined()
  })
  expect(new Set(rules.map(({ offer }) => offer)).size).toBe(rules.length)
})

test('an invalid table is refused with the reason', async () => {
  await expect(written('[{')).rejects.toThrow(/^offers.json requires valid JSON: /)
  await expect(written('[]')).rejects.toThrow('offers.json requires a list of at least one rule')
  await expect(written('[{"state": "x", "when": {}, "offer": "y"}]')).rejects.toThrow(
    'a state, at least one condition, and an offer in each rule, got {"state":"x","when":{},"offer":"y"} as rule 1',
  )
  await expect(written('[{"state": "x", "when": {"recency": "high"}, "offer": "y"}]')).rejects.toThrow(
    'offers.json requires "above" or "below" for each column, got "high" in rule 1',
  )
})
