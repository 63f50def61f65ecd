import { clusters, core, data, marketing } from 'segments'
import { simulate } from '../simulate/simulator.js'
import { simulatedCustomers } from './simulated.js'

export const SHUFFLED = 'Claims about age, channel and satisfaction, shuffled among planted groups'
/** Two columns that play no part in drawing the groups, and one that does. */
const COLUMNS = ['age', 'channel', 'satisfaction']
const CUSTOMERS = 600
/** The number of groups planted. */
const GROUPS = 3
/** The claims do not depend on the verdict. */
const UNREAD = {} as Parameters<typeof marketing.study>[2]

/**
 * Count claims about shuffled columns of customers in planted groups. Every such claim is false.
 *
 * @returns `of`: claims made; `hits`: claims that hold
 */
export async function claimsOfShuffled(seed: number): Promise<{ hits: number; of: number }> {
  const customers = mixed(await simulatedCustomers(seed, CUSTOMERS, 'groups'), seed)
  const found = marketing.study(customers, clusters.segmentCustomers(customers, { k: GROUPS, seed }), UNREAD, seed)
  const files = simulate({ seed, customers: 1 })
  const margins = files.margins.map((row) => ({ category: row.Purchase_Category, margin: Number(row.Gross_Margin) }))
  const spend = files.spend.map((row) => ({ channel: row.Purchase_Channel, spend: Number(row.Marketing_Spend) }))
  const claims = marketing.ledger(
    marketing.draftClaims(found, margins, marketing.channelBudgets(customers, spend, { seed })),
  )
  // The budget claim is about a channel.
  const about = claims.filter(
    ({ id, topic }) => topic === 'budget' || COLUMNS.some((column) => id.endsWith(`-${column}`)),
  )
  return { hits: about.filter(({ holds }) => holds).length, of: about.length }
}

type Customers = Awaited<ReturnType<typeof simulatedCustomers>>

function mixed(customers: Customers, seed: number): Customers {
  const source = core.random(seed)
  const mixedColumn = (column: string): unknown[] => {
    const values = column === 'channel' ? data.texts(customers, column) : data.numbers(customers, column)
    return Array.from(core.shuffled(values.length, source), (row) => values[row])
  }
  return data.derive(customers, Object.fromEntries(COLUMNS.map((column) => [column, mixedColumn(column)])))
}
