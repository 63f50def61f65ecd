import { extent, greatest, group } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { count, decimal, inSentence, listed, money, percent, perMonth, words } from '../core/format.js'
import { fewestShown } from '../core/settings.js'
import { mayShowOne, tooFew } from '../core/withheld.js'
import type { Associations } from '../data/associations.js'
import { byMonth } from '../data/by-month.js'
import { isMissing, numbers, texts, values } from '../data/columns.js'
import { FIELDS, type Kind } from '../data/fields.js'
import { flatColumns } from '../data/flat-columns.js'
import { has } from '../data/has.js'
import { type LogLine, repairs } from '../data/log.js'
import { missing as missingValues } from '../data/missing.js'
import { rows } from '../data/rows.js'
import { type Wild, wild, withoutWild } from '../data/wild.js'
import { isMoney } from '../features/features.js'
import { label } from '../features/labels.js'
import type { Cell } from '../show.js'
import { median } from '../statistics/mean.js'

/** The sentences, titles, captions and tables of 01-eda. */

/** Above this skewness, a mean is misleading and a logarithm helps. */
const SKEWED = 1
/** A list names at most this many items. */
const NAMED = 3

/** Return the answer in markdown: who the customers are, whether to trust the file, and whether columns are related. */
export function edaAnswer(
  customers: DataFrame,
  rowsRead: number,
  log: readonly LogLine[],
  found: Associations,
): string[] {
  const touched = repairs(log)
  const missing = gaps(customers)
  return [
    `**${count(customers.shape[0], 'customer')}**${periodClause(customers)}${medianClause(customers)}.${wildSentence(customers)}`,
    `**Can the file be trusted?** ${readSentence(rowsRead, touched)} ${
      missing.length
        ? `Values are missing in ${listed(missing.map(({ name, customerShare: share }) => `${name} (${percent(share)})`))}.`
        : 'Nothing is missing.'
    }`,
    `**Are the columns related?** ${relatedSentence(found)}${madeUp(customers, found)}`,
  ]
}

/** Columns of real customers are uneven and related; columns of random numbers are not. */
function madeUp(customers: DataFrame, { pairs }: Associations): string {
  const { flat, looked } = flatColumns(customers)
  const related = pairs.filter(({ q }) => q <= 0.05).length
  if (!pairs.length || !looked.length || related > pairs.length * 0.02 || flat.length < looked.length * 0.8) return ''
  return ` **The file looks made up:** in ${count(flat.length)} of ${count(looked.length)} columns every value is about as frequent as any other, which is typical of random numbers, not of real customers. Treat what follows as an exercise.`
}

/** Say when the latest purchases were made, without wild dates, which `wildSentence` reports. */
function periodClause(customers: DataFrame): string {
  if (!has(customers, 'lastPurchase')) return ''
  const [first, last] = rangeOf(withoutWild(customers, 'lastPurchase'), 'lastPurchase')
  if (customers.shape[0] === 1) return `, who last bought on ${last}`
  return first === last
    ? `, whose latest purchases were all made on ${last}`
    : ` whose latest purchases run from ${first} to ${last}`
}

/** Name the medians: "half of them spend more" would be wrong if many values are equal. */
function medianClause(customers: DataFrame): string {
  const medians = [
    ...(has(customers, 'amount') ? [`spends ${money(medianOf(customers, 'amount'))} per purchase`] : []),
    ...(has(customers, 'frequency') ? [boughtClause(medianOf(customers, 'frequency'))] : []),
  ]
  if (!medians.length) return ''
  return `: the ${customers.shape[0] === 1 ? '' : 'median '}customer ${listed(medians)}`
}

function boughtClause(rate: number): string {
  return rate === 0 ? 'buys nothing in a typical month' : `buys ${perMonth(rate)}`
}

function wildSentence(customers: DataFrame): string {
  const found = wild(customers)
  if (!found.length) return ''
  const [first, ...more] = [...group(found, ({ column }) => column)].map(
    ([column, own]) => [count(own.length), label(column)] as const,
  )
  const values = `${first[0]} value${first[0] === '1' ? '' : 's'} of ${first[1]}`
  const all = listed([values, ...more.map(([number, column]) => `${number} of ${column}`)])
  const [lie, them] = found.length === 1 ? ['lies', 'it'] : ['lie', 'them']
  return ` ${all} ${lie} far from all others${mayShowOne() ? `; the alerts below list ${them}` : ''}.`
}

