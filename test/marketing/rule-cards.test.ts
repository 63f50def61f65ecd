import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { csvFormat } from 'd3-dsv'
import { afterAll, expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { ruleCards } from '../../lib/marketing/rule-cards.js'
import type { Study } from '../../lib/marketing/study.js'
import { studied } from '../story/sample.js'

const { study } = await studied()
const found = ruleCards(study)!
const twin = ruleCards((await studied({ structure: 'none' })).study)
const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('each rule has at most three conditions, and its counts are those of the held-out customers', () => {
  expect(found.cards.map(({ segment }) => segment)).toEqual(study.names)
  for (const { segment, conditions, customers, precision, recall } of found.cards) {
    expect(conditions.length).toBeLessThanOrEqual(3)
    const holds = (row: number) =>
      conditions.every(({ column, side, at }) => {
        const value =
          column === 'discountSensitivity' || column === 'ads' || column === 'social'
            ? NaN
            : numbers(study.customers, column)[row]
        return Number.isNaN(value) || (side === '<' ? value < at : value >= at)
      })
    if (conditions.some(({ column }) => ['discountSensitivity', 'ads', 'social'].includes(column))) continue
    const rows = Array.from(study.heldOut.rows).filter(holds)
    const hits = rows.filter((row) => study.segmentOf[row] === segment).length
    expect([customers, precision]).toEqual([rows.length, hits / rows.length])
    const all = Array.from(study.heldOut.rows).filter((row) => study.segmentOf[row] === segment).length
    expect(recall).toBe(hits / all)
  }
})

test('planted groups get rules that fit most of their customers; the tree is better than guessing the largest group', () => {
  const largest = Math.max(...study.sizes.map(({ customerShare }) => customerShare))
  expect(found.agreement).toBeGreaterThan(largest + 0.2)
  expect(found.tested).toBe(study.heldOut.rows.length)
  for (const { says } of found.cards) expect(says).not.toMatch(/undefined|NaN/)
})

test('the SQL runs, and assigns the held-out customers like the tree', async () => {
  const columns: Record<string, string> = {
    frequency: 'Frequency_of_Purchase',
    amount: 'Purchase_Amount',
    loyalty: 'Brand_Loyalty',
    satisfaction: 'Customer_Satisfaction',
    rating: 'Product_Rating',
    returns: 'Return_Rate',
    age: 'Age',
    discountUsed: 'Discount_Used',
  }
  const levels = {
    discountSensitivity: 'Discount_Sensitivity',
    ads: 'Engagement_with_Ads',
    social: 'Social_Media_Influence',
  }
  const rows = Array.from(study.heldOut.rows, (row) => ({
    segment: study.segmentOf[row],
    ...Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        column,
        name === 'discountUsed' ? numbers(study.customers, name)[row] === 1 : numbers(study.customers, name)[row],
      ]),
    ),
    ...Object.fromEntries(Object.entries(levels).map(([name, column]) => [column, texts(study.customers, name)[row]])),
    recency: numbers(study.customers, 'recency')[row],
    tenure: numbers(study.customers, 'tenure')[row],
  }))
  const file = join(folder, 'held-out.csv')
  writeFileSync(file, csvFormat(rows))
  const connection = await (await DuckDBInstance.create()).connect()
  const sql = found.sql
    .replaceAll('CURRENT_DATE - "Time_of_Purchase"', 'recency')
    .replaceAll('CURRENT_DATE - "Customer_Since"', 'tenure')
  const result = await connection.runAndReadAll(
    `SELECT count(*) FILTER (WHERE segment = (${sql})) / count(*) AS agreement FROM read_csv('${file.replaceAll("'", "''")}')`,
  )
  expect(result.getRows()[0][0]).toBeCloseTo(found.agreement, 12)
  connection.closeSync()
})

test('there are no rules for a single group, or if no raw column varies', () => {
  expect(ruleCards({ ...study, names: ['all'], segmentOf: study.segmentOf.map(() => 'all') })).toBeUndefined()
  const customers = frame({
    id: texts(study.customers, 'id') as string[],
    value: Array.from(numbers(study.customers, 'value')),
  })
  expect(ruleCards({ ...study, customers })).toBeUndefined()
})

test('slices of noise get rules, too: rules prove nothing', () => {
  expect(twin!.agreement).toBeGreaterThan(0.4)
})

test('two limits on a column are a range, and a small number keeps its digits', () => {
  const rows = Array.from({ length: 240 }, (_, row) => row)
  const of = (row: number) => ['a', 'b', 'c'][Math.floor(row / 80)]
  const made: Study = {
    ...study,
    names: ['a', 'b', 'c'],
    segmentOf: rows.map(of),
    features: [],
    customers: frame({ frequency: rows.map((row) => row / 2000) }),
    heldOut: { ...study.heldOut, rows: Int32Array.from(rows.filter((row) => row % 2)) },
  }
  expect(ruleCards(made)!.cards.map(({ says }) => says)).toEqual([
    expect.stringMatching(/^frequency of purchase below 0\.0[34]\d*$/),
    expect.stringMatching(/^frequency of purchase from 0\.0[34]\d* to below 0\.0[78]\d*$/),
    expect.stringMatching(/^frequency of purchase of 0\.0[78]\d* or more$/),
  ])
})
