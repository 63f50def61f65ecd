import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import { expect, test } from 'vitest'
import { nearness } from '../../lib/clusters/nearness.js'
import { segmentCustomers } from '../../lib/clusters/segment.js'
import { texts } from '../../lib/data/columns.js'
import { readCustomers } from '../../lib/data/read.js'
import { readSome } from '../../lib/data/read-some.js'
import { featureSpace } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import { modelJson, modelOf } from '../../lib/model/fit.js'
import { modelSchema, parseModel } from '../../lib/model/model.js'
import { neededColumns, score } from '../../lib/model/score.js'
import { simulate } from '../../tools/simulate/simulator.js'
import { clustered } from '../story/sample.js'

const { prepared, found, verdict } = await clustered()
const model = modelOf(prepared, found, verdict, { seed: 1 })
const text = modelJson(model)
const { rows } = simulate({ seed: 5, customers: 400 })

async function scored(changed: readonly object[]) {
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  try {
    const file = join(folder, 'new.csv')
    writeFileSync(file, `${csvFormat(changed)}\n`)
    return score(parseModel(text, 'model.json'), await readSome(file, neededColumns(model)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('customers of the run get the segments and the confidence that the run gave them', async () => {
  const again = await scored(rows)
  const place = new Map(again.ids.map((id, row) => [id, row]))
  const near = nearness(found)
  texts(prepared.customers, 'id').forEach((id, row) => {
    const at = place.get(id!)!
    expect(model.segments[again.labels[at]].name).toBe(found.segmentOf[row])
    expect(model.segments[again.next[at]].name).toBe(near[row].next)
    expect(again.confidence[at]).toBeCloseTo(near[row].confidence, 9)
  })
  expect(again.flags.every((flag) => flag === '')).toBe(true)
})

test('a customer without a value, or far outside the training range, is flagged and gets no segment', async () => {
  const changed = rows.map((row) => ({ ...row })) as Record<string, string>[]
  const ids = [...new Set(changed.map((row) => row.Customer_ID))].slice(0, 2)
  for (const row of changed) {
    if (row.Customer_ID === ids[0]) row.Customer_Satisfaction = ''
    if (row.Customer_ID === ids[1]) row.Purchase_Amount = '$9,000,000.00 '
  }
  const found = await scored(changed)
  const flag = (id: string) => found.flags[found.ids.indexOf(id)]
  expect(flag(ids[0])).toBe('no Satisfaction')
  expect(flag(ids[1])).toBe('Value Score above the training range')
  expect(ids.map((id) => found.labels[found.ids.indexOf(id)])).toEqual([-1, -1])
  expect(found.flags.filter(Boolean).length).toBe(2)
})

test('a file that lacks a column of the model is refused with its name', async () => {
  const without = rows.map((row) => {
    const { Customer_Since: _, ...rest } = row as Record<string, string>
    return rest
  })
  await expect(scored(without)).rejects.toThrow('requires Customer_Since')
})

test('a model is read back as it was written', () => {
  expect(parseModel(text, 'model.json')).toEqual(JSON.parse(JSON.stringify(model)))
  expect(model.package).toBe(JSON.parse(readFileSync('lib/package.json', 'utf8')).version)
})

test('another version, a file that is not a model, and one edited by hand are each refused in a sentence', () => {
  const changed = (change: (value: ReturnType<typeof JSON.parse>) => void) => {
    const value = JSON.parse(text)
    change(value)
    return () => parseModel(JSON.stringify(value), 'm.json')
  }
  expect(() => parseModel('not json', 'm.json')).toThrow('m.json requires a model in JSON')
  expect(changed((m) => (m.version = 2))).toThrow('m.json requires a model of version 1, got version 2: fit it again')
  expect(changed((m) => (m.features[0].center = 'x'))).toThrow('at features.0.center')
  expect(changed((m) => (m.extra = 1))).toThrow('m.json is not a model as npm start writes it')
  expect(changed((m) => m.segments[0].centroid.pop())).toThrow('coordinates for')
  expect(changed((m) => (m.segments[1].name = m.segments[0].name))).toThrow('two segments are called')
  expect(changed((m) => (m.features[0].low = 1e9))).toThrow('the range of')
  expect(changed((m) => (m.features[0].distribution.at = [2, 1]))).toThrow('the distribution of')
})

test('the schema in the docs is that of the code', () => {
  expect(JSON.parse(readFileSync('docs/model.schema.json', 'utf8'))).toEqual(modelSchema())
})

test("a model on the caller's own columns and own value gives the segments of its run again", async () => {
  const once = rows.filter(({ Customer_ID: id }, row) => rows.findIndex((one) => one.Customer_ID === id) === row)
  const changed = once.map((row, i) => ({ ...row, Margin_Share: `${(i * 37) % 100}`, Customer_Value: `${100 + i}` }))
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  try {
    const file = join(folder, 'own.csv')
    writeFileSync(file, `${csvFormat(changed)}\n`)
    const own = prepare((await readCustomers(file)).customers)
    const space = featureSpace(own.customers, { columns: ['value', 'Margin_Share'] })
    const grouped = segmentCustomers(own.customers, { k: 3, space })
    const fitted = parseModel(modelJson(modelOf(own, grouped, verdict)), 'model.json')
    expect(neededColumns(fitted)).toEqual(['Customer_Value', 'Margin_Share'])
    const again = score(fitted, await readSome(file, neededColumns(fitted)))
    const given = new Map(texts(own.customers, 'id').map((id, row) => [id, grouped.segmentOf[row]]))
    for (const [row, id] of again.ids.entries()) expect(fitted.segments[again.labels[row]]?.name).toBe(given.get(id))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
