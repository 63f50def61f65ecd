import { basename } from 'node:path'
import { words } from '../core/format.js'
import type { LogLine } from '../data/log.js'

/** The path, in the notebooks, of the file that comes with the project. */
const SHIPPED = /^(\.\.\/)+data\/customers\.csv$/

/** The path of a query's customers, which are stored with a run's results. */
const YIELDED = /^\.\.\/results\/customers\.parquet$/

/**
 * Say which data a notebook reads, since each notebook may be read alone. Only the shipped customers are said to be
 * simulated.
 *
 * @param dataFile the notebook's parameter of this name: a path
 * @returns a sentence in markdown
 */
export function source(dataFile: string): string {
  if (YIELDED.test(dataFile)) return '*Data: the customers returned by this run’s query.*'
  return SHIPPED.test(dataFile)
    ? '*Data: simulated customers, made for this project. The numbers show the method and say nothing about a market.*'
    : `*Data: ${words(basename(dataFile))}.*`
}

/**
 * Return what a query says about all its customers in a column Note, such as how much revenue has no customer. It
 * belongs wherever a share of all value is shown, since that is a share of what these customers bring.
 *
 * @param log the log returned by `readCustomers`
 * @returns a sentence in markdown; empty if the query has no note
 */
export function noteSentence(log: readonly LogLine[]): string {
  return log
    .filter(({ step }) => step === 'note')
    .map(({ detail }) => `*About these customers: ${words(detail)}*`)
    .join('\n\n')
}
