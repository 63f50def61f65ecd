import { dsvFormat } from 'd3-dsv'
import type { Problem } from './data-error.js'
import type { Field } from './fields.js'

const SEPARATORS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/**
 * The column names in the first line of a text file.
 *
 * @param separator the one character between two names
 * @example headerNames('id,"Age, years"', ',') // ['id', 'Age, years']
 */
export function headerNames(line: string, separator: string): string[] {
  return dsvFormat(separator)
    .parseRows(line.replace(/^\uFEFF/, ''))[0]
    .map((name) => name.trim())
}

/**
 * Another separator than the expected one that the first line is plainly written with, in words, or undefined.
 * A line is, where the other separator finds columns of the contract in it that the expected one does not.
 *
 * @example otherSeparator('Group;Customer_ID', ',', TRUTH_FIELDS) // 'semicolons'
 */
export function otherSeparator(line: string, separator: string, fields: readonly Field[]): string | undefined {
  const found = (by: string) => headerNames(line, by).filter((name) => fields.some((field) => field.column === name))
  const others = Object.keys(SEPARATORS).filter((other) => other !== separator)
  const other = others.find((by) => found(by).length > found(separator).length)
  return other && SEPARATORS[other]
}

/** A separator in words: commas, semicolons, tabs or bars. */
export function separatorName(separator: string): string {
  return SEPARATORS[separator]
}

/**
 * What is wrong with the column names of a file: names that occur twice, and required columns that are not there.
 *
 * @param names as they stand in the file, in any order; more than the fields' are fine
 * @example headerProblems(['Customer_ID'], TRUTH_FIELDS).length // 1: Group is missing
 */
export function headerProblems(names: readonly string[], fields: readonly Field[]): Problem[] {
  const doubled = [...new Set(names.filter((name, j) => name !== '' && names.indexOf(name) !== j))]
  const missing = fields.filter((field) => field.required && !names.includes(field.column))
  return [
    ...doubled.map((column) => ({
      column,
      expected: 'a name that occurs once in the header; it occurs twice or more',
    })),
    ...missing.map(({ column }) => ({
      column,
      expected: `a column of this name; the file has ${names.filter((name) => name !== '').join(', ')}`,
    })),
  ]
}
