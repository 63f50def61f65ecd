import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { flatColumns } from '../../lib/data/flat-columns.js'
import { frame } from '../../lib/data/frame.js'
import { sample } from '../sample.js'

const next = random(1)
const rows = Array.from({ length: 600 }, (_, i) => i)
const drawn = (levels: readonly string[]) => rows.map(() => levels[Math.floor(next() * levels.length)])

test('even levels and even numbers are flat, others are not', () => {
  const found = flatColumns(
    frame({
      id: rows.map(String),
      channel: drawn(['Online', 'In-Store', 'Mixed']),
      category: drawn(['a', 'a', 'a', 'b']),
      amount: rows.map(() => 50 + 450 * next()),
      satisfaction: rows.map(() => 1 + Math.floor(10 * next())),
      returns: rows.map(() => Math.floor(-2 * Math.log(1 - next()))),
      location: rows.map((i) => `Town ${i}`),
      gender: rows.map(() => 'Female'),
    }),
  )
  expect(found.looked).toEqual(expect.arrayContaining(['channel', 'category', 'amount', 'satisfaction', 'returns']))
  expect(found.looked).toHaveLength(5)
  expect([...found.flat].sort()).toEqual(['amount', 'channel', 'satisfaction'])
})

test('the simulated customers are not flat, and for few customers nothing is reported', () => {
  const { flat, looked } = flatColumns(sample({ customers: 900 }))
  expect(flat.length / looked.length).toBeLessThan(0.6)
  expect(flatColumns(sample({ customers: 150 }))).toEqual({ flat: [], looked: [] })
})

test('a column of several hundred thousand numbers is counted like any other', () => {
  const many = Array.from({ length: 300_000 }, (_, i) => i)
  expect(flatColumns(frame({ id: many.map(String), amount: many, age: many.map((i) => (i ** 2 * 7) % 91) }))).toEqual({
    flat: ['amount'],
    looked: ['age', 'amount'],
  })
})
