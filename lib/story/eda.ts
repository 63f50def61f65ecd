import type { DataFrame } from 'danfojs-node'
import { count, decimal, listed, money, percent, words } from '../core/format.js'
import type { Associations } from '../data/associations.js'
import { byMonth } from '../data/by-month.js'
import { numbers, texts } from '../data/columns.js'
import { FIELDS } from '../data/fields.js'
import type { LogLine } from '../data/log.js'
import { missing as missingValues } from '../data/missing.js'
import { orderedValues } from '../data/ordinal.js'
import { rows } from '../data/rows.js'
import { label } from '../features/labels.js'
import type { Cell } from '../show.js'
import { median } from '../statistics/mean.js'

/** What 01-eda tells. Each function is one part of the story: data in; sentences, rows or a figure out. */

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
  const missing = gaps(customers)
  const real = found.pairs.filter(({ q }) => q <= 0.05)
  return [
    `**${count(n)} customers** whose latest purchases run from ${dates[0]} to ${dates[n - 1]}: half of them spend ${money(median(numbers(customers, 'amount')))} or more per purchase, and half buy ${decimal(median(numbers(customers, 'frequency')), 0)} times per month or more.`,
    `**Can the file be trusted?** Every value of its ${count(rowsRead)} rows was understood${touched ? `, after ${count(touched)} repairs, which a table below lists` : ' as it stood'}. ${
      missing.length
        ? `Values are missing in ${listed(missing.map(({ name, share }) => `${name} (${percent(share)})`))}.`
        : 'Nothing is missing.'
    }`,
    real.length
      ? `**Are the columns related?** Of ${count(found.pairs.length)} pairs tested, ${count(real.length)} are related beyond chance (q ≤ 0.05), so there is something to find.`
      : `**Are the columns related?** Of ${count(found.pairs.length)} pairs tested, none is related beyond chance (q ≤ 0.05). Independent columns hold no segments to discover, only slices to cut; 03 tests this.`,
  ]
}

/** The file at a glance. */
export function overview(customers: DataFrame, rowsRead: number): Record<string, Cell>[] {
  const n = customers.shape[0]
  const range = (name: string) => {
    const dates = (texts(customers, name) as string[]).slice().sort()
    return `${dates[0]} to ${dates[n - 1]}`
  }
  const cells = gaps(customers).reduce((sum, { missing }) => sum + missing, 0)
  return [
    { What: 'Rows read', Value: count(rowsRead) },
    { What: 'Customers', Value: count(n) },
    { What: 'Columns', Value: count(customers.columns.length) },
    { What: 'Latest purchases', Value: range('lastPurchase') },
    {
      What: 'First purchases',
      Value: customers.columns.includes('since') ? range('since') : 'not in the file, so there is no tenure',
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
    const missing = gaps(customers).find(({ field }) => field === name)
    if (missing) add('missing values', `${percent(missing.share)}; filled in 02, with an indicator column`)
    if (kind === 'text') {
      const levels = levelsByCount(customers, name)
      if (levels.length === 1) add('constant', `always ${levels[0].level}`)
      if (levels.length > 30)
        add('many levels', `${count(levels.length)} in ${count(customers.shape[0])} customers, too many to compare`)
    } else if (kind !== 'date') {
      const values = known(orderedValues(customers, name))
      if (new Set(values).size === 1) add('constant', `always ${values[0]}`)
      else if ((kind === 'money' || kind === 'number') && skewness(values) > SKEWED)
        add('skewed', `skewness ${decimal(skewness(values), 1)}; medians say more than means`)
    }
    return rows
  })
}

/** What is missing most often. */
export function missingTitle(missing: DataFrame): string {
  const [name, share] = [texts(missing, 'name')[0], numbers(missing, 'share')[0]]
  return `${name} is missing most often: for ${percent(share)} of customers`
}

export function missingCaption(customers: DataFrame): string {
  return `n = ${count(customers.shape[0], 'customer')}. Columns that are complete are not drawn.`
}

/** Whether means can be trusted: the skew of the purchase amount. */
export function skewTitle(customers: DataFrame): string {
  const skew = skewness(known(numbers(customers, 'amount')))
  const shape = skew > SKEWED ? 'is skewed: a few large purchases pull its mean up' : 'is not skewed'
  return `Purchase amount ${shape} (skewness ${decimal(skew, 1)})`
}

/** How recent the purchases are. */
export function periodTitle(customers: DataFrame): string {
  const months = byMonth(texts(customers, 'lastPurchase'))
  const counts = numbers(months, 'customers')
  if (counts.length === 1) return `All latest purchases were made in one month, ${texts(months, 'month')[0]}`
  const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)
  const half = total(counts.slice(Math.ceil(counts.length / 2))) / total(counts)
  return `${percent(half)} of customers made their latest purchase in the later half of the period`
}

export function periodCaption(customers: DataFrame): string {
  return `n = ${count(customers.shape[0], 'customer')}, each counted in the month of the latest purchase. The first and the last month may be incomplete.`
}

/** The strongest of the pairs that remain after correction, or that none does. */
export function pairsTitle(pairs: DataFrame): string {
  const [a, b, kind] = ['a', 'b', 'kind'].map((column) => texts(pairs, column))
  const [effect, real] = ['effect', 'real'].map((column) => numbers(pairs, column))
  const related = Array.from(real.keys()).filter((row) => real[row])
  if (!related.length) return `None of ${real.length} pairs is related beyond chance`
  const top = related.reduce((best, row) => (Math.abs(effect[row]) > Math.abs(effect[best]) ? row : best))
  const measure = kind[top] === 'ordered' ? 'Spearman’s rho' : 'Cramér’s V'
  return `${a[top]} and ${b[top]!.toLowerCase()} are related most (${measure} ${decimal(effect[top])}); ${related.length} of ${real.length} pairs are`
}

/** How the pairs were measured. */
export function pairsCaption(pairs: DataFrame): string {
  const ordered = texts(pairs, 'kind')[0] === 'ordered'
  const measure = ordered ? 'Spearman’s rho, from −1 to 1' : 'Cramér’s V, corrected for bias, from 0 to 1'
  return `${measure}. \\* marks q ≤ 0.05 (Benjamini-Hochberg over all pairs, of both kinds). n = ${count(Math.min(...numbers(pairs, 'n')))} or more customers for each pair.`
}

/** The repairs of the reader, as a table. */
export function logRows(log: readonly LogLine[]): Record<string, Cell>[] {
  return log.map(({ step, column, rows, detail }) => ({ Step: step, Column: column, Rows: rows, Detail: detail }))
}

function levelsByCount(customers: DataFrame, name: string): { level: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const text of texts(customers, name)) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([level, n]) => ({ level: words(level).replace(/\\/g, ''), count: n }))
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
}

function gaps(customers: DataFrame): { name: string; field: string; missing: number; share: number }[] {
  const found = missingValues(customers)
  return found ? (rows(found) as ReturnType<typeof gaps>) : []
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
