import { max as largest, min as least } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { count, decimal, inSentence, listed, money, words } from '../core/format.js'
import { currency } from '../core/settings.js'
import { mayShowOne, tooFew } from '../core/withheld.js'
import { isMissing, numbers, values } from '../data/columns.js'
import { FIELDS } from '../data/fields.js'
import { has } from '../data/has.js'
import { type LogLine, repairs } from '../data/log.js'
import { missing } from '../data/missing.js'
import { type FeatureSpace, isMoney } from '../features/features.js'
import { label, unit } from '../features/labels.js'
import type { Prepared } from '../features/prepare.js'
import type { Cell } from '../show.js'
import { deviation, mean, median } from '../statistics/mean.js'
import { skewness } from './eda.js'

/** The sentences, titles and tables of 02-preparation. */

const SCORES = ['value', 'engagement', 'recency', 'tenure', 'discountDependence'] as const

/** Return the answer in markdown: what was changed, what was added, and the effect. */
export function preparationAnswer(readLog: readonly LogLine[], prepared: Prepared, space: FeatureSpace): string[] {
  const effects = has(prepared.customers, 'value') ? [logClause(prepared.customers)] : []
  return [
    `**Changed:** ${repairClause(readLog)}; ${filledClause(prepared)}. No behavioral values were filled in, so clustering uses only values that the file gives.`,
    `**Added:** ${addedSentences(prepared).join(' ')}`,
    `**Effect:** ${[...effects, scaledClause(space)].join('; ')}.${standInSentence(space)}${constantSentence(space)}${repeatsSentence(space)}${wildSentence(space)}`,
  ]
}

function repairClause(log: readonly LogLine[]): string {
  const repaired = repairs(log)
  return repaired
    ? `${count(repaired, 'repair')} of spellings, duplicates and impossible values`
    : 'no value needed repair'
}

function filledClause({ log, customers }: Prepared): string {
  const filled = imputations(log).reduce((sum, { rows }) => sum + rows, 0)
  if (!filled) return missing(customers) ? 'nothing could be filled in' : 'nothing was missing'
  return filled === 1
    ? '1 missing demographic filled in, marked by an indicator column'
    : `${count(filled)} missing demographics filled in, marked by an indicator in each column`
}

/** Say which columns were derived, as of which date, and which could not be. */
function addedSentences(prepared: Prepared): string[] {
  const added = SCORES.filter((column) => has(prepared.customers, column))
  const names = added.map((column, i) => (i && !isScore(column) ? inSentence(label(column)) : label(column)))
  return [
    added.length ? `${listed(names)}${prepared.asOf ? `, as of ${prepared.asOf}` : ''}.` : 'nothing.',
    ...passedSentence(prepared),
    ...prepared.log.filter(({ step }) => step === 'scores').map(({ column, detail }) => `${column} is ${detail}.`),
    ...prepared.absent.map(absentSentence),
  ]
}

function isScore(column: string): boolean {
  return label(column).endsWith('Score')
}

function passedSentence({ asOf, passedOver }: Prepared): string[] {
  if (!passedOver.length) return []
  const [latest, ...more] = passedOver
  return [
    more.length
      ? `${count(passedOver.length)} later dates${mayShowOne() ? ` (up to ${latest})` : ''} lie far from all others, so they were ignored and are treated as ${asOf}.`
      : `A later date${mayShowOne() ? `, ${latest},` : ''} lies far from all others, so it was ignored and is treated as ${asOf}.`,
  ]
}

function absentSentence({ name, because }: Prepared['absent'][number]): string {
  return `${name} is left out: ${because}.`
}

/** Say why a derived column is left out; empty if it is not. */
export function leftOut(prepared: Prepared, column: string): string {
  const found = prepared.absent.find((one) => one.column === column)
  return found ? absentSentence(found) : ''
}

function logClause(customers: DataFrame): string {
  const { before, after, same, worse } = skews(customers)
  if (same) return `the logarithm leaves the skewness of the Value Score at ${before}`
  const why = worse ? ': it was not skewed to the right, so the logarithm made it worse' : ''
  return `the logarithm changes the skewness of the Value Score from ${before} to ${after}${why}`
}

/** Compute and format the skewness of the Value Score before and after the logarithm. */
function skews(customers: DataFrame) {
  const value = numbers(customers, 'value')
  const [one, other] = [skewness(value), skewness(value.map(Math.log1p))]
  const [before, after] = [decimal(one, 1), decimal(other, 1)]
  return { before, after, same: before === after, worse: Math.abs(other) > Math.abs(one) }
}

function scaledClause({ features }: FeatureSpace): string {
  const names = listed(features.map((feature) => words(inSentence(feature.label))))
  return features.length === 1 ? `customers differ only in ${names}` : `after scaling, ${names} count equally`
}

function constantSentence({ constant }: FeatureSpace): string {
  if (!constant.length) return ''
  return ` ${listed(constant)} ${constant.length > 1 ? 'do not vary and are left out' : 'does not vary and is left out'}.`
}

/** For customers who bought once, tenure equals recency. */
function repeatsSentence({ repeats }: FeatureSpace): string {
  if (!repeats.length) return ''
  return ` Most customers bought only once, so their ${listed(repeats).toLowerCase()} equals their recency and is left out; how often they buy depends on the period that the file covers.`
}

