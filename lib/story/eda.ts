import type { DataFrame } from 'danfojs-node'
import { count, decimal, listed, money, percent, words } from '../core/format.js'
import type { Associations } from '../data/associations.js'
import { numbers, texts } from '../data/columns.js'
import { FIELDS } from '../data/fields.js'
import type { LogLine } from '../data/log.js'
import { orderedValues } from '../data/ordinal.js'
import { label, unit } from '../features/labels.js'
import { drawBars } from '../figures/bars.js'
import type { Figure } from '../figures/figure.js'
import { drawHeatmap } from '../figures/heatmap.js'
import { drawHistograms, type HistogramPanel } from '../figures/histograms.js'
import { drawLines } from '../figures/lines.js'
import type { Cell } from '../show.js'
import { median } from '../statistics/mean.js'

/** What 01-eda tells. Each function is one part of the story: data in; sentences, rows or a figure out. */

const SHOWN = [
  'age',
  'amount',
  'frequency',
  'loyalty',
  'satisfaction',
  'rating',
  'returns',
  'researchHours',
  'decisionDays',
]
const CATEGORIES = ['channel', 'income', 'education', 'social', 'ads', 'discountSensitivity']
/** Skewness from which a mean misleads and a logarithm helps. */
const SKEWED = 1

/** The answer: who the customers are, and whether the file can be trusted. */
export function edaAnswer(
  customers: DataFrame,
  rowsRead: number,
  log: readonly LogLine[],
  found: Associations,
): string[] {
  const n = customers.shape[0]
  const dates = (texts(customers, 'lastPurchase') as string[]).slice().sort()
  const touched = log.reduce((sum, line) => sum + line.rows, 0)
  const missing = missingShares(customers)
  const real = found.pairs.filter(({ q }) => q <= 0.05)
  return [
    `**${count(n)} customers** whose latest purchases run from ${dates[0]} to ${dates[n - 1]}: half of them pay ${money(median(numbers(customers, 'amount')))} or more a purchase and buy ${decimal(median(numbers(customers, 'frequency')), 0)} times a month or more.`,
    `**Can the file be trusted?** Every value of its ${count(rowsRead)} rows passed the strict readers${touched ? `, after ${count(touched)} repairs that the table below lists` : ' as it stood'}. ${
      missing.length
        ? `Values are missing in ${listed(missing.map(({ name, share }) => `${label(name)} (${percent(share)})`))}.`
        : 'Nothing is missing.'
    }`,
    real.length
      ? `**Do the columns say anything about each other?** Of ${count(found.pairs.length)} pairs tested, ${count(real.length)} go together beyond chance (q ≤ .05): there is something to find.`
      : `**Do the columns say anything about each other?** Of ${count(found.pairs.length)} pairs tested, none goes together beyond chance (q ≤ .05): columns that are independent hold no segments to discover, only slices to cut. 03 tests that.`,
  ]
}

/** The file at a glance. */
export function overview(customers: DataFrame, rowsRead: number): Record<string, Cell>[] {
  const n = customers.shape[0]
  const range = (name: string) => {
    const dates = (texts(customers, name) as string[]).slice().sort()
    return `${dates[0]} to ${dates[n - 1]}`
  }
  const cells = missingShares(customers).reduce((sum, { share }) => sum + share * n, 0)
  return [
    { What: 'Rows read', Value: count(rowsRead) },
    { What: 'Customers', Value: count(n) },
    { What: 'Columns', Value: count(customers.columns.length) },
    { What: 'Latest purchases', Value: range('lastPurchase') },
    {
      What: 'First purchases',
      Value: customers.columns.includes('since') ? range('since') : 'not in the file: no tenure',
    },
    {
      What: 'Purchase channels',
      Value: levelsByCount(customers, 'channel')
        .map(({ level }) => level)
        .join(', '),
    },
    { What: 'Purchase categories', Value: count(levelsByCount(customers, 'category').length) },
    { What: 'Missing values', Value: count(cells) },
  ]
}

