import cart from 'ml-cart'
import { count, decimal, inSentence, listed, money } from '../core/format.js'
import { random, shuffled } from '../core/random.js'
import { FIELDS } from '../data/fields.js'
import { orderedValues } from '../data/ordinal.js'
import { isMoney } from '../features/features.js'
import { label, unit } from '../features/labels.js'
import type { Study } from './study.js'

/** A condition on one column. */
export interface Condition {
  readonly column: string
  readonly side: '<' | '>='
  readonly at: number
}

/** A rule that describes a segment in words: how many held-out customers it holds for, and how often it is right. */
export interface RuleCard {
  readonly segment: string
  /** At most three. */
  readonly conditions: readonly Condition[]
  /** In words. */
  readonly says: string
  /** Number of held-out customers for whom it holds. */
  readonly customers: number
  /** The share of them who are in the segment; and the share of the segment for whom it holds; 0 to 1. */
  readonly precision: number
  readonly recall: number
}

/** Rules for all segments, from one decision tree with at most three questions. */
export interface RuleCards {
  /** The best rule of each segment that has one, in reading order. */
  readonly cards: readonly RuleCard[]
  /** Share of held-out customers whom the whole tree assigns to their segment, 0 to 1, and how many were tested. */
  readonly agreement: number
  readonly tested: number
  /** The tree as a CASE expression in SQL, on the columns of the customer file. */
  readonly sql: string
}

/** Columns that a person can act on: raw fields, and the days since a purchase. */
const RAW = [
  'frequency',
  'amount',
  'loyalty',
  'satisfaction',
  'rating',
  'returns',
  'recency',
  'tenure',
  'discountUsed',
  'discountSensitivity',
  'ads',
  'social',
  'age',
]
const DEPTH = 3
/** The tree tries every value of every column; with more customers it would take minutes and find no better rule. */
const MOST = 800

interface Node {
  readonly splitColumn?: number
  readonly splitValue?: number
  readonly left?: Node
  readonly right?: Node
  readonly distribution?: readonly (readonly number[])[]
}

/**
 * Describe the members of each segment in at most three conditions: a classification tree on raw columns, grown on
 * customers who are not held out and tested on those who are.
 *
 * @param study not modified
 * @returns undefined if no column is usable, or there is only one segment
 * @see Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees; ml-cart
 */
export function ruleCards(study: Study): RuleCards | undefined {
  const { customers, names, segmentOf, heldOut, seed, features } = study
  const wanted = [
    ...new Set([...RAW, ...features.map(({ column }) => column).filter((column) => !DERIVED.has(column))]),
  ]
  const columns = wanted.filter((column) => customers.columns.includes(column))
  const values = columns.map((column) => orderedValues(customers, column))
  const usable = columns.map((_, j) => values[j].every((value) => !Number.isNaN(value)) && varies(values[j]))
  const [own, asked] = [columns, values].map((list) => (list as unknown[]).filter((_, j) => usable[j])) as [
    string[],
    Float64Array[],
  ]
  if (!own.length || names.length < 2) return undefined
  const held = new Set(heldOut.rows)
  const rest = Int32Array.from({ length: segmentOf.length }, (_, row) => row).filter((row) => !held.has(row))
  const grown = Array.from(shuffled(rest.length, random(seed)).slice(0, MOST), (at) => rest[at])
  const tree = new cart.DecisionTreeClassifier({ gainFunction: 'gini', maxDepth: DEPTH, minNumSamples: 10 })
  tree.train(
    grown.map((row) => asked.map((column) => column[row])),
    grown.map((row) => names.indexOf(segmentOf[row])),
  )
  const round = (j: number, at: number) =>
    asked[j].every(Number.isInteger) ? Math.ceil(at) : Number(at.toPrecision(2))
  // Leaves have their shares as matrices, which JSON writes as lists.
  const { root } = JSON.parse(JSON.stringify(tree)) as { root: Node }
  const leaves = leavesOf(root, (j, at) => ({ column: own[j], at: round(j, at) }), [])
  const leafOf = (row: number) =>
    leaves.find(({ conditions }) => conditions.every((one) => met(one, asked[own.indexOf(one.column)][row])))!
  const rows = Array.from(heldOut.rows)
  const guesses = rows.map(leafOf)
  const right = rows.filter((row, i) => names[guesses[i].segment] === segmentOf[row]).length
  const cards = names.flatMap((segment, place) => {
    const inSegment = rows.filter((row) => segmentOf[row] === segment).length
    const tried = leaves
      .filter((leaf) => leaf.segment === place)
      .map((leaf) => {
        const inside = rows.filter((_, i) => guesses[i] === leaf)
        const hits = inside.filter((row) => segmentOf[row] === segment).length
        return { leaf, inside: inside.length, hits }
      })
      .filter(({ hits }) => hits > 0)
      .sort((a, b) => b.hits - a.hits)
    if (!tried.length) return []
    const [{ leaf, inside, hits }] = tried
    const says = listed(conditionsInWords(leaf.conditions))
    return [
      {
        segment,
        conditions: leaf.conditions,
        says,
        customers: inside,
        precision: hits / inside,
        recall: hits / inSegment,
      },
    ]
  })
  return { cards, agreement: right / rows.length, tested: rows.length, sql: sqlOf(leaves, names) }
}

