import { rollups } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { numbers, texts } from '../data/columns.js'
import { ranks } from '../statistics/ranks.js'

const SCORES = 5

/** RFM scores of each customer, 1 to 5, length n: 5 is most recent, most frequent, most money. */
export interface RfmScores {
  readonly recencyScore: Float64Array
  readonly frequencyScore: Float64Array
  readonly moneyScore: Float64Array
}

/**
 * Compute RFM scores: fifths of the customers by recency, frequency and amount per purchase. Customers with equal
 * values get the same score, that of the middle of their ranks, so fifths are as even as ties allow.
 *
 * @param customers prepared, with recency, frequency and amount; not modified
 * @returns three scores, each of length n
 * @throws {RangeError} on a column that the frame lacks
 */
export function rfmScores(customers: DataFrame): RfmScores {
  const score = (values: Float64Array) =>
    Float64Array.from(ranks(values), (rank) =>
      Math.min(SCORES, 1 + Math.floor((SCORES * (rank - 0.5)) / values.length)),
    )
  return {
    recencyScore: score(numbers(customers, 'recency').map((days) => -days)),
    frequencyScore: score(numbers(customers, 'frequency')),
    moneyScore: score(numbers(customers, 'amount')),
  }
}

/** One cell of the grid of recency by frequency. */
export interface RfmCell {
  readonly recencyScore: string
  readonly frequencyScore: string
  readonly customers: number
  /** The segment that most of its customers are in, and their share, 0 to 1. */
  readonly segment: string
  readonly share: number
}

/**
 * Compute the usual RFM grid, recency by frequency, with the main segment of each cell.
 *
 * @param customers with recencyScore, frequencyScore and segment; not modified
 * @returns one row per cell, the most recent first, then the least frequent first; cells without customers are left out
 */
export function rfmGrid(customers: DataFrame): RfmCell[] {
  const [recency, frequency] = ['recencyScore', 'frequencyScore'].map((column) => numbers(customers, column))
  const segment = texts(customers, 'segment')
  const scores = Array.from({ length: SCORES }, (_, i) => 1 + i)
  return [...scores].reverse().flatMap((r) =>
    scores.flatMap((f) => {
      const own = segment.filter((_, row) => recency[row] === r && frequency[row] === f)
      if (!own.length) return []
      const [[name, size]] = rollups(
        own,
        (of) => of.length,
        (of) => of!,
      ).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      const cell = { recencyScore: String(r), frequencyScore: String(f), customers: own.length }
      return [{ ...cell, segment: name, share: size / own.length }]
    }),
  )
}
