import { clusters, marketing } from 'segments'
import { simulate } from '../simulate/simulator.js'
import { simulatedCustomers } from './simulated.js'
import { atMost, type Study, type Task, type Trial, thousands } from './study.js'

/** Numbers of claims made, none of which is true, and of those that the ledger supports. */
export interface Claims {
  readonly made: number
  readonly supported: number
}

/** How many claims of 04-insights are supported where all columns are independent of each other? */
export const claimStudy: Study<Claims> = {
  name: 'claims',
  scenarios: ['null twin of the simulated customers'],
  rows: [600],
  repeats: 1,
  dependsOn: () => 'everything',
  trial: claimsOfNothing,
  section(trials) {
    const { made, supported, wrong } = totals(trials)
    const ledgers = atMost(0.05, wrong, trials.length)
    const claims = supported <= 0.05 * made ? 'yes' : 'no'
    const rows = [
      ['Claims', '5 %', `${thousands(supported)} of ${thousands(made)}`, claims],
      ['Ledgers with a supported claim', '5 %', `${wrong} of ${trials.length}`, ledgers],
    ]
    return {
      title: 'Claims on data without effects',
      lead: `Every claim of 04-insights, on ${trials[0].rows} customers of the null twin. One supported claim makes a ledger wrong.`,
      columns: ['What', 'At most', 'Supported', 'Met'],
      rows,
      misses: rows.filter((row) => row[3] === 'no').map(([what, most, found]) => `${what}: ${found}, at most ${most}`),
    }
  },
}

function totals(trials: readonly Trial<Claims>[]): Claims & { wrong: number } {
  const sum = (part: keyof Claims) => trials.reduce((total, { found }) => total + found[part], 0)
  return {
    made: sum('made'),
    supported: sum('supported'),
    wrong: trials.filter(({ found }) => found.supported > 0).length,
  }
}

/** Count claims on the null twin. They do not depend on the verdict, so a fixed one is passed. */
async function claimsOfNothing({ seed, rows }: Task): Promise<Claims> {
  const customers = await simulatedCustomers(seed, rows, 'none')
  const found = marketing.study(
    customers,
    clusters.segmentCustomers(customers, { k: 3, seed }),
    { kind: 'slices', says: '', tests: [] },
    seed,
  )
  const files = simulate({ seed, customers: 1 })
  const margins = files.margins.map((row) => ({ category: row.Purchase_Category, margin: Number(row.Gross_Margin) }))
  const spend = files.spend.map((row) => ({ channel: row.Purchase_Channel, spend: Number(row.Marketing_Spend) }))
  const claims = marketing.ledger(
    marketing.draftClaims(found, margins, marketing.channelBudgets(customers, spend, { seed })),
  )
  return { made: claims.length, supported: claims.filter(({ holds }) => holds).length }
}
