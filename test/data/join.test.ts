import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { join } from '../../lib/data/join.js'
import { rows } from '../../lib/data/rows.js'
import { fixture, held } from '../fixtures/frames.js'
import { contents, frozen } from '../sample.js'

const customers = frozen(frame(held(fixture.customers)))
const regions = frozen(frame(held(fixture.regions)))

test('a left join is that of pandas 3.1.1: every row stays in its place, and values not found are missing', () => {
  const before = [contents(customers), contents(regions)]
  const found = join(customers, regions, ['first', 'place'])
  const expected = held(fixture.joined)
  expect(found.columns).toEqual(Object.keys(expected))
  for (const name of found.columns) expect(found.column(name).values, name).toEqual(expected[name])
  expect([contents(customers), contents(regions)]).toEqual(before)
})

test('one name is the key of both frames, numbers match numbers, and a missing key matches nothing', () => {
  const left = frame({ k: [2, NaN, 1, 3], v: ['a', 'b', 'c', 'd'] })
  const right = frame({ w: [true, false, true, true], k: [1, 2, NaN, NaN] })
  expect(rows(join(left, right, 'k'))).toEqual([
    { k: 2, v: 'a', w: false },
    { k: NaN, v: 'b', w: null },
    { k: 1, v: 'c', w: true },
    { k: 3, v: 'd', w: null },
  ])
})

test('a key that occurs twice on the right is refused with its value and both rows', () => {
  const right = (k: unknown[]) => frame({ k, w: k.map(() => 1) })
  expect(() => join(frame({ k: ['a'] }), right(['a', 'b', 'c', 'b']), 'k')).toThrow(
    new RangeError('join requires a unique key on the right, got "b" twice in k: in rows 1 and 3'),
  )
  expect(() => join(frame({ k: [1] }), right([7, 7]), 'k')).toThrow(/got 7 twice in k: in rows 0 and 1/)
})

test('a name in both frames is refused, and the advice in the error works', () => {
  const left = frame({ k: ['a'], amount: [1] })
  const right = frame({ k: ['a'], amount: [2], w: [3] })
  expect(() => join(left, right, 'k')).toThrow(
    new RangeError(
      "join requires column names that differ between the frames, got amount in both: rename in one, as in right.rename({ amount: 'amount2' }), or leave out, as in right.drop({ columns: ['amount'] })",
    ),
  )
  expect(rows(join(left, right.rename({ amount: 'amount2' }), 'k'))).toEqual([{ k: 'a', amount: 1, amount2: 2, w: 3 }])
  expect(rows(join(left, right.drop({ columns: ['amount'] }), 'k'))).toEqual([{ k: 'a', amount: 1, w: 3 }])
})

test('keys of different kinds, which can never match, are refused, and so are unknown keys', () => {
  expect(() => join(frame({ k: ['1'] }), frame({ k: [1], w: [1] }), 'k')).toThrow(
    'join requires keys of one kind, got text in k and numbers in k',
  )
  expect(() => join(customers, regions, ['first', 'plaec'])).toThrow(/did you mean place/)
  expect(() => join(customers, regions, 'first')).toThrow(/column "first" requires a frame that has it, got place/)
})
