import type { DataFrame } from 'danfojs-node'
import { type Segmentation, segmentCustomers } from '../lib/clusters/segment.js'
import { coded } from '../lib/data/coded.js'
import { derive } from '../lib/data/derive.js'
import { FIELDS } from '../lib/data/fields.js'
import { frame } from '../lib/data/frame.js'
import { readTable } from '../lib/data/read-table.js'
import { type Prepared, prepare } from '../lib/features/prepare.js'
import { type Structure, simulate } from '../tools/simulate/simulator.js'

/** Options of a simulated sample: customers (400), seed (1), planted structure (groups), dirt (none), tenure (with). */
export interface Sample {
  readonly customers?: number
  readonly seed?: number
  readonly structure?: Structure
  readonly dirt?: boolean
  readonly tenure?: boolean
}

/** Return simulated customers in the form that readCustomers returns, without a file. */
export const sample: (options?: Sample) => DataFrame = remembered((options) => {
  const { customers = 400, seed = 1, structure = 'groups', dirt = false, tenure = true } = options
  const { rows } = simulate({ seed, customers, structure, dirt })
  const names = Object.keys(rows[0]).filter((name) => tenure || name !== 'Customer_Since')
  const columns = names.map((name) => coded(rows.map((row) => row[name] || null)))
  const rowNumbers = Int32Array.from(rows, (_, i) => i + 2)
  return frame(readTable(FIELDS, { file: 'simulated', names, columns, rowNumbers }).columns)
})

/** Return the sample, prepared. */
export const preparedSample: (options?: Sample) => Prepared = remembered((options) => prepare(sample(options)))

/** Return the segmentation of the sample. */
export const segmentedSample: (options?: Sample) => Segmentation = remembered((options) =>
  segmentCustomers(preparedSample(options).customers, { k: 3 }),
)

/** Return n identical prepared customers, who differ only in the given columns. */
export function alike(n: number, columns: Readonly<Record<string, readonly unknown[]>>): DataFrame {
  const all = preparedSample()
  return derive(all.customers.iloc({ rows: Array(n).fill(0) }) as DataFrame, columns)
}

/** Return the contents of a frame as text, to check later that nothing changed. */
export function contents(customers: DataFrame): string {
  return JSON.stringify([customers.columns, customers.values])
}

/** Freeze a frame: writing into its rows or columns throws. */
export function frozen(customers: DataFrame): DataFrame {
  for (const list of [customers.values, customers.getColumnData, customers.columns]) {
    for (const one of list) Object.freeze(one)
    Object.freeze(list)
  }
  return customers
}

/** Return the rows of a frame in reverse order. */
export function reversed(customers: DataFrame): DataFrame {
  return customers.iloc({ rows: Array.from({ length: customers.shape[0] }, (_, i) => customers.shape[0] - 1 - i) })
}

function remembered<Value>(make: (options: Sample) => Value): (options?: Sample) => Value {
  const made = new Map<string, Value>()
  return (options = {}) => {
    const key = JSON.stringify(options)
    if (!made.has(key)) made.set(key, make(options))
    return made.get(key)!
  }
}
