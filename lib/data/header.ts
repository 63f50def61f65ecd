import { dsvFormat } from 'd3-dsv'
import { count } from '../core/format.js'
import type { Field } from './fields.js'
import { nearName } from './near.js'
import { quoted } from './quoted.js'

/** The names of column separators. */
const SEPARATORS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/** Column names are looked for in this many lines. */
const DEEPEST = 40
const NAMED = 12
const WIDEST = 60
/** The file that describes the layout. */
export const LAYOUT = 'data/README.md'

/** The header of a text file: its column names and their separator. */
export interface Header {
  /** Names in the contract as the contract writes them, others as the file does. */
  readonly names: readonly string[]
  readonly separator: string
  /** Names that the file writes differently, by the contract's name. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Read the header of a text file. The separator is the one that yields the most names in the contract, whatever the
 * file's extension. Names match by their letters and digits, regardless of case.
 *
 * @param text the file, from its first line
 * @param fields the contract; a customer file needs the first column and any two others, other files every required one
 * @param fewest how many names in the contract make a header, if the file may have other useful columns
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

/** Return the name of a separator: commas, semicolons, tabs or bars. */
export function separatorName(separator: string): string {
  return SEPARATORS[separator]
}

/** How many names in the contract make a line a header. */
const least = (fields: readonly Field[]): number => {
  const required = fields.filter((field) => field.required).length
  return required > 1 ? required : Math.min(3, fields.length)
}

const known = (names: readonly string[], fields: readonly Field[]): Field[] =>
  fields.filter((field) => names.includes(field.column))

/** The first lines of a text; a line break within quotes does not end a line. */
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
  // The parser takes any character after a closing quote as the separator, so only those that occur are tried.
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

/** What is wrong with the names: too few in the contract, a required one that is absent, or one that occurs twice. */
function headerProblem(names: readonly string[], fields: readonly Field[], fewest: number): string | undefined {
  const found = known(names, fields)
  const required = fields.filter((field) => field.required)
  if (found.length < fewest || required.some((field) => !found.includes(field))) return otherLayout(names, fields)
  const doubled = names.find((name, place) => name !== '' && names.indexOf(name) !== place)
  return doubled && `requires unique column names, got ${doubled} twice or more: delete or rename one`
}

/** The problem of a first line with values instead of names: numbers and dates are not names. */
function lostHeader(names: readonly string[], fields: readonly Field[]): string | undefined {
  const values = names.filter((name) => /^[$€£(-]?\d[\d.,/:-]*\)?$/.test(name))
  if (known(names, fields).length > 0 || values.length < 2 || values.length < names.length / 5) return undefined
  return `requires column names in the first line; it holds values such as ${values.slice(0, 2).map(quoted).join(' and ')}: add a first line with the names given in ${LAYOUT}`
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
