import type { DataFrame } from 'danfojs-node'
import { count, decimal, listed, percent } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import type { LogLine } from '../data/log.js'
import type { FeatureSpace } from '../features/features.js'
import { label, unit } from '../features/labels.js'
import type { Prepared } from '../features/prepare.js'
import type { Figure } from '../figures/figure.js'
import { drawHistograms } from '../figures/histograms.js'
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
    `**Changed:** ${repaired ? `${count(repaired)} repairs of spellings, duplicates and impossible values` : 'no value needed repair'}; ${imputed ? `${count(imputed)} missing demographics imputed, each with an indicator column` : 'nothing was missing'}. No behaviour was imputed: clustering rests on values that customers gave.`,
    `**Added:** Value Score, Engagement Score, recency, ${prepared.hasTenure ? 'tenure' : '*no tenure* (the file has no first-purchase dates)'} and discount dependence, as of ${prepared.asOf}.`,
    `**Effect:** log1p takes the skewness of the Value Score from ${decimal(before, 1)} to ${decimal(after, 1)}${Math.abs(after) > Math.abs(before) ? ': it was not skewed to the right, so the logarithm made it worse' : ''}; after scaling, ${listed(space.features.map((feature) => feature.label.toLowerCase()))} count alike.${space.constant.length ? ` Left out since they do not vary: ${listed(space.constant)}.` : ''}`,
  ]
}

/** Ages before and after imputation; undefined where no age was missing. */
export function imputationFigure(customers: DataFrame, prepared: Prepared): Figure | undefined {
  const before = numbers(customers, 'age')
  const gaps = before.filter(Number.isNaN).length
  if (!gaps) return undefined
  const after = numbers(prepared.customers, 'age')
  const known = before.filter((age) => !Number.isNaN(age))
  return drawHistograms({
    title: `Imputation stacks ${count(gaps)} customers on the median age of ${decimal(median(known), 0)}; the deviation falls from ${decimal(deviation(known), 1)} to ${decimal(deviation(after), 1)} years`,
    panels: [{ label: '', unit: 'age (years)', values: before, before: after }],
    across: 1,
    names: { before: 'after imputation', after: 'as given' },
    alt: `Two histograms of age: as given (${count(known.length)} customers) and after imputation (${count(after.length)}), which adds a spike at the median.`,
    caption: `n = ${count(after.length)} customers; bars count customers. The indicator column keeps imputed ages apart; age builds no segment.`,
  })
}

/** Shares of levels before and after imputation. */
export function imputationRows(customers: DataFrame, prepared: Prepared): Record<string, Cell>[] {
  return ['income', 'education'].flatMap((name) => {
    const before = texts(customers, name).filter((text): text is string => text !== null)
    const after = texts(prepared.customers, name) as string[]
    return [...new Set(after)].sort().map((level) => ({
      Column: label(name),
      Level: level,
      'Share before': percent(before.filter((text) => text === level).length / before.length),
      'Share after': percent(after.filter((text) => text === level).length / after.length),
    }))
  })
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
      Imputed: rows,
      'Median value, imputed ($ a month)': median(value.filter((_, i) => gap[i])),
      'Median value, given ($ a month)': median(value.filter((_, i) => !gap[i])),
    }
  })
}

/** The derived columns. */
export function scoresFigure(prepared: Prepared): Figure {
  const names = ['value', 'engagement', 'recency', ...(prepared.hasTenure ? ['tenure'] : []), 'discountDependence']
  const value = numbers(prepared.customers, 'value')
  return drawHistograms({
    title: `Half of the customers spend less than ${decimal(median(value), 0)} $ a month, the mean is ${decimal(mean(value), 0)} $`,
    panels: names.map((name) => ({ label: label(name), unit: unit(name), values: numbers(prepared.customers, name) })),
    alt: `Histograms of ${listed(names.map(label))}. ${names.map((name) => `${label(name)}: median ${decimal(median(numbers(prepared.customers, name)))}`).join('; ')}.`,
    caption: `n = ${count(value.length)} customers; bars count customers in bins of equal width. Recency${prepared.hasTenure ? ' and tenure count' : ' counts'} days back from ${prepared.asOf}.`,
  })
}

/** The Value Score before and after log1p. */
export function skewFigure(prepared: Prepared): Figure {
  const value = numbers(prepared.customers, 'value')
  const logged = value.map(Math.log1p)
  return drawHistograms({
    title: `log1p takes the skewness of the Value Score from ${decimal(skewness(value), 1)} to ${decimal(skewness(logged), 1)}`,
    panels: [
      { label: 'Before', unit: '$ a month', values: value },
      { label: 'After log1p', unit: 'log(1 + $ a month)', values: logged },
    ],
    across: 2,
    alt: `Two histograms of the Value Score: before, skewness ${decimal(skewness(value), 1)}, and after log1p, skewness ${decimal(skewness(logged), 1)}.`,
    caption: `n = ${count(value.length)} customers. Unlogged, the few largest customers would decide where every centroid lies.`,
  })
}

/** Each feature before and after scaling. */
export function scalingRows(prepared: Prepared, space: FeatureSpace): Record<string, Cell>[] {
  return space.features.map(({ column, label: name, unit: units }, j) => {
    const raw = numbers(prepared.customers, column)
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