/** Scores that no CRM has. */
const DERIVED = new Set(['value', 'engagement', 'discountDependence'])

interface Leaf {
  readonly conditions: readonly Condition[]
  /** Its index in the names. */
  readonly segment: number
}

/** A split of the tree, rounded for readers: whole if all values of the column are, otherwise to two digits. */
type Split = (column: number, at: number) => { column: string; at: number }

function leavesOf(node: Node, split: Split, path: readonly Condition[]): Leaf[] {
  if (!node.left || !node.right) {
    const shares = node.distribution![0]
    return [{ conditions: simplified(path), segment: shares.indexOf(Math.max(...shares)) }]
  }
  const asked = split(node.splitColumn!, node.splitValue!)
  const below = leavesOf(node.left, split, [...path, { ...asked, side: '<' }])
  const above = leavesOf(node.right, split, [...path, { ...asked, side: '>=' }])
  // A question is not needed if its answers lead to the same segment.
  const [first] = below
  return [...below, ...above].every(({ segment }) => segment === first.segment)
    ? [{ conditions: simplified(path), segment: first.segment }]
    : [...below, ...above]
}

/** Of two conditions on the same side of a column, only the stricter one. */
function simplified(path: readonly Condition[]): Condition[] {
  return path.filter(
    (one) =>
      !path.some(
        (other) =>
          other !== one &&
          other.column === one.column &&
          other.side === one.side &&
          (one.side === '<' ? other.at < one.at : other.at > one.at),
      ),
  )
}

function met({ side, at }: Condition, value: number): boolean {
  return side === '<' ? value < at : value >= at
}

/** Two bounds on one column are a range. */
function conditionsInWords(conditions: readonly Condition[]): string[] {
  const columns = [...new Set(conditions.map(({ column }) => column))]
  return columns.flatMap((column) => {
    const own = conditions.filter((one) => one.column === column)
    const [below, from] = ['<', '>='].map((side) => own.find((one) => one.side === side))
    const ordered = FIELDS.some(({ name, kind }) => name === column && kind === 'ordered')
    if (!below || !from || ordered) return own.map(inWords)
    return [
      `${inSentence(label(column))} from ${sizeInWords(column, from.at)} to below ${sizeInWords(column, below.at)}${dayWord(column)}`,
    ]
  })
}

function inWords({ column, side, at }: Condition): string {
  const field = FIELDS.find(({ name }) => name === column)
  const name = inSentence(label(column))
  if (field?.kind === 'flag') return side === '<' ? `no ${name}` : name
  if (field?.kind === 'ordered') {
    const levels = field.levels!
    const place = Math.ceil(at * (levels.length - 1))
    return side === '<' ? `${name} below ${levels[place]}` : `${name} ${levels[place]} or above`
  }
  const size = `${sizeInWords(column, at)}${dayWord(column)}`
  return side === '<' ? `${name} below ${size}` : `${name} of ${size} or more`
}

/** Numbers below 1 keep their two digits: a frequency of 0.04 is not 0.0. */
function sizeInWords(column: string, at: number): string {
  if (isMoney(column)) return money(at)
  if (Number.isInteger(at)) return count(at)
  return Math.abs(at) < 1 ? String(at) : decimal(at, 1)
}

const dayWord = (column: string): string => (unit(column) === 'days' ? ' days' : '')

function sqlOf(leaves: readonly Leaf[], names: readonly string[]): string {
  const lines = leaves.map(({ conditions, segment }) => {
    const tests = conditions.map(sqlTest)
    return `  WHEN ${tests.join('\n    AND ') || 'TRUE'}\n    THEN '${names[segment].replaceAll("'", "''")}'`
  })
  return ['CASE', ...lines, 'END'].join('\n')
}

/** On the columns of the customer file; days count to the day on which the query runs. */
function sqlTest({ column, side, at }: Condition): string {
  const name = (field: string) => `"${FIELDS.find((one) => one.name === field)?.column ?? field}"`
  if (column === 'recency') return `CURRENT_DATE - ${name('lastPurchase')} ${side} ${at}`
  if (column === 'tenure') return `CURRENT_DATE - ${name('since')} ${side} ${at}`
  const field = FIELDS.find((one) => one.name === column)
  if (field?.kind === 'flag') return `${name(column)} = ${side === '<' ? 'FALSE' : 'TRUE'}`
  if (field?.kind !== 'ordered') return `${name(column)} ${side} ${at}`
  const levels = field.levels!.filter((_, place) => place / (field.levels!.length - 1) < at === (side === '<'))
  return `${name(column)} IN (${levels.map((level) => `'${level.replaceAll("'", "''")}'`).join(', ')})`
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}
