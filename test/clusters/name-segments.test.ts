import { expect, test } from 'vitest'
import { ARCHETYPES, clusterTraits, members, nameSegments, type Traits } from '../../lib/clusters/name-segments.js'
import { matrix } from '../../lib/core/matrix.js'

const COLUMNS = ['frequency', 'loyalty', 'discountDependence', 'recency', 'satisfaction', 'returns', 'tenure']
const describe = (column: string, high: boolean) => `${high ? 'High' : 'Low'} ${column}`

/** Clusters by what sets them apart; every other column at the average. */
function traits(clusters: Record<string, number>[], columns: string[] = COLUMNS): Traits {
  return { columns, z: matrix(clusters.map((cluster) => columns.map((column) => cluster[column] ?? 0))) }
}
const named = (clusters: Record<string, number>[], columns?: string[]) =>
  nameSegments(traits(clusters, columns), describe).names.map(({ name }) => name)

const loyal = { frequency: 1, loyalty: 0.8, discountDependence: -0.7 }
const atRisk = { recency: 1.1, satisfaction: -0.9, returns: 0.8 }
const fresh = { tenure: -1.2 }

test('traits are means in population standard deviations from the overall mean, as worked out by hand', () => {
  const columns = Object.freeze({ a: Object.freeze([0, 0, 2, 2]), flat: Object.freeze([5, 5, 5, 5]) })
  const { columns: names, z } = clusterTraits(columns, Int32Array.of(1, 1, 0, 0))
  expect(names).toEqual(['a', 'flat'])
  expect(z).toEqual({ rows: 2, cols: 2, data: Float64Array.of(1, 0, -1, 0) })
})

test('clusters that fit the archetypes get their names, with the numbers behind them', () => {
  const { names, ambiguous } = nameSegments(traits([fresh, loyal, atRisk]), describe)
  expect(names.map(({ name }) => name)).toEqual(['New Customers', 'Loyalists', 'At-Risk'])
  expect(names[0].reason).toBe('tenure -1.20')
  expect(names[1].reason).toBe('frequency +1.00, loyalty +0.80, discountDependence -0.70')
  expect(names[2].reason).toMatch(/recency \+1\.10.*satisfaction -0\.90.*returns \+0\.80/)
  expect(ambiguous).toEqual([])
})

test('the names follow the clusters, whatever their order', () => {
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    const names = ['Loyalists', 'At-Risk', 'New Customers']
    expect(named(order.map((at) => [loyal, atRisk, fresh][at]))).toEqual(order.map((at) => names[at]))
  }
})

test('low satisfaction or many returns: one of the two is enough, and only that one is given as the reason', () => {
  const { names } = nameSegments(traits([{ recency: 1, returns: 0.9, satisfaction: 0.1 }, loyal]), describe)
  expect(names[0]).toEqual({ name: 'At-Risk', reason: 'recency +1.00, returns +0.90' })
})

test('a trait below a quarter of a deviation does not count', () => {
  expect(named([{ tenure: -0.24 }, { tenure: 0.24 }])).toEqual(['Low tenure', 'High tenure'])
  expect(named([{ tenure: -0.26 }, { tenure: 0.26 }])[0]).toBe('New Customers')
  expect(named([{ ...loyal, loyalty: 0.2 }, fresh])[0]).toBe('High frequency')
})

test('without tenure no cluster is called new, and without any archetype column all are described', () => {
  const columns = COLUMNS.filter((column) => column !== 'tenure')
  expect(named([loyal, atRisk, { frequency: -0.5 }], columns)).toEqual(['Loyalists', 'At-Risk', 'Low frequency'])
  expect(named([{ value: 1 }, { value: -1 }], ['value'])).toEqual(['High value', 'Low value'])
})

test('two clusters that fit equally well do not get the name: the ambiguity is reported with both numbers', () => {
  const { names, ambiguous } = nameSegments(traits([{ tenure: -1.2 }, { tenure: -1 }, loyal]), describe)
  expect(names.map(({ name }) => name)).not.toContain('New Customers')
  expect(ambiguous).toHaveLength(1)
  expect(ambiguous[0]).toMatch(/New Customers.*1\.20 and 1\.00/)
})

test('a second cluster that fits clearly worse leaves the name to the first', () => {
  const { names, ambiguous } = nameSegments(traits([{ tenure: -0.9 }, { tenure: -1.2 }, loyal]), describe)
  expect(names.map(({ name }) => name)).toEqual(['Low tenure', 'New Customers', 'Loyalists'])
  expect(ambiguous).toEqual([])
})

test('a cluster that fits two archetypes leaves one to another cluster, so that the sum of fits is largest', () => {
  const both = { ...loyal, tenure: -1 }
  expect(named([both, { frequency: 0.8, loyalty: 0.8, discountDependence: -0.8 }])).toEqual([
    'New Customers',
    'Loyalists',
  ])
})

test('each archetype is given at most once, and all names differ, up to 8 clusters', () => {
  for (let k = 1; k <= 8; k++) {
    const clusters = Array.from({ length: k }, (_, i) => [loyal, atRisk, fresh, { returns: 0.4 }][i % 4])
    const names = named(clusters)
    expect(names).toHaveLength(k)
    expect(new Set(names).size).toBe(k)
    for (const { name } of ARCHETYPES) expect(names.filter((one) => one === name).length).toBeLessThanOrEqual(1)
  }
})

test('if a description is taken, further columns are added, and finally a number', () => {
  const pair = [
    { frequency: 1, returns: 0.5 },
    { frequency: 0.9, returns: -0.4 },
  ]
  expect(named(pair, ['frequency', 'returns'])).toEqual(['High frequency', 'High frequency, low returns'])
  expect(named([{ returns: 1 }, { returns: 0.5 }, { returns: 0.2 }], ['returns'])).toEqual([
    'High returns',
    'High returns (2)',
    'High returns (3)',
  ])
})

test('a cluster without distinguishing traits is called near average', () => {
  expect(named([{ returns: 1 }, { returns: 0.05 }, { returns: -1 }], ['returns'])).toEqual([
    'High returns',
    'Near average',
    'Low returns',
  ])
})

test('the traits given are not modified', () => {
  const given = traits([loyal, atRisk, fresh])
  const before = JSON.stringify(given)
  nameSegments(given, describe)
  expect(JSON.stringify(given)).toBe(before)
})

test('custom archetypes replace the default ones, and their names are used as names', () => {
  const own = [{ name: 'Bulk buyers', traits: [[{ column: 'amount', side: 1 as const, by: 1 }]] }]
  const found = nameSegments(
    traits([{ amount: 1.1 }, { amount: 0.9 }, { frequency: -1 }], ['amount', 'frequency']),
    describe,
    own,
  )
  expect(found.names.map(({ name }) => name)).toEqual(['Bulk buyers', 'High amount', 'Low frequency'])
  expect(
    ['Bulk buyers', 'Loyalists', 'Few returns', 'High amount', 'Low value, few returns (2)', 'Near average'].map(
      members,
    ),
  ).toEqual([
    'Bulk buyers',
    'Loyalists',
    '“Few returns” customers',
    '“High amount” customers',
    '“Low value, few returns (2)” customers',
    '“Near average” customers',
  ])
})
