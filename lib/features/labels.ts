import { inCurrency, money, percent, probability, signed } from '../core/format.js'
import { columnLabel, FIELDS } from '../data/fields.js'
import { FEATURES, isMoney } from './features.js'

const DERIVED: Record<string, string> = Object.fromEntries(FEATURES.map(({ column, label }) => [column, label]))

/** Names of columns of results that their code would not spell well. */
const RESULTS: Record<string, string> = {
  calinskiHarabasz: 'Calinski-Harabasz',
  daviesBouldin: 'Davies-Bouldin',
  jaccard: 'Jaccard similarity',
  rho: 'Spearman’s rho',
  customerShare: 'Share of customers',
  valueShare: 'Share of value',
  valueShareLow: 'From',
  valueShareHigh: 'To',
  spendShare: 'Share of spend',
  groupShare: 'Share of group',
  overallShare: 'Share of all',
  atStakeShare: 'Share at stake',
  atStakeShareLow: 'From',
  atStakeShareHigh: 'To',
  explainedByRfm: 'Explained by RFM',
  promoteTo: 'Stands out in',
  changed: 'Customers who change group',
  medianChange: 'Customers who change group (median)',
  largestChange: 'At most',
}

const NAMED: Record<string, string> = { ...RESULTS, ...DERIVED }

/** Columns of results that hold money, in the currency of the run. */
const MONEY = [
  'atStake',
  'expectedSales',
  'grossProfit',
  'valuePerMonth',
  'marketingSpend',
  'marginPerResponse',
  'returnWithoutEffect',
  'returnAtSmallestEffect',
  'valueFrom',
  'keptFrom',
  'benefitCost',
  'marginLeft',
]

/** Columns of results that hold shares, 0 to 1, apart from those whose name ends in Share. */
const SHARES = [
  'grossMargin',
  'power',
  'extraResponsesToBreakEven',
  'explainedByGroups',
  'explainedByTerciles',
  'explainedByRfm',
  'inertiaBelowOneCloud',
  'medianChange',
  'largestChange',
]

/** What the numbers of a column are, as far as its name tells: it decides how tables and axes write them. */
export type NumberKind = 'money' | 'share' | 'probability' | 'deviation' | undefined

/**
 * Return what the numbers of a column are: money by its field, or results by their names.
 *
 * @param values of the column: a column of the caller's own may have the name of a result, but is not a share or a
 *   probability if it holds more than 1
 * @example kindOf('valueShare', [0.4, 0.6]) // 'share'
 */
export function kindOf(name: string, values: Iterable<unknown>): NumberKind {
  if (isMoney(name) || MONEY.includes(name)) return 'money'
  if (name === 'deviations') return 'deviation'
  const isShare = /[a-z]Share(Low|High)?$/.test(name) || SHARES.includes(name)
  if (!isShare && name !== 'p' && name !== 'q') return undefined
  for (const value of values) if (typeof value === 'number' && Math.abs(value) > 1) return undefined
  return isShare ? 'share' : 'probability'
}

const FORMATS = { money, share: percent, probability, deviation: signed } as const

/**
 * Return how the numbers of a column are written, where its name tells; undefined otherwise.
 *
 * @param values of the column: see kindOf
 * @example formatOf('valueShare', [0.4])?.(0.4) // "40%"
 */
export function formatOf(name: string, values: Iterable<unknown>): ((value: number) => string) | undefined {
  const kind = kindOf(name, values)
  return kind && ((value) => FORMATS[kind](value))
}

/**
 * Return a column's name for readers: that of its field, of a derived score, or of a result.
 *
 * @example label('value') // "Value Score"
 */
export function label(name: string): string {
  return Object.hasOwn(NAMED, name) ? NAMED[name] : columnLabel(name)
}

/** The levels of ordered derived columns, lowest first. */
export const DERIVED_LEVELS: Readonly<Record<string, readonly string[]>> = {
  activity: ['lapsed', 'slipping', 'active'],
}

/** Return a column's unit for an axis, money in the currency of the run; an empty string if it has none. */
export function unit(name: string): string {
  const known =
    FEATURES.find(({ column }) => column === name)?.unit ?? FIELDS.find((field) => field.name === name)?.unit
  return inCurrency(known ?? '')
}