function standInSentence({ standIns }: FeatureSpace): string {
  if (!standIns.length) return ''
  return ` The file has fewer than two of the listed features, so ${listed(standIns.map(words)).toLowerCase()} ${standIns.length > 1 ? 'were' : 'was'} added.`
}

/** Say which features have wild values, how many, and which values replace them. */
function wildSentence({ wild, features }: FeatureSpace): string {
  return features
    .flatMap(({ column, label: name }) => {
      const own = wild.filter((one) => one.column === column)
      if (!own.length) return []
      const nearest = mayShowOne() ? `, ${listed([...new Set(own.map((one) => quantity(column, one.nearest)))])}` : ''
      return own.length === 1
        ? ` 1 value of ${name} lies far from all others and is treated as the nearest of them${nearest}.`
        : ` ${count(own.length)} values of ${name} lie far from all others and are treated as the nearest of them${nearest}.`
    })
    .join('')
}

/** Format a number with the unit of its column. */
function quantity(column: string, value: number): string {
  const units = unit(column)
  if (isMoney(column)) return `${money(value)}${units.slice(currency().length)}`
  const size = Number.isInteger(value) ? count(value) : decimal(value)
  if (!units || units.includes(' to ')) return size
  return `${size} ${value === 1 ? units.replace(/^(day|return|hour|purchase)s/, '$1') : units}`
}

/**
 * Say how filling missing ages narrows their spread.
 *
 * @param given one row per customer, with ages of which some are missing
 * @param filled the same customers, with no age missing
 */
export function filledTitle(given: DataFrame, filled: DataFrame): string {
  const before = numbers(given, 'age').filter((age) => !Number.isNaN(age))
  const after = numbers(filled, 'age')
  const puts = `Filling in missing ages gives ${count(after.length - before.length, 'customer')} the median age, ${decimal(median(before), 0)}`
  const [from, to] = [before, after].map((ages) => (ages.length > 1 ? decimal(deviation(ages), 1) : ''))
  return from === '' || from === to ? puts : `${puts}; the standard deviation falls from ${from} to ${to} years`
}

/** Compare the median Value Score, if there is one, of customers with and without each imputed demographic. */
export function missingnessRows(customers: DataFrame, prepared: Prepared): Record<string, Cell>[] {
  const value = has(prepared.customers, 'value') ? numbers(prepared.customers, 'value') : undefined
  const typical = (rows: readonly number[]) =>
    rows.length && !tooFew(rows.length) ? money(median(rows.map((row) => value![row]))) : ''
  return imputations(prepared.log).map(({ column, rows }) => {
    const name = FIELDS.find((field) => field.column === column)?.name ?? column
    const given = values(customers, name)
    const places = Array.from({ length: given.length }, (_, row) => row)
    return {
      Column: label(name),
      Missing: rows,
      ...(value && {
        [`Median value if missing (${unit('value')})`]: typical(places.filter((row) => isMissing(given[row]))),
        [`Median value if given (${unit('value')})`]: typical(places.filter((row) => !isMissing(given[row]))),
      }),
    }
  })
}

function imputations(log: readonly LogLine[]): LogLine[] {
  return log.filter(({ step }) => step === 'imputation')
}

/**
 * Describe the median customer by the Value Score, or by the first column if the Value Score is not among the columns.
 *
 * @param columns one or more numeric columns of the frame
 */
export function derivedTitle(customers: DataFrame, columns: readonly string[]): string {
  if (columns.includes('value')) return valueTitle(customers)
  const [column] = columns
  const name = isScore(column) ? label(column) : inSentence(label(column))
  return `The median ${name} is ${quantity(column, median(numbers(customers, column)))}`
}

/** Compare the median and the mean of the Value Score. */
function valueTitle(customers: DataFrame): string {
  const value = numbers(customers, 'value')
  const [middle, average] = [money(median(value)), money(mean(value))]
  if (middle === average) return `The median and the mean of the Value Score are both ${middle} per month`
  return `The median customer spends ${middle} per month; the mean is ${average}`
}

/** Say how the logarithm changes the skewness of the Value Score. */
export function logTitle(customers: DataFrame): string {
  const { before, after, same } = skews(customers)
  return same
    ? `The logarithm leaves the skewness of the Value Score at ${before}`
    : `The logarithm changes the skewness of the Value Score from ${before} to ${after}`
}

/** Return each feature's mean and deviation before and after scaling. */
export function scalingRows(customers: DataFrame, space: FeatureSpace): Record<string, Cell>[] {
  return space.features.map(({ column, label: name }, j) => {
    const raw = numbers(customers, column)
    const scaled = Float64Array.from({ length: space.x.rows }, (_, i) => space.x.data[i * space.x.cols + j])
    const written = isMoney(column) ? money : decimal
    return {
      Feature: name,
      Unit: unit(column),
      Mean: written(mean(raw)),
      'Standard deviation': written(spread(raw)),
      'Mean, scaled': decimal(mean(scaled)),
      'Standard deviation, scaled': decimal(spread(scaled)),
      // Each is a single customer's value, which mean and deviation turn back into its unit.
      ...(mayShowOne() && {
        'Smallest, scaled': decimal(least(scaled)!),
        'Largest, scaled': decimal(largest(scaled)!),
      }),
    }
  })
}

/** Compute the population standard deviation, by which features are scaled. */
function spread(values: Float64Array): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
