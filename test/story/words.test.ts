import { expect, test } from 'vitest'
import { ARCHETYPES, members } from '../../lib/clusters/name-segments.js'
import type { Segmentation } from '../../lib/clusters/segment.js'
import { fromRows } from '../../lib/data/from-rows.js'
import type { Multiverse } from '../../lib/evidence/multiverse.js'
import { archetypeRows, judgedSentence, scanSentence, traitsCaption } from '../../lib/story/clustering.js'
import { explainedSentence } from '../../lib/story/insights.js'
import { multiverseSentences } from '../../lib/story/multiverse.js'
import { noteSentence, source } from '../../lib/story/source.js'
import { segmentedSample } from '../sample.js'
import { multiverseFigure } from './clustering-figures.js'

test('only the shipped customers are described as simulated', () => {
  expect(source('../data/customers.csv')).toMatch(/simulated customers/)
  expect(source('../../../data/customers.csv')).toMatch(/simulated customers/)
  expect(source('/home/me/data/customers.csv')).toBe('*Data: customers.csv.*')
  expect(source('/shop/my_file.csv')).toBe('*Data: my\\_file.csv.*')
  expect(source('../results/customers.parquet')).toMatch(/this run’s query/)
})

test('the remark of a query is shown unchanged, as a sentence and not as markup', () => {
  const note = { step: 'note', column: '', rows: 0, detail: '25% of revenue has no customer_id' }
  expect(noteSentence([{ ...note, step: 'file' }, note])).toBe(
    '*About these customers: 25% of revenue has no customer\\_id*',
  )
  expect(noteSentence([])).toBe('')
})

test('archetypes are described by the side and the distance of each trait', () => {
  const rows = archetypeRows(ARCHETYPES)
  expect(rows.map(({ archetype }) => archetype)).toEqual(['Loyalists', 'At-Risk', 'New Customers'])
  expect(rows[1].rule).toBe(
    'recency 0.25 above average and satisfaction 0.25 below average or returns 0.25 above average',
  )
})

test('a sample is reported if one is read', () => {
  expect(judgedSentence(3000)).toBe('')
  expect(judgedSentence(100_000)).toMatch(/5,000/)
  expect(judgedSentence(3000, 2000)).toBe('Measured on a sample of 500 of 3,000 customers, drawn with the seed.')
})

test('columns that count through a score are named, if there are any', () => {
  const found = segmentedSample()
  expect(traitsCaption(found)).toMatch(
    /Frequency of purchase and Brand loyalty enter the clustering only as part of a score/,
  )
  const satisfied = found.space.features.filter(({ column }) => column === 'satisfaction')
  const alone: Segmentation = { ...found, space: { ...found.space, features: satisfied } }
  expect(traitsCaption(alone)).not.toMatch(/score/)
  const valued = { ...found, space: { ...found.space, features: found.space.features.slice(0, 1) } }
  expect(traitsCaption(valued)).toMatch(/Frequency of purchase enters the clustering only as part of a score/)
})

const preparation = (scaler: 'standard' | 'robust', changed: number, log = true, weights = 'default') => ({
  weights,
  log,
  scaler,
  changed: [changed],
  verdict: { kind: 'slices' as const, best: 1 },
})
const others = (preparations: Multiverse['preparations']): Multiverse => ({
  seed: 1,
  customers: 5000,
  ofCustomers: 90_000,
  k: 2,
  ks: [2],
  preparations,
  effects: [],
  luck: 0,
  unscaled: [],
  sample: 500,
})

test('two preparations are compared as two, and a sample is reported', () => {
  const found = others([preparation('standard', 0), preparation('robust', 0.02)])
  const [words, verdict] = multiverseSentences(found, 'slices')
  expect(words).toContain('the other way to prepare the data moves 2.0% of customers')
  expect(words).toContain('(in a sample of 5,000 of 90,000)')
  expect(verdict).toContain('*slices* in 2 of 2')
  expect(multiverseSentences(found, 'segments')[1]).toContain('where the data support one cloud')
  const { layout, caption } = multiverseFigure(found, 'slices')
  expect(JSON.stringify(layout)).toContain('Other preparations move 2.0% of customers')
  expect(caption).toContain('Rows: scaler; the first is the one used')
})

test('choices are named only if they were made', () => {
  const logs = others([preparation('standard', 0), preparation('standard', 0.3, false)])
  expect(multiverseFigure(logs, 'slices').caption).toContain('Rows: value with or without its logarithm;')
  const weighed = others([preparation('standard', 0), preparation('standard', 0.1, true, 'equal')])
  expect(multiverseFigure(weighed, 'slices').caption).toContain('Rows: engagement weights')
  const one = others([preparation('standard', 0), preparation('robust', 0.01)])
  expect(multiverseFigure(one, 'slices').alt).toContain('robust: k = 2, as chosen 1.0%')
})

test('each usual index names the number of clusters that it prefers', () => {
  const scan = (silhouette: number[], calinskiHarabasz: number[], daviesBouldin: number[]) =>
    fromRows([1, 2, 3, 4].map((k, i) => ({ k, silhouette: silhouette[i], calinskiHarabasz: calinskiHarabasz[i], daviesBouldin: daviesBouldin[i] }))) // biome-ignore format: one line
  expect(scanSentence(scan([NaN, 0.2, 0.5, 0.4], [NaN, 10, 30, 20], [NaN, 2, 1, 3]))).toBe(
    'Silhouette, Calinski-Harabasz and Davies-Bouldin prefer 3 clusters.',
  )
  expect(scanSentence(scan([NaN, 0.5, 0.4, 0.3], [NaN, 10, 30, 20], [NaN, 1, 2, 3]))).toBe(
    'Silhouette and Davies-Bouldin prefer 2 clusters and Calinski-Harabasz prefers 3 clusters.',
  )
})

test('the groups are compared with plain rules in a sentence', () => {
  const rows = (...better: string[]) => fromRows(better.map((one, i) => ({ variable: ['Value Score', 'Recency', 'Age'][i], better: one }))) // biome-ignore format: one line
  expect(explainedSentence(rows('terciles', 'groups', 'alike'))).toBe(
    'The groups explain more than plain rules in 1 of 3 variables; plain rules explain more of Value Score.',
  )
  expect(explainedSentence(rows('groups'))).toBe('The groups explain more than plain rules in 1 of 1 variable.')
})

test('At-Risk is followed by its noun', () => {
  expect(['At-Risk', 'Loyalists', 'Many returns'].map(members)).toEqual(['At-Risk customers', 'Loyalists', '“Many returns” customers']) // biome-ignore format: one line
})
