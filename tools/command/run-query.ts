import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { runQuery } from 'segments/query'
import { openWorkspace } from '../kernel/workspace.js'
import type { Arguments } from './arguments.js'
import type { Place } from './command.js'
import { showSteps } from './steps.js'

/** The name of the query's result in the notebooks' results folder. */
export const YIELDED = 'customers.parquet'

/**
 * Run the query that yields the customers, once for all notebooks, and report how it was read.
 *
 * @param sql the query; by default the text of its file
 * @returns the absolute path of the Parquet file with the result, in a workspace; and the query
 * @throws {Error} on a query that cannot be used; the message names the line in the query
 */
export async function yieldCustomers(
  { query, files, timeout }: Pick<Arguments, 'query' | 'files' | 'timeout'>,
  { root, cwd, out, err }: Place,
  sql?: string,
): Promise<{ file: string; sql: string }> {
  const shown = relative(cwd, query!).startsWith('..') ? query! : relative(cwd, query!)
  const used = sql ?? (await readFile(query!, 'utf8'))
  const { results } = await openWorkspace(root, 'query')
  const file = join(results, YIELDED)
  const steps = showSteps(files, err)
  steps.at(`runs ${shown}`, 0)
  const asked = { file: shown, sql: used, folder: dirname(query!), files, timeout }
  const { rows, log } = await runQuery(asked, file).finally(steps.end)
  out.write(`${shown}: ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}\n`)
  for (const { detail } of log) out.write(`  ${detail}\n`)
  return { file, sql: used }
}
