import { expect, test } from 'vitest'
import { changedShare, matchClusters } from '../../lib/clusters/match-clusters.js'

const labels = (text: string) => Int32Array.from(text, Number)

test('the same groups under other numbers are matched, and no customer has changed', () => {
  expect([...matchClusters(labels('001122'), labels('220011'), 3, 3)]).toEqual([2, 0, 1])
  expect(changedShare(labels('001122'), labels('220011'))).toBe(0)
})

test('the pair that shares the most customers is matched first', () => {
  // Both clusters lie mostly in group 0: 2 customers of cluster 0, 3 of cluster 1.
  expect([...matchClusters(labels('001110'), labels('000001'), 2, 2)]).toEqual([1, 0])
  expect(changedShare(labels('001110'), labels('000001'))).toBeCloseTo(2 / 6, 12)
})

test('the smaller part of a group that was split finds no match, and its customers count as changed', () => {
  expect([...matchClusters(labels('0001122'), labels('0000011'), 3, 2)]).toEqual([0, -1, 1])
  expect(changedShare(labels('0001122'), labels('0000011'))).toBeCloseTo(2 / 7, 12)
})

test('when two groups are merged, the customers of the smaller one count as changed, in either direction', () => {
  expect(changedShare(labels('0000011'), labels('0001122'))).toBeCloseTo(2 / 7, 12)
})

test('a group with no customers in any cluster leaves a cluster for it', () => {
  expect([...matchClusters(labels('0001'), labels('0000'), 2, 2)]).toEqual([0, 1])
})

test('groupings of different customers are refused', () => {
  expect(() => matchClusters(labels('01'), labels('011'), 2, 2)).toThrow(
    'matchClusters requires vectors of equal length, got 2 and 3',
  )
})

test('the labels are not modified', () => {
  const [a, b] = [labels('0101'), labels('1100')]
  changedShare(a, b)
  expect([a, b]).toEqual([labels('0101'), labels('1100')])
})