function readSentence(rowsRead: number, touched: number): string {
  const every = rowsRead === 1 ? 'Every value in its only row' : `Every value in its ${count(rowsRead)} rows`
  if (!touched) return `${every} was understood without repair.`
  return `${every} was understood, after ${count(touched, 'repair')} (listed in notebook 01).`
}

function relatedSentence({ pairs, read, customers }: Associations): string {
  const real = pairs.filter(({ q }) => q <= 0.05).length
  if (!pairs.length) return 'No two columns of numbers, levels or categories vary, so there is no pair to test.'
  if (pairs.length === 1)
    return `The only pair that can be tested is ${real ? 'related' : 'not related'} beyond chance (q ${real ? '≤' : '>'} 0.05).`
  const sample = read < customers ? ` in a sample of ${count(read)} customers` : ''
  const tested = `Of ${count(pairs.length)} pairs tested${sample},`
  return real
    ? `${tested} ${count(real)} ${real === 1 ? 'is' : 'are'} related beyond chance (q ≤ 0.05), so a clustering is worth a try.`
    : `${tested} none is related beyond chance (q ≤ 0.05). If columns are independent, there are no segments to discover, only slices to cut; notebook 03 tests this.`
}

/** Return an overview of the file as rows of a table. */
export function overview(customers: DataFrame, rowsRead: number): Record<string, Cell>[] {
  const range = (name: string) => {
    const [first, last] = rangeOf(mayShowOne() ? customers : withoutWild(customers, name), name)
    return first === last ? first : `${first} to ${last}`
  }
  const cells = gaps(customers).reduce((sum, { missing }) => sum + missing, 0)
  const absent = FIELDS.filter(({ name }) => name !== 'since' && !customers.columns.includes(name))
  const channels = levelsByCount(customers, 'channel')
  const small = channels.filter(({ count: own }) => tooFew(own)).length
  return [
    { What: 'Rows read', Value: count(rowsRead) },
    { What: 'Customers', Value: count(customers.shape[0]) },
    { What: 'Columns', Value: count(customers.columns.length) },
    ...(absent.length
      ? [
          {
            What: 'Columns missing from the file',
            Value: someOf(
              absent.map(({ name }) => label(name)),
              6,
            ),
          },
        ]
      : []),
    ...(has(customers, 'lastPurchase') ? [{ What: 'Latest purchases', Value: range('lastPurchase') }] : []),
    {
      What: 'First purchases',
      Value: has(customers, 'since') ? range('since') : 'not in the file, so tenure cannot be computed',
    },
    ...(channels.length
      ? [
          {
            What: 'Purchase channels',
            Value: [
              ...channels.filter(({ count: own }) => !tooFew(own)).map(({ level }) => level),
              ...(small ? [`${count(small)} with fewer than ${count(fewestShown())} customers`] : []),
            ].join(', '),
          },
        ]
      : []),
    ...(has(customers, 'category')
      ? [{ What: 'Purchase categories', Value: count(levelsByCount(customers, 'category').length) }]
      : []),
    { What: 'Missing values', Value: count(cells) },
  ]
}

/** A warning about a column. */
export interface Alert {
  readonly column: string
  readonly alert: string
  readonly detail: string
}

/**
 * List what a reader should know before trusting an average.
 *
 * @param options ids: whether to name the customers whose values are far from all others; false for real customers
 */
export function alerts(customers: DataFrame, { ids = true }: { ids?: boolean } = {}): Alert[] {
  const n = customers.shape[0]
  const present = FIELDS.filter(({ name }) => customers.columns.includes(name) && name !== 'id')
  const far = wild(customers)
  const holes = gaps(customers)
  return present.flatMap(({ name, kind, mayMiss }) => {
    const rows: Alert[] = []
    const add = (alert: string, detail: string) => rows.push({ column: label(name), alert, detail })
    const missing = holes.find(({ field }) => field === name)
    if (missing?.missing === n) add('missing values', '100%; they cannot be filled in')
    else if (missing)
      add(
        'missing values',
        `${percent(missing.customerShare)}${mayMiss ? '; filled in by notebook 02, with an indicator column' : ''}`,
      )
    const levels = kind === 'text' ? levelsByCount(customers, name) : []
    if (levels.length > 30)
      add('many levels', `${count(levels.length)} in ${count(n, 'customer')}, too many to compare`)
    const only = n > 1 ? onlyValue(customers, name) : undefined
    if (only !== undefined) add('constant', `always ${only}`)
    else if (kind === 'money' || kind === 'number') {
      const skew = skewness(known(numbers(customers, name)))
      if (skew > SKEWED) add('skewed', `skewness ${decimal(skew, 1)}; medians are more informative than means`)
    }
    const own = far.filter(({ column }) => column === name)
    if (own.length) add('far from all others', farDetail(own, kind, ids))
    return rows
  })
}

