import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { kmeans } from '../lib/clusters/kmeans.js'
import { nameClusters } from '../lib/clusters/segment.js'
import { random, shuffled } from '../lib/core/random.js'
import { associations } from '../lib/data/associations.js'
import { readOffers } from '../lib/data/offers.js'
import { readCustomers } from '../lib/data/read.js'
import { assess } from '../lib/evidence/assess.js'
import { verdict } from '../lib/evidence/verdict.js'
import { featureSpace } from '../lib/features/features.js'
import { prepare } from '../lib/features/prepare.js'
import { campaigns } from '../lib/marketing/campaigns.js'
import { ledger } from '../lib/marketing/claims.js'
import { draftClaims } from '../lib/marketing/draft-claims.js'
import { campaignsJson, claimsJson } from '../lib/marketing/exports.js'
import { ruleCards } from '../lib/marketing/rule-cards.js'
import { study } from '../lib/marketing/study.js'
import { edaAnswer } from '../lib/story/eda.js'
import { simulate } from '../tools/simulate/simulator.js'
import { segmentsCsv } from './marketing/segments-csv.js'
import { clusteringFigures } from './story/clustering-figures.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const rules = await readOffers('data/offers.json')
const { rows } = simulate({ seed: 5, customers: 150 })

/** Return all results from a file of these rows as text. */
async function outcome(order: ArrayLike<number>): Promise<string> {
  const file = join(folder, 'customers.csv')
  writeFileSync(file, csvFormat(Array.from(order, (row) => rows[row])))
  const { customers, rowsRead } = await readCustomers(file)
  const prepared = prepare(customers)
  const space = featureSpace(prepared.customers)
  const judged = assess(space.x, { seed: 1 })
  const found = nameClusters(prepared.customers, space, kmeans(space.x, judged.k, { seed: 1 }))
  const judgement = verdict(judged, found)
  const told = study(prepared.customers, found, judgement, 1)
  const claims = ledger(draftClaims(told, [], []))
  return [
    ...edaAnswer(customers, rowsRead, [], associations(customers)),
    segmentsCsv(told),
    claimsJson(told, claims),
    campaignsJson(told, campaigns(told, claims, rules)),
    JSON.stringify([...clusteringFigures(judged, found, judgement).slice(0, 3), ruleCards(told)]),
  ].join('\n')
}

it('the order of the rows does not matter: segments, verdict, claims, figures and exports', async () => {
  const asSimulated = await outcome(rows.map((_, row) => row))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
      expect(await outcome(shuffled(rows.length, random(seed)))).toBe(asSimulated)
    }),
    { numRuns: 2, seed: 1 },
  )
})