/** What a reader should know before trusting an average. */
export function alerts(customers: DataFrame): Record<string, Cell>[] {
  const present = FIELDS.filter(({ name }) => customers.columns.includes(name) && name !== 'id')
  return present.flatMap(({ name, kind }) => {
    const rows: Record<string, Cell>[] = []
    const add = (alert: string, detail: string) => rows.push({ Column: label(name), Alert: alert, Detail: detail })
    const missing = missingShares(customers).find((one) => one.name === name)
    if (missing) add('missing values', `${percent(missing.share)}; imputed in 02, with an indicator`)
    if (kind === 'text') {
      const levels = levelsByCount(customers, name)
      if (levels.length === 1) add('constant', `always ${levels[0].level}`)
      if (levels.length > 30)
        add('many levels', `${count(levels.length)} in ${count(customers.shape[0])} customers: not compared`)
    } else if (kind !== 'date') {
      const values = known(orderedValues(customers, name))
      if (new Set(values).size === 1) add('constant', `always ${values[0]}`)
      else if ((kind === 'money' || kind === 'number') && skewness(values) > SKEWED)
        add('skewed', `skewness ${decimal(skewness(values), 1)}: read medians`)
    }
    return rows
  })
}

/** Missing values by column; undefined where nothing is missing. */
export function missingFigure(customers: DataFrame): Figure | undefined {
  const missing = missingShares(customers)
  if (!missing.length) return undefined
  const most = missing[0]
  return drawBars({
    title: `${label(most.name)} is missing most often: ${percent(most.share)} of customers`,
    categories: missing.map(({ name }) => label(name)),
    series: [{ name: 'missing', values: missing.map(({ share }) => share) }],
    unit: 'share of customers without a value',
    percent: true,
    lying: true,
    alt: `Bars of missing shares: ${missing.map(({ name, share }) => `${label(name)} ${percent(share)}`).join(', ')}.`,
    caption: `n = ${count(customers.shape[0])} customers. Columns that are complete are not drawn.`,
  })
}

/** The numeric columns. */
export function numericFigure(customers: DataFrame): Figure {
  const skew = skewness(known(numbers(customers, 'amount')))
  const shape = skew > SKEWED ? 'is skewed: a few large purchases pull its mean up' : 'is not skewed'
  return drawHistograms({
    title: `Purchase amount ${shape} (skewness ${decimal(skew, 1)})`,
    panels: SHOWN.map(
      (name): HistogramPanel => ({ label: label(name), unit: unit(name), values: numbers(customers, name) }),
    ),
    alt: `Histograms of ${listed(SHOWN.map(label))}. ${SHOWN.map((name) => `${label(name)}: median ${decimal(median(known(numbers(customers, name))), 1)}`).join('; ')}.`,
    caption: `n = ${count(customers.shape[0])} customers; bars count customers in bins of equal width. Missing values are not counted.`,
  })
}

/** The categorical and ordered columns. */
export function categoryFigure(customers: DataFrame): Figure {
  const top = levelsByCount(customers, 'channel')[0]
  return drawHistograms({
    title: `${top.level} is the commonest channel: ${percent(top.count / customers.shape[0])} of customers`,
    panels: CATEGORIES.map((name) => ({ label: label(name), unit: '', levels: inLevelOrder(customers, name) })),
    alt: CATEGORIES.map(
      (name) =>
        `${label(name)}: ${inLevelOrder(customers, name)
          .map(({ level, count: n }) => `${level} ${n}`)
          .join(', ')}`,
    ).join('. '),
    caption: `n = ${count(customers.shape[0])} customers; bars count customers. Missing values are not counted.`,
  })
}

/** Spearman correlations of all ordered columns. */
export function orderedAssociationsFigure(found: Associations): Figure {
  return associationFigure(found, found.ordered, 'Spearman’s rho', 'ordered columns', -1)
}

/** Cramér's V of all categories. */
export function categoryAssociationsFigure(found: Associations): Figure {
  return associationFigure(found, found.categories, 'Cramér’s V', 'categories', 0)
}

