import { csvParse } from 'd3-dsv'
import { expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { frame } from '../../lib/data/frame.js'
import { readOffers } from '../../lib/data/offers.js'
import { campaigns } from '../../lib/marketing/campaigns.js'
import { campaignsJson, claimsJson } from '../../lib/marketing/exports.js'
import { studied } from '../story/sample.js'
import { segmentsCsv } from './segments-csv.js'

const { study, claims } = await studied()
const rules = await readOffers('data/offers.json')
const cards = campaigns(study, claims, rules)
const HEADER = 'Customer_ID,Segment,Confidence,Next_Segment,Value_Score,Engagement_Score,Recency,Tier,Action,Verdict'

test('the CSV has a header, and one row per customer in order', () => {
  const csv = segmentsCsv(study, cards)
  expect(csv.split('\n')[0]).toBe(HEADER)
  expect(csv.endsWith('\n')).toBe(true)
  expect(csv.endsWith('\n\n')).toBe(false)
  const rows = csvParse(csv)
  expect(rows.map((row) => row.Customer_ID)).toEqual(texts(study.customers, 'id'))
  expect(rows.map((row) => row.Segment)).toEqual(study.segmentOf)
  expect(new Set(rows.map((row) => row.Verdict))).toEqual(new Set([study.verdict.kind]))
  expect(new Set(rows.map((row) => row.Action))).toEqual(new Set(cards.map(({ state }) => state)))
  expect(new Set(rows.map((row) => row.Tier))).toEqual(new Set(['Gold', 'Silver', 'Bronze']))
  for (const row of rows) {
    expect(Number(row.Confidence)).toBeGreaterThanOrEqual(0)
    expect(study.names.filter((name) => name !== row.Segment)).toContain(row.Next_Segment)
  }
  const value = numbers(study.customers, 'value')
  for (const [i, row] of rows.entries()) expect(Number(row.Value_Score)).toBeCloseTo(value[i], 1)
})

/** Three customers as if they were all. */
const few = (columns: Parameters<typeof frame>[0], segmentOf: string[]) => ({
  ...study,
  customers: frame(columns),
  segmentOf,
  nearness: { next: Int32Array.from(segmentOf, () => 0), confidence: Float64Array.from(segmentOf, (_, i) => i / 4) },
})

test('values have the digits that are known, and ids and names with commas and quotes are quoted', () => {
  const customers = {
    id: ['a,1', 'b"2', '003'],
    value: [1234.567, 0, 1],
    engagement: [0.12345, 1, 0],
    recency: [30, 0, 7],
  }
  const csv = segmentsCsv(few(customers, ['Loyal, frequent', 'At-Risk', 'At-Risk']))
  const next = study.names[0]
  expect(csv).toBe(
    [
      HEADER,
      `"a,1","Loyal, frequent",0.00,${next},1234.57,0.123,30,Gold,,segments`,
      `"b""2",At-Risk,0.25,${next},0.00,1.000,0,Bronze,,segments`,
      `003,At-Risk,0.50,${next},1.00,0.000,7,Bronze,,segments`,
      '',
    ].join('\n'),
  )
})

test('ids that a spreadsheet would run get an apostrophe; leading zeros and long digits stay', () => {
  const csv = segmentsCsv(few({ id: ['=1+1', '@x', '007', '12345678901234567890'] }, ['x', 'x', 'x', 'x']))
  expect(
    csv
      .split('\n')
      .slice(1, 5)
      .map((line) => line.split(',')[0]),
  ).toEqual(["'=1+1", "'@x", '007', '12345678901234567890'])
})

test('columns that the file does not provide are not in the list', () => {
  const csv = segmentsCsv(few({ id: ['a', 'b'], recency: [3, 4] }, ['x', 'y']))
  expect(csv.split('\n')[0]).toBe('Customer_ID,Segment,Confidence,Next_Segment,Recency,Action,Verdict')
})

test('the claims parse, verdict first, each with its evidence', () => {
  const text = claimsJson(study, claims)
  const parsed = JSON.parse(text)
  expect(Object.keys(parsed)).toEqual(['verdict', 'says', 'tests', 'claims'])
  expect(parsed).toMatchObject({ verdict: study.verdict.kind, says: study.verdict.says })
  expect(parsed.tests).toEqual(study.verdict.tests)
  expect(parsed.claims.map(({ id, holds }: { id: string; holds: boolean }) => [id, holds])).toEqual(
    claims.map(({ id, holds }) => [id, holds]),
  )
  for (const one of parsed.claims)
    for (const key of ['n', 'effect', 'interval', 'p', 'q', 'method']) expect(one).toHaveProperty(key)
  expect(text.endsWith('}\n')).toBe(true)
})

test('the campaigns parse, verdict first', () => {
  const parsed = JSON.parse(campaignsJson(study, cards))
  expect(Object.keys(parsed)).toEqual(['verdict', 'says', 'campaigns'])
  expect(parsed.campaigns.map(({ segment }: { segment: string }) => segment).sort()).toEqual([...study.names].sort())
})

test('numbers keep six significant digits, and counts stay exact', () => {
  const odd = { ...claims[0], effect: 0.123456789, interval: [1234.56789, 1e-9 / 3] as const, n: 1234567 }
  expect(JSON.parse(claimsJson(study, [odd])).claims[0]).toMatchObject({
    effect: 0.123457,
    interval: [1234.57, 3.33333e-10],
    n: 1234567,
  })
})

test('a study without campaigns or claims still has its verdict', () => {
  expect(JSON.parse(campaignsJson(study, []))).toMatchObject({ verdict: 'segments', campaigns: [] })
  expect(JSON.parse(claimsJson(study, []))).toMatchObject({ verdict: 'segments', claims: [] })
})
