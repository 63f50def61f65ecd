import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  channelBudgets,
  chooseK,
  draftClaims,
  featureSpace,
  gatherEvidence,
  ledger,
  type Matrix,
  prepare,
  random,
  readCustomers,
  scanK,
  segmentCustomers,
  study,
  type VerdictKind,
  verdict,
} from 'segments'
import { simulatedFiles } from './simulated-files.js'
import { simulate } from './simulator.js'

/** What the verdict and the ledger are tried on. */
export const SCENARIOS = ['planted groups', 'null twin', 'noise in 2 columns', 'noise in 10 columns', 'ledger'] as const
export type Scenario = (typeof SCENARIOS)[number]

/** One seed of a scenario: the verdict, or the claims of the null twin counted. */
export interface Trial {
  readonly scenario: Scenario
  readonly seed: number
  readonly k?: number
  readonly kind?: VerdictKind
  /** Claims, of which none is true, and those of them that the ledger supports. */
  readonly claims?: { readonly made: number; readonly supported: number }
}

/**
 * One trial: data of the scenario by the seed, and what is said of them.
 *
 * @param customers rows of data
 * @example (await trial('noise in 2 columns', 1, 300)).kind // 'slices'
 */
export async function trial(scenario: Scenario, seed: number, customers: number): Promise<Trial> {
  if (scenario === 'ledger') return { scenario, seed, claims: await claimsOfNothing(seed, customers) }
  const x = await points(scenario, seed, customers)
  const { k } = chooseK(scanK(x, { seed }))
  return { scenario, seed, k, kind: verdict(gatherEvidence(x, k, { seed })).kind }
}

async function points(scenario: Scenario, seed: number, rows: number): Promise<Matrix> {
  if (scenario === 'planted groups') return featureSpace(await prepared(seed, rows, 'groups')).x
  if (scenario === 'null twin') return featureSpace(await prepared(seed, rows, 'none')).x
  const next = random(seed)
  const cols = scenario === 'noise in 2 columns' ? 2 : 10
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => next()) }
}

async function prepared(seed: number, customers: number, structure: 'groups' | 'none') {
  const folder = await mkdtemp(join(tmpdir(), 'calibrate-'))
  try {
    const file = join(folder, 'customers.csv')
    await writeFile(file, simulatedFiles({ seed, customers, structure })['customers.csv'])
    return prepare((await readCustomers(file)).customers).customers
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The verdict plays no part in the claims: that of a cloud stands in. */
async function claimsOfNothing(seed: number, rows: number): Promise<NonNullable<Trial['claims']>> {
  const customers = await prepared(seed, rows, 'none')
  const found = study(customers, segmentCustomers(customers, { seed }), { kind: 'slices', tests: [] }, seed)
  const files = simulate({ seed, customers: 1 })
  const margins = files.margins.map((row) => ({ category: row.Purchase_Category, margin: Number(row.Gross_Margin) }))
  const spend = files.spend.map((row) => ({ channel: row.Purchase_Channel, spend: Number(row.Marketing_Spend) }))
  const claims = ledger(draftClaims(found, margins, channelBudgets(customers, spend, { seed })))
  return { made: claims.length, supported: claims.filter(({ holds }) => holds).length }
}
