import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import { segmentCustomers } from '../../lib/clusters/segment.js'
import { readCustomers } from '../../lib/data/read.js'
import { assess } from '../../lib/evidence/assess.js'
import { type Multiverse, multiverse } from '../../lib/evidence/multiverse.js'
import { verdict } from '../../lib/evidence/verdict.js'
import { featureSpace } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import { channelBudgets } from '../../lib/marketing/budget.js'
import { ledger } from '../../lib/marketing/claims.js'
import { draftClaims } from '../../lib/marketing/draft-claims.js'
import { study } from '../../lib/marketing/study.js'
import { type SimulateOptions, simulate } from '../../tools/simulate/simulator.js'

type Row = Record<string, string>

/** Options of a sample, by default 400 simulated customers in planted groups. */
export interface SampleOptions extends Partial<SimulateOptions> {
  /** Columns that the file lacks. */
  readonly without?: readonly string[]
  /** Changes each row. */
  readonly change?: (row: Row, index: number) => Row
}

/** Simulate customers, write them to a file, and read it as a user's file. */
export async function sample({ without = [], change = (row) => row, ...options }: SampleOptions = {}) {
  const { rows, truth, spend, margins } = simulate({ seed: 5, customers: 400, ...options })
  const kept = (row: object): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name)))
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  try {
    const file = join(folder, 'customers.csv')
    writeFileSync(file, `${csvFormat(rows.map((row, i) => change(kept(row), i)))}\n`)
    return {
      ...(await readCustomers(file)),
      truth: new Map(truth.map(({ Customer_ID, Group }) => [Customer_ID, Group])),
      spend: spend.map((row) => ({ channel: row.Purchase_Channel, spend: Number(row.Marketing_Spend) })),
      margins: margins.map((row) => ({ category: row.Purchase_Category, margin: Number(row.Gross_Margin) })),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Prepare, judge and cluster a sample. */
export async function clustered({ k, ...options }: SampleOptions & { k?: number } = {}) {
  const read = await sample(options)
  const prepared = prepare(read.customers)
  const judged = assess(featureSpace(prepared.customers).x, { k, seed: 1 })
  const found = segmentCustomers(prepared.customers, { k: judged.k, seed: 1 })
  return { ...read, prepared, judged, found, verdict: verdict(judged, found) }
}

type Options = SampleOptions & { k?: number; bare?: boolean }
type Studied = Awaited<ReturnType<typeof studyOf>>

/** Study a sample as 04 does, optionally without spend or margins. Each sample is studied once for all test files. */
export function studied(options: Options = {}): Promise<Studied> {
  if (options.change) return studyOf(options)
  const held = globalThis as typeof globalThis & { studied?: Map<string, Promise<Studied>> }
  held.studied ??= new Map()
  const key = JSON.stringify(options)
  if (!held.studied.has(key)) held.studied.set(key, studyOf(options))
  return held.studied.get(key)!
}

async function studyOf({ bare, ...options }: Options) {
  const all = await clustered(options)
  const told = study(all.prepared.customers, all.found, all.verdict, 1)
  const margins = bare ? [] : all.margins
  const budgets = bare ? [] : channelBudgets(told.customers, all.spend, { seed: 1 })
  return { ...all, study: told, margins, budgets, claims: ledger(draftClaims(told, margins, budgets)) }
}

/** Compute the multiverse of a sample. It judges 16 preparations; a few customers are enough for words and figure. */
export function othersOf({ prepared, found }: Pick<Studied, 'prepared' | 'found'>): Multiverse {
  return multiverse(prepared.customers, found, { rows: 80 })
}
