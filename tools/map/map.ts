import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CUSTOMER_COLUMNS, checkFiles } from 'segments/check'
import { runQuery } from 'segments/query'
import { guess } from './guess.js'
import { look } from './look.js'
import { orders } from './orders.js'
import { customersQuery, type Heading, ordersQuery } from './write.js'

/** A query, and the result of trying it. */
export interface Mapped {
  readonly sql: string
  /** customers that it yields; 0 if it does not run yet, and `problem` says why */
  readonly customers: number
  readonly problem: string
}

/** Attempts at leaving out lines that the readers refuse. */
const TRIES = 12

/**
 * Write a query that turns a file into customers, and try it. A line that the readers refuse is taken out, and listed
 * with their reason among the columns not taken.
 *
 * @param file absolute path
 */
export async function mapFile(file: string, heading: Heading): Promise<Mapped> {
  const folder = dirname(file)
  const seen = await look(file, folder)
  const log = orders(seen)
  const guessed = log ? undefined : guess(seen)
  const refused = new Map<string, string>()
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'map-')))
  const written = () =>
    log
      ? ordersQuery(seen, log, heading, CUSTOMER_COLUMNS, refused)
      : customersQuery(seen, guessed!, heading, CUSTOMER_COLUMNS, refused)
  try {
    for (let tries = 0; ; tries++) {
      const sql = written()
      const out = join(temporary, 'customers.parquet')
      try {
        await runQuery({ file: heading.query, sql, folder, files: [file] }, out)
        const read = await checkFiles({ customers: out }, {}, 2)
        return { sql, customers: read!.customers, problem: '' }
      } catch (error) {
        const problems = (error as { problems?: string[] }).problems ?? [(error as Error).message]
        const columns = CUSTOMER_COLUMNS.slice(1).filter(
          (name) => problems.some((one) => one.startsWith(name)) && !refused.has(name),
        )
        if (columns.length === 0 || tries === TRIES) return { sql, customers: 0, problem: problems.join('; ') }
        for (const name of columns) refused.set(name, `refused: ${problems.find((one) => one.startsWith(name))}`)
      }
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
