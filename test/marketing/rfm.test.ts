import { expect, test } from 'vitest'
import { derive } from '../../lib/data/derive.js'
import { frame } from '../../lib/data/frame.js'
import { rfmGrid, rfmScores } from '../../lib/marketing/rfm.js'

const ten = Array.from({ length: 10 }, (_, i) => i)

test('scores are fifths: the most recent, most frequent and largest are 5', () => {
  const { recencyScore, frequencyScore, moneyScore } = rfmScores(
    frame({ recency: ten, frequency: ten, amount: ten.map((i) => 100 - i) }),
  )
  expect([...recencyScore]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
  expect([...frequencyScore]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  expect([...moneyScore]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
})

test('identical customers get the same score, the middle one if all are identical', () => {
  const { frequencyScore, moneyScore } = rfmScores(
    frame({ recency: ten, frequency: ten.map(() => 1), amount: ten.map((i) => (i < 8 ? 1 : 9)) }),
  )
  expect(new Set(frequencyScore)).toEqual(new Set([3]))
  expect([...moneyScore]).toEqual([...Array(8).fill(3), 5, 5])
})

test('the grid counts all customers, and names the largest segment of each cell', () => {
  const customers = derive(frame({ recencyScore: [5, 5, 5, 1], frequencyScore: [5, 5, 5, 2] }), {
    segment: ['b', 'a', 'a', 'b'],
  })
  expect(rfmGrid(customers)).toEqual([
    { recencyScore: '5', frequencyScore: '5', customers: 3, segment: 'a', share: 2 / 3 },
    { recencyScore: '1', frequencyScore: '2', customers: 1, segment: 'b', share: 1 },
  ])
})
