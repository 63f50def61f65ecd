import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { lift, liftTable } from '../../lib/marketing/lift.js'
import { crosstab } from '../../lib/statistics/crosstab.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

test.each(
  fixture.lift,
)("$counts: the interval is that of a ratio by statsmodels 0.15.0's Wilson limits, carried over to lift", (given) => {
  const actual = lift(given.counts)
  for (const name of ['lift', 'low', 'high', 'p'] as const) expectClose(actual[name], given[name])
})

test('lift is the share in the group over the overall share', () => {
  expectClose(lift({ groupHits: 30, groupSize: 100, allHits: 60, allSize: 400 }).lift, 2)
})

test('the 95 % interval covers the true lift in about 95 % of samples', () => {
  const next = random(8)
  const hits = (n: number, rate: number) => Array.from({ length: n }, next).filter((u) => u < rate).length
  let covered = 0
  for (let trial = 0; trial < 500; trial++) {
    const [group, rest] = [hits(200, 0.3), hits(400, 0.15)]
    const { low, high } = lift({ groupHits: group, groupSize: 200, allHits: group + rest, allSize: 600 })
    if (low <= 1.5 && high >= 1.5) covered++
  }
  expect(covered / 500).toBeGreaterThan(0.92)
  expect(covered / 500).toBeLessThan(0.98)
})

test('no hits in the group give a lift of 0, and an interval from 0', () => {
  const none = lift({ groupHits: 0, groupSize: 20, allHits: 10, allSize: 100 })
  expect([none.lift, none.low]).toEqual([0, 0])
  expect(none.high).toBeGreaterThan(0)
  expect(none.high).toBeLessThan(3)
})

test('no hits in the rest give the largest possible lift, and an interval up to it', () => {
  const only = lift({ groupHits: 10, groupSize: 20, allHits: 10, allSize: 100 })
  expect([only.lift, only.high]).toEqual([5, 5])
  expect(only.low).toBeGreaterThan(2)
})

test('if all are hits, the lift is 1, with the uncertainty of nine customers', () => {
  const all = lift({ groupHits: 5, groupSize: 5, allHits: 9, allSize: 9 })
  expect([all.lift, all.p]).toEqual([1, 1])
  expect(all.low).toBeGreaterThan(0.5)
  expect(all.low).toBeLessThan(0.8)
  expect(all.high).toBeGreaterThan(1.2)
  expect(all.high).toBeLessThan(9 / 5)
})

test('counts that are inconsistent are refused with all four', () => {
  const bad = [
    { groupHits: 6, groupSize: 5, allHits: 8, allSize: 20 },
    { groupHits: 3, groupSize: 5, allHits: 2, allSize: 20 },
    { groupHits: 1, groupSize: 15, allHits: 10, allSize: 20 },
    { groupHits: 0, groupSize: 0, allHits: 2, allSize: 20 },
    { groupHits: 2, groupSize: 20, allHits: 2, allSize: 20 },
    { groupHits: 0, groupSize: 5, allHits: 0, allSize: 20 },
    { groupHits: NaN, groupSize: 5, allHits: 3, allSize: 20 },
    { groupHits: -1, groupSize: 5, allHits: 3, allSize: 20 },
  ]
  for (const counts of bad) expect(() => lift(counts)).toThrow(RangeError)
  expect(() => lift(bad[0])).toThrow(
    'lift requires the counts of a group to lie within those of all, got 6 of 5 within 8 of 20',
  )
  expect(() => lift(fixture.lift[0].counts, 95)).toThrow('lift requires level from 0 to 1, got 95')
})

test('the table has every group and level, and q-values over all of them', () => {
  const table = liftTable(crosstab(['x', 'x', 'y', 'y'], ['a', 'a', 'a', 'b']))
  expect(table.map(({ group, level }) => group + level)).toEqual(['xa', 'xb', 'ya', 'yb'])
  expectClose(table[0].lift, 4 / 3)
  expect([table[0].customers, table[0].groupShare, table[0].overallShare]).toEqual([2, 1, 0.75])
  for (const { p, q } of table) expect(q).toBeGreaterThanOrEqual(p)
})

test('the overall shares are the shares of the groups, weighted by size', () => {
  const groups = ['x', 'x', 'x', 'y', 'y', 'z']
  const levels = ['a', 'b', 'b', 'a', 'c', 'b']
  for (const level of ['a', 'b', 'c']) {
    const rows = liftTable(crosstab(groups, levels)).filter((row) => row.level === level)
    const weighted = rows.reduce(
      (sum, { group, groupShare: share }) => sum + share * groups.filter((g) => g === group).length,
      0,
    )
    expectClose(weighted / 6, rows[0].overallShare)
  }
})

test('groups and levels that do not occur are left out, and so is a group of all customers', () => {
  const levels = { rows: ['x', 'y', 'none'], cols: ['a', 'b', 'never'] }
  expect(liftTable(crosstab(['x', 'y'], ['a', 'b'], levels)).map((row) => row.group + row.level)).toEqual([
    'xa',
    'xb',
    'ya',
    'yb',
  ])
  expect(liftTable(crosstab(['x', 'x'], ['a', 'b']))).toEqual([])
})
