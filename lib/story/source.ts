import { basename } from 'node:path'
import { words } from '../core/format.js'
import type { LogLine } from '../data/log.js'

/** The file that comes with the project, as its notebooks name it. */
const SHIPPED = /^(\.\.\/)+data\/customers\.csv$/

/** What a query yields is kept beside a run's results. */
const YIELDED = /^\.\.\/results\/customers\.parquet$/

/**
 * Which data a notebook reads, to be said wherever it may be read alone: the shipped customers are simulated, and only of
 * them is it said.
 *
 * @param dataFile the notebook's parameter
 */
export function source(dataFile: string): string {
  if (YIELDED.test(dataFile)) return '*Data: the customers that the query of this run yields.*'
  return SHIPPED.test(dataFile)
    ? '*Data: simulated customers, made for this project. The numbers show the method and say nothing about a market.*'
    : `*Data: ${words(basename(dataFile))}.*`
}

/**
 * What a query says of all its customers in a column Note, such as how much of the revenue has no customer: to be said
 * wherever a share of all value stands, since it is a share of what these customers bring.
 *
 * @param log as readCustomers returns it
 * @returns a sentence; empty where the query says nothing
 */
export function noteSentence(log: readonly LogLine[]): string {
  return log
    .filter(({ step }) => step === 'note')
    .map(({ detail }) => `*About these customers: ${words(detail)}*`)
    .join('\n\n')
}