/** Return the only value of a constant column as text, or undefined if there is no such value. */
function onlyValue(customers: DataFrame, name: string): string | undefined {
  const all = values(customers, name)
  let only: unknown
  for (let row = 0; row < all.length; row++) {
    if (isMissing(all[row])) continue
    if (only !== undefined && all[row] !== only) return undefined
    only = all[row]
  }
  if (only === undefined) return undefined
  if (typeof only === 'boolean') return only ? 'yes' : 'no'
  return typeof only === 'number' && isMoney(name) ? money(only) : String(only)
}

/** Describe wild values: which, whose, and the nearest other value. */
function farDetail(found: readonly Wild[], kind: Kind, ids: boolean): string {
  // Each value belongs to a single customer, and so does the nearest other value.
  if (!mayShowOne())
    return `${count(found.length, 'value')}; npm start -- --fewest-shown 1 shows ${found.length === 1 ? 'it' : 'them'}`
  const written = (value: number | string) =>
    typeof value === 'string' ? value : kind === 'money' ? money(value) : String(value)
  const lists = [...group(found, ({ value }) => value)].map(([value, own]) =>
    ids
      ? `${written(value)} (${someOf(own.map(({ id }) => id))})`
      : `${written(value)}${own.length > 1 ? ` (${count(own.length, 'customer')})` : ''}`,
  )
  const nearest = [...new Set(found.map((one) => written(one.nearest)))]
  return `${someOf(lists)}; the nearest other ${nearest.length === 1 ? 'value is' : 'values are'} ${listed(nearest)}`
}

