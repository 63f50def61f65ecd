import { dsvFormat } from 'd3-dsv'
import { count } from '../core/format.js'
import type { Field } from './fields.js'
import { nearName } from './near.js'
import { quoted } from './quoted.js'

/** What separates columns, in words. */
const SEPARATORS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/** Where column names are looked for: below so many lines there is no header. */
const DEEPEST = 40
const NAMED = 12
const WIDEST = 60
/** Where the layout is described. */
export const LAYOUT = 'data/README.md'

/** The first line of a text file: the names of its columns, and what separates them. */
export interface Header {
  /** names of the contract as the contract writes them, others as they stand in the file */
  readonly names: readonly string[]
  readonly separator: string
  /** the names that were written in another way: what stands in the file, by the contract's name */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * The header of a text file. The separator is the one with which most names of the contract are found, whatever the
 * file is called; of names, letters and digits count, and not their case.
 *
 * @param text the file from its first line on
 * @param fields the contract; a file of customers needs the first column and any two more, others need every column
 * @param fewest how many names of the contract make a header, where there are other columns of use as well
 * @returns the header, or a sentence that says what is wrong with it
 * @example readHeader('group;customer id\n', TRUTH_FIELDS).names // ['Group', 'Customer_ID']
 */
export function readHeader(text: string, fields: readonly Field[], fewest: number = least(fields)): Header | string {
  const lines = records(text)
  if (lines.length === 0) return 'requires a header and rows; the file is empty'
  const header = namesIn(lines[0], fields)
  if (known(header.names, fields).length >= fewest) return headerProblem(header.names, fields, fewest) ?? header
  const place = lines.findIndex((line) => known(namesIn(line, fields).names, fields).length >= least(fields))
  if (place > 0) {
    return `requires column names in the first line; they are in line ${place + 1}: delete the ${place === 1 ? 'line' : `${place} lines`} above`
  }
  if (header.names.every((name) => name === '')) return 'requires column names in the first line; it is empty'
  return lostHeader(header.names, fields) ?? headerProblem(header.names, fields, fewest) ?? header
}

/** A separator in words: commas, semicolons, tabs or bars. */
export function separatorName(separator: string): string {
  return SEPARATORS[separator]
}

/** How many names make a line the header of such a file. */
const least = (fields: readonly Field[]): number => {
  const required = fields.filter((field) => field.required).length
  return required > 1 ? required : Math.min(3, fields.length)
}

const known = (names: readonly string[], fields: readonly Field[]): Field[] =>
  fields.filter((field) => names.includes(field.column))

/** The first lines of a text; a line break in quotes does not end one. */
function records(text: string): string[] {
  const found: string[] = []
  let quotes = 0
  let line = ''
  for (const part of text.slice(0, 1_000_000).split('\n', 10 * DEEPEST)) {
    line += line === '' ? part : `\n${part}`
    quotes += part.split('"').length - 1
    if (quotes % 2 === 1) continue
    found.push(line)
    line = ''
  }
  if (line !== '') found.push(line)
  return text === '' ? [] : found.slice(0, DEEPEST)
}

function namesIn(line: string, fields: readonly Field[]): Header {
  // The parser takes any character after a closing quote for the separator: only those that stand there are tried.
  const bare = line.replace(/"(?:[^"]|"")*"/g, '')
  const possible = Object.keys(SEPARATORS).filter((separator) => bare.includes(separator))
  const headers = (possible.length ? possible : [',']).map((separator) => split(line, separator, fields))
  const score = ({ names }: Header) => 1000 * known(names, fields).length + names.length
  return headers.reduce((best, header) => (score(header) > score(best) ? header : best))
}

function split(line: string, separator: string, fields: readonly Field[]): Header {
  const written = (dsvFormat(separator).parseRows(line)[0] ?? ['']).map((name) => name.trim())
  const renamed = new Map<string, string>()
  const names = written.map((name) => {
    const field = fields.find(({ column }) => column === name || foldName(column) === foldName(name))
    if (field && field.column !== name) renamed.set(field.column, name)
    return field?.column ?? name
  })
  return { names, separator, renamed }
}

export const foldName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What is wrong with names: one that occurs twice, the first of the contract that is not there, or too few of it. */
function headerProblem(names: readonly string[], fields: readonly Field[], fewest: number): string | undefined {
  const found = known(names, fields)
  const required = fields.filter((field) => field.required)
  if (found.length < fewest || required.some((field) => !found.includes(field))) return otherLayout(names, fields)
  const doubled = names.find((name, place) => name !== '' && names.indexOf(name) !== place)
  return doubled && `requires names that occur once in the header, got ${doubled} twice or more: delete or rename one`
}

/** A line of values instead of names: numbers and dates are no names. */
function lostHeader(names: readonly string[], fields: readonly Field[]): string | undefined {
  const values = names.filter((name) => /^[$€£(-]?\d[\d.,/:-]*\)?$/.test(name))
  if (known(names, fields).length > 0 || values.length < 2 || values.length < names.length / 5) return undefined
  return `requires column names in the first line; it holds values such as ${values.slice(0, 2).map(quoted).join(' and ')}: write the line of names above, as ${LAYOUT} has them`
}

function otherLayout(names: readonly string[], fields: readonly Field[]): string {
  const all = fields.filter(({ further }) => !further)
  const found = known(names, all).map(({ column }) => column)
  const needed = fields.filter(({ required }) => required).map(({ column }) => column)
  const more = least(fields) > needed.length ? ' and two more' : ''
  const others = names.filter((name) => name !== '' && !found.includes(name))
  const missing = all.map(({ column }) => column).filter((column) => !found.includes(column))
  const near = new Map<string, string>()
  for (const name of others) {
    const meant = nearName(name, missing)
    if (meant !== undefined && !near.has(meant)) near.set(meant, `${name} (${meant}?)`)
  }
  return [
    `requires the columns that ${LAYOUT} describes, at least ${needed.join(', ')}${more}; the file has ${found.length} of ${all.length}${found.length ? `: ${listed(found)}` : ''}.`,
    near.size ? `Similar names are ${listed([...near.values()])}: rename those that mean the same.` : '',
    others.length ? `It has ${count(others.length, 'other column')}: ${listed(others)}.` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

function listed(names: readonly string[]): string {
  const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : ''
  const cut = (name: string) => (name.length > WIDEST ? `${name.slice(0, WIDEST)}...` : name)
  return names.slice(0, NAMED).map(cut).join(', ') + more
}