function associationFigure(
  found: Associations,
  names: readonly string[],
  measure: string,
  what: string,
  least: -1 | 0,
): Figure {
  const pairs = found.pairs.filter(({ a }) => names.includes(a))
  const of = (a: string, b: string) =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
  const sorted = [...pairs].sort((x, y) => Math.abs(y.effect) - Math.abs(x.effect))
  const top = sorted.find(({ q }) => q <= 0.05)
  const real = pairs.filter(({ q }) => q <= 0.05).length
  const shown = names.length > 1 ? names.slice(1) : names
  const across = names.slice(0, -1)
  const number = (value: number) =>
    value
      .toFixed(2)
      .replace(/^(-?)0/, '$1')
      .replace(/^-\.00$/, '.00')
  return drawHeatmap({
    title: top
      ? `${label(top.a)} and ${label(top.b).toLowerCase()} go together most (${measure} ${number(top.effect)}); ${real} of ${pairs.length} pairs do`
      : `None of ${pairs.length} pairs of ${what} goes together beyond chance`,
    x: across.map(label),
    y: shown.map(label),
    z: shown.map((a, i) => across.map((b, j) => (j <= i ? (of(a, b)?.effect ?? NaN) : NaN))),
    text: shown.map((a, i) =>
      across.map((b, j) => (j <= i ? `${number(of(a, b)?.effect ?? 0)}${(of(a, b)?.q ?? 1) <= 0.05 ? '*' : ''}` : '')),
    ),
    alt: `Heatmap of ${measure} between ${what}. ${real} of ${pairs.length} pairs have q at most .05. Strongest: ${sorted
      .slice(0, 5)
      .map(({ a, b, effect }) => `${label(a)} with ${label(b)} ${number(effect)}`)
      .join('; ')}.`,
    caption: `${measure}${least === 0 ? ', corrected for bias (0 to 1)' : ' (-1 to 1)'}; \\* marks q ≤ .05, Benjamini-Hochberg over all ${found.pairs.length} pairs of both kinds; n = ${count(Math.min(...pairs.map(({ n }) => n)))} or more customers a pair.`,
  })
}

/** Latest purchases by month. */
export function purchasesFigure(customers: DataFrame): Figure {
  const dates = texts(customers, 'lastPurchase') as string[]
  const months = monthsBetween(dates)
  const counts = months.map((month) => dates.filter((date) => date.startsWith(month)).length)
  const half = counts.slice(Math.ceil(counts.length / 2)).reduce((sum, one) => sum + one, 0) / dates.length
  return drawLines({
    title: `${percent(half)} of customers made their latest purchase in the later half of the period`,
    panels: [{ label: '', x: months, y: counts, xTitle: 'month of the latest purchase', yTitle: 'customers' }],
    across: 1,
    height: 340,
    alt: `Line of customers by month of latest purchase: ${months.map((month, i) => `${month} ${counts[i]}`).join(', ')}.`,
    caption: `n = ${count(dates.length)} customers, each counted in the month of its latest purchase; the first and last month may be incomplete.`,
  })
}

/** The repairs of the reader, as a table. */
export function logRows(log: readonly LogLine[]): Record<string, Cell>[] {
  return log.map(({ step, column, rows, detail }) => ({ Step: step, Column: column, Rows: rows, Detail: detail }))
}

function missingShares(customers: DataFrame): { name: string; share: number }[] {
  return FIELDS.filter(({ name, kind }) => customers.columns.includes(name) && kind !== 'date')
    .map(({ name, kind }) => {
      const gaps =
        kind === 'text' || kind === 'ordered'
          ? texts(customers, name).map((text) => text === null)
          : Array.from(numbers(customers, name), Number.isNaN)
      return { name, share: gaps.filter(Boolean).length / customers.shape[0] }
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
}

function levelsByCount(customers: DataFrame, name: string): { level: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const text of texts(customers, name)) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([level, n]) => ({ level: words(level).replace(/\\/g, ''), count: n }))
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
}

function inLevelOrder(customers: DataFrame, name: string): { level: string; count: number }[] {
  const levels = FIELDS.find((field) => field.name === name)?.levels ?? []
  const place = (level: string) => (levels.includes(level) ? levels.indexOf(level) : levels.length)
  return levelsByCount(customers, name).sort((a, b) => place(a.level) - place(b.level))
}

function monthsBetween(dates: readonly string[]): string[] {
  const sorted = [...dates].sort()
  const [first, last] = [sorted[0], sorted[sorted.length - 1]].map(
    (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1,
  )
  return Array.from(
    { length: last - first + 1 },
    (_, i) => `${Math.floor((first + i) / 12)}-${String(((first + i) % 12) + 1).padStart(2, '0')}`,
  )
}

function known(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}

/** Third standardized moment. */
export function skewness(values: Float64Array): number {
  const n = values.length
  const center = values.reduce((sum, value) => sum + value, 0) / n
  const moment = (power: number) => values.reduce((sum, value) => sum + (value - center) ** power, 0) / n
  return moment(2) > 0 ? moment(3) / moment(2) ** 1.5 : 0
}