/** Join the first items of a list, and say how many more there are. */
function someOf(items: readonly string[], most = NAMED): string {
  const more = items.length - most
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${count(more)} more` : listed(items)
}

/**
 * Say which columns are missing most often.
 *
 * @param missing one row per column with missing values, with columns `name` and `customerShare` (0 to 1), largest share first
 */
export function missingTitle(missing: DataFrame): string {
  const [names, shares] = [texts(missing, 'name'), numbers(missing, 'customerShare')]
  const most = names.filter((_, row) => shares[row] === shares[0]) as string[]
  const verb = most.length === 1 ? 'is' : 'are'
  const often = most.length === 1 && names.length > 1 ? `${verb} missing most often: for` : `${verb} missing for`
  return `${listed(most)} ${often} ${percent(shares[0])} of customers${most.length > 1 ? ' each' : ''}`
}

/** Return the caption of the figure of missing values. */
export function missingCaption(customers: DataFrame): string {
  return `n = ${count(customers.shape[0], 'customer')}. Complete columns are not shown.`
}

/**
 * Say how skewed the purchase amount is, or the most skewed column if the amount is not among the columns.
 *
 * @param columns one or more numeric columns of the frame
 */
export function skewTitle(customers: DataFrame, columns: readonly string[] = ['amount']): string {
  const skewOf = (column: string) => skewness(known(numbers(customers, column)))
  const column = columns.includes('amount') ? 'amount' : greatest(columns, (one) => Math.abs(skewOf(one)))!
  const [name, skew] = [label(column), skewOf(column)]
  const few = column === 'amount' ? 'a few large purchases' : 'a few large values'
  if (onlyValue(customers, column) !== undefined) return `${name} is the same for all customers`
  const shape =
    skew > SKEWED
      ? `is skewed: ${few} pull its mean up`
      : skew < -SKEWED
        ? 'is skewed to the left: a few small values pull its mean down'
        : 'is not skewed'
  return `${name} ${shape} (skewness ${decimal(skew, 1)})`
}

/**
 * Name the most common level of the first column.
 *
 * @param columns one or more text columns of the frame
 */
export function levelsTitle(customers: DataFrame, columns: readonly string[]): string {
  const levels = levelsByCount(customers, columns[0])
  const top = levels.filter(({ count: own }) => own === levels[0].count)
  const name = inSentence(label(columns[0]))
  if (levels.length === 1) return `There is one ${name}: ${top[0].level}`
  const share = percent(levels[0].count / customers.shape[0])
  if (top.length === levels.length) return `All levels of ${name} are equally common: ${share} of customers each`
  if (top.length > 1)
    return `${listed(top.map(({ level }) => level))} are the most common levels of ${name}: ${share} of customers each`
  return `${top[0].level} is the most common ${name}: ${share} of customers`
}

/** Say how recent the latest purchases are, without wild dates. */
export function periodTitle(customers: DataFrame): string {
  const months = byMonth(texts(withoutWild(customers, 'lastPurchase'), 'lastPurchase'))
  const counts = numbers(months, 'customers')
  if (counts.length === 1) return `All latest purchases were made in one month, ${texts(months, 'month')[0]}`
  const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)
  const half = total(counts.slice(Math.ceil(counts.length / 2))) / total(counts)
  return `${percent(half)} of customers made their latest purchase in the second half of the period`
}

/** Return the caption of the figure of latest purchases, which says whose wild dates were left out. */
export function periodCaption(customers: DataFrame): string {
  const far = wild(customers, ['lastPurchase'])
  const left = far.length
    ? ` Left out: ${count(far.length, 'customer')} with ${far.length === 1 ? 'a date' : 'dates'} far from all others${mayShowOne() ? ` (${someOf([...new Set(far.map(({ value }) => String(value)))])})` : ''}.`
    : ''
  const n = Array.from(texts(customers, 'lastPurchase')).filter((date) => date !== null).length - far.length
  return `n = ${count(n, 'customer')}, each counted in the month of the latest purchase. The first and the last month may be incomplete.${left}`
}

/**
 * Name the strongest of the pairs related beyond chance, or say that there is none.
 *
 * @param pairs one row per tested pair, with columns `a`, `b`, `kind`, `effect` and `real`
 */
export function pairsTitle(pairs: DataFrame): string {
  const [a, b, kind] = ['a', 'b', 'kind'].map((column) => texts(pairs, column))
  const [effect, real] = ['effect', 'real'].map((column) => numbers(pairs, column))
  const related = Array.from(real.keys()).filter((row) => real[row])
  if (!related.length && real.length === 1) return `${a[0]} and ${b[0]!.toLowerCase()} are not related beyond chance`
  if (!related.length) return `None of ${count(real.length)} pairs is related beyond chance`
  const top = related.reduce((best, row) => (Math.abs(effect[row]) > Math.abs(effect[best]) ? row : best))
  const size = `${kind[top] === 'ordered' ? 'Spearman’s rho' : 'Cramér’s V'} ${decimal(effect[top])}`
  const pair = `${a[top]} and ${b[top]!.toLowerCase()}`
  if (real.length === 1) return `${pair} are related (${size})`
  if (related.length === 1)
    return `Of ${count(real.length)} pairs, only ${pair.replace(/^./, (first) => first.toLowerCase())} are related (${size})`
  return `${pair} are most strongly related (${size}); ${related.length} of ${real.length} pairs are related`
}

/** Say how the pairs were measured, and on how many customers. */
export function pairsCaption(pairs: DataFrame): string {
  const ordered = texts(pairs, 'kind')[0] === 'ordered'
  const sizes = Array.from(numbers(pairs, 'n')).sort((a, b) => a - b)
  const [least, most] = [count(sizes[0]), count(sizes[sizes.length - 1])]
  const measure = ordered ? 'Spearman’s rho, from −1 to 1' : 'Cramér’s V, corrected for bias, from 0 to 1'
  return `${measure}. \\* marks q ≤ 0.05 (Benjamini-Hochberg over all pairs, of both kinds). n = ${least}${least === most ? '' : ' or more'} customers for each pair.`
}

function levelsByCount(customers: DataFrame, name: string): { level: string; count: number }[] {
  const counts = new Map<string, number>()
  if (!customers.columns.includes(name)) return []
  for (const text of texts(customers, name)) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([level, n]) => ({ level: words(level).replace(/\\/g, ''), count: n }))
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
}

function gaps(customers: DataFrame): { name: string; field: string; missing: number; customerShare: number }[] {
  const found = missingValues(customers)
  return found ? (rows(found) as ReturnType<typeof gaps>) : []
}

function known(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}

/** Return the first and the last date of a column, which are equal if there is only one. */
function rangeOf(customers: DataFrame, name: string): [string, string] {
  return extent(texts(customers, name) as string[]) as [string, string]
}

function medianOf(customers: DataFrame, name: string): number {
  return median(known(numbers(customers, name)))
}

/** Compute the third standardized moment of n >= 1 values; 0 if they differ only by rounding. */
export function skewness(values: Float64Array): number {
  const n = values.length
  const center = values.reduce((sum, value) => sum + value, 0) / n
  let [second, third] = [0, 0]
  for (const value of values) {
    const deviation = value - center
    second += deviation ** 2
    third += deviation ** 2 * deviation
  }
  const least = (n * Math.abs(center) * Number.EPSILON) ** 2
  return second / n > least ? third / n / (second / n) ** 1.5 : 0
}
