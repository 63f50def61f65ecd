import { difference } from 'd3-array'
import { count, listed } from '../core/format.js'
import { DataError } from './data-error.js'
import { CUSTOMER_FIELDS } from './fields.js'
import type { LogLine } from './log.js'
import { readFile } from './read-file.js'
import { readMargins, readSpend } from './read-side.js'
import { readTable, type ValueTable, type Writings } from './read-table.js'

export { CURRENCY_RULE, isCurrency, useSettings } from '../core/settings.js'

/**
 * The fewest customers that a run can analyze. Half of them are held out for tests: with 30 customers in three groups,
 * five of each. A test of five against five can reach p = 0.008; of four against four, only p = 0.03, which does not
 * survive multiple testing.
 */
export const FEWEST = 30

/** k-means needs this many different customers to form two groups and to compare them with three. */
const DIFFERENT = 3

/** The names that a file's columns may have, the id first. */
export const CUSTOMER_COLUMNS: readonly string[] = CUSTOMER_FIELDS.map(({ column }) => column)

/** The files given to a run; '' or undefined for a file that is not given. */
export interface Files {
  readonly customers?: string
  readonly spend?: string
  readonly margins?: string
}

/**
 * Check a run's files before the run starts. No frames are created, which would take longer.
 *
 * @param writings how columns are written, where the values alone do not show it
 * @param least how many columns besides the id must vary
 * @returns the number of customers and the log of reading them; undefined without a customer file
 * @throws {DataError} on the first file that cannot be read, on too few customers or columns that vary, on customers
 *   who are all alike, and on a channel or category without a row in its file
 */
export async function checkFiles(
  { customers, spend, margins }: Files,
  writings: Writings = {},
  least: number = 1,
): Promise<{ customers: number; log: readonly LogLine[] } | undefined> {
  const read = customers
    ? readTable(CUSTOMER_FIELDS, await readFile(customers, CUSTOMER_FIELDS), { ...writings, own: 'varying' })
    : undefined
  const found = read?.columns.id.length ?? FEWEST
  if (found < FEWEST) {
    const why = 'half of them are held out for tests, and fewer than five customers per group are too few to test'
    throw new DataError(customers!, [`requires at least ${FEWEST} customers, got ${count(found)}: ${why}`])
  }
  if (read && different(read.columns) < DIFFERENT) {
    const kinds = count(different(read.columns))
    throw new DataError(customers!, [
      `requires customers who differ in more than their ids, got only ${kinds} different ones among ${count(found)}`,
    ])
  }
  const varying = read ? Object.keys(read.columns).filter((name) => name !== 'id' && varies(read.columns[name])) : []
  if (read && varying.length < least) {
    const got = varying.length ? `${count(varying.length)}: ${varying.join(', ')}` : 'none'
    throw new DataError(customers!, [`requires ${least} columns besides the id that vary and can be used, got ${got}`])
  }
  const paid = spend ? await readSpend(spend, writings) : []
  const priced = margins ? await readMargins(margins, writings) : []
  if (spend && read) requireEach(spend, 'channel', read.columns.channel, paid)
  if (margins && read) requireEach(margins, 'category', read.columns.category, priced)
  return read && { customers: found, log: read.log }
}

/** A file of channels or categories must have a row for each that occurs among the customers. */
function requireEach<Name extends string>(
  file: string,
  what: Name,
  needed: ValueTable['columns'][string] | undefined,
  given: readonly Readonly<Record<Name, string>>[],
): void {
  const texts = Array.from<unknown>(needed ?? []).filter((one) => typeof one === 'string')
  const lacking = [
    ...difference(
      texts,
      given.map((row) => row[what]),
    ),
  ].sort()
  if (!lacking.length) return
  const named = lacking.length > 5 ? [...lacking.slice(0, 4), `${lacking.length - 4} more`] : lacking
  throw new DataError(file, [`requires a row for every ${what} of the customers, got none for ${listed(named)}`])
}

const varies = (values: ValueTable['columns'][string]): boolean =>
  Array.prototype.some.call(values, (value) => !Object.is(value, values[0]))

/** How many customers differ in more than their id; counting stops at DIFFERENT. */
function different({ id, ...columns }: ValueTable['columns']): number {
  const found = new Set<string>()
  for (let row = 0; row < id.length && found.size < DIFFERENT; row++) {
    found.add(JSON.stringify(Object.values(columns).map((values) => values[row])))
  }
  return found.size
}
