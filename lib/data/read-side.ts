import type { Value } from './field-readers.js'
import type { Field } from './fields.js'
import { MARGIN_FIELDS, SPEND_FIELDS, TRUTH_FIELDS } from './fields.js'
import { readFile } from './read-file.js'
import { readTable, type Writings } from './read-table.js'

/**
 * The marketing spend of a channel, and whether it follows demand, because customers come through the channel anyway.
 */
export interface ChannelSpend {
  readonly channel: string
  readonly spend: number
  readonly followsDemand?: boolean
}

/**
 * Read the marketing spend of each channel.
 *
 * @param file columns Purchase_Channel (unique), Marketing_Spend (money, at least 0), and optionally Follows_Demand
 *   (true or false, by default false)
 * @param writings how the file is written, where it does not show it
 * @throws {DataError} as `readCustomers` does
 */
export async function readSpend(file: string, writings: Writings = {}): Promise<ChannelSpend[]> {
  const { channel, spend, followsDemand } = await readSide(file, SPEND_FIELDS, writings)
  return channel.map((name, row) => ({
    channel: String(name),
    spend: Number(spend[row]),
    followsDemand: Boolean(followsDemand?.[row]),
  }))
}

/**
 * Read the gross margin of each category.
 *
 * @param file columns Purchase_Category (unique) and Gross_Margin (a share of the price, 0 to 1)
 * @param writings how the file is written, where it does not show it
 * @throws {DataError} as `readCustomers` does
 */
export async function readMargins(
  file: string,
  writings: Writings = {},
): Promise<{ category: string; margin: number }[]> {
  const { category, margin } = await readSide(file, MARGIN_FIELDS, writings)
  return category.map((name, row) => ({ category: String(name), margin: Number(margin[row]) }))
}

/**
 * Read the planted group of each simulated customer.
 *
 * @param file columns Customer_ID (unique) and Group
 * @returns group by customer id, in file order
 * @throws {DataError} as `readCustomers` does
 */
export async function readTruth(file: string): Promise<Map<string, string>> {
  const { id, group } = await readSide(file, TRUTH_FIELDS)
  return new Map(id.map((name, row) => [String(name), String(group[row])]))
}

/** Returns the values as lists, because such files are small. */
async function readSide(
  file: string,
  fields: readonly Field[],
  writings: Writings = {},
): Promise<Record<string, (Value | null)[]>> {
  const { columns } = readTable(fields, await readFile(file, fields), { ...writings, equalRows: 'refuse' })
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from<Value | null>(values)]))
}
