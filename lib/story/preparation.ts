import type { DataFrame } from 'danfojs-node'
import { count, decimal, listed, money } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import type { LogLine } from '../data/log.js'
import type { FeatureSpace } from '../features/features.js'
import { label } from '../features/labels.js'
import type { Prepared } from '../features/prepare.js'
import type { Cell } from '../show.js'
import { deviation, mean, median } from '../statistics/mean.js'
import { skewness } from './eda.js'

/** What 02-preparation tells. */

/** The answer: what was changed, and what it did. */
export function preparationAnswer(readLog: readonly LogLine[], prepared: Prepared, space: FeatureSpace): string[] {
  const repaired = readLog.reduce((sum, { rows }) => sum + rows, 0)
  const imputed = prepared.log.reduce((sum, { rows }) => sum + rows, 0)
  const value = numbers(prepared.customers, 'value')
  const before = skewness(value)
  const after = skewness(value.map(Math.log1p))
  return [
    `**Changed:** ${repaired ? `${count(repaired)} repairs of spellings, duplicates and impossible values` : 'no value needed repair'}; ${imputed ? `${count(imputed)} missing demographics filled, each with an indicator column` : 'nothing was missing'}. No behavior was filled in, so clustering uses only what customers did.`,
    `**Added:** Value Score, Engagement Score, recency, ${prepared.hasTenure ? 'tenure' : '*no tenure* (the file has no first-purchase dates)'} and discount dependence, as of ${prepared.asOf}.`,
    `**Effect:** the logarithm takes the skewness of the Value Score from ${decimal(before, 1)} to ${decimal(after, 1)}${Math.abs(after) > Math.abs(before) ? ': it was not skewed to the right, so the logarithm made it worse' : ''}; after scaling, ${listed(space.features.map((feature) => feature.label.toLowerCase()))} count equally.${space.constant.length ? ` ${listed(space.constant)} ${space.constant.length > 1 ? 'do' : 'does'} not vary and ${space.constant.length > 1 ? 'are' : 'is'} left out.` : ''}`,
  ]
}

/** How filling narrows the spread of ages. */
export function filledTitle(given: DataFrame, filled: DataFrame): string {
  const before = numbers(given, 'age').filter((age) => !Number.isNaN(age))
  const after = numbers(filled, 'age')
  return `Filling puts ${count(after.length - before.length)} customers on the median age of ${decimal(median(before), 0)}; the deviation falls from ${decimal(deviation(before), 1)} to ${decimal(deviation(after), 1)} years`
}

/** Does it matter who left a demographic out? Median Value Score of those who did and of the rest. */
export function missingnessRows(customers: DataFrame, prepared: Prepared): Record<string, Cell>[] {
  const value = numbers(prepared.customers, 'value')
  return prepared.log.map(({ column, rows }) => {
    const name = ['age', 'income', 'education', 'location', 'gender', 'maritalStatus', 'occupation'].find(
      (field) =>
        label(field) ===
        column
          .replace(/_/g, ' ')
          .toLowerCase()
          .replace(/^./, (first) => first.toUpperCase()),
    )!
    const gap =
      name === 'age'
        ? Array.from(numbers(customers, name), Number.isNaN)
        : texts(customers, name).map((text) => text === null)
    return {
      Column: label(name),
      Missing: rows,
      'Median value, missing ($ per month)': median(value.filter((_, i) => gap[i])),
      'Median value, given ($ per month)': median(value.filter((_, i) => !gap[i])),
    }
  })
}

/** How skewed the Value Score is. */
export function valueTitle(customers: DataFrame): string {
  const value = numbers(customers, 'value')
  return `Half of the customers spend less than ${money(median(value))} per month; the mean is ${money(mean(value))}`
}

/** What the logarithm does to the skewness of the Value Score. */
export function logTitle(customers: DataFrame): string {
  const value = numbers(customers, 'value')
  return `The logarithm takes the skewness of the Value Score from ${decimal(skewness(value), 1)} to ${decimal(skewness(value.map(Math.log1p)), 1)}`
}

/** Each feature before and after scaling. */
export function scalingRows(customers: DataFrame, space: FeatureSpace): Record<string, Cell>[] {
  return space.features.map(({ column, label: name, unit: units }, j) => {
    const raw = numbers(customers, column)
    const scaled = Float64Array.from({ length: space.x.rows }, (_, i) => space.x.data[i * space.x.cols + j])
    return {
      Feature: name,
      Unit: units,
      Mean: decimal(mean(raw)),
      Deviation: decimal(deviation(raw)),
      'Mean, scaled': decimal(mean(scaled)),
      'Deviation, scaled': decimal(deviation(scaled)),
      'Least, scaled': decimal(Math.min(...scaled)),
      'Largest, scaled': decimal(Math.max(...scaled)),
    }
  })
}
