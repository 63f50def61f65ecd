import type { DataFrame } from 'danfojs-node'
import { describe, expect, it } from 'vitest'
import { useSettings } from '../../lib/core/settings.js'
import { associations } from '../../lib/data/associations.js'
import { byMonth } from '../../lib/data/by-month.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { FIELDS } from '../../lib/data/fields.js'
import { pick } from '../../lib/data/frame.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { has } from '../../lib/data/has.js'
import { missing } from '../../lib/data/missing.js'
import { withoutWild } from '../../lib/data/wild.js'
import { featureSpace, present } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import type { Figure } from '../../lib/figures/figure.js'
import { histograms } from '../../lib/figures/histograms.js'
import { lines } from '../../lib/figures/lines.js'
import * as eda from '../../lib/story/eda.js'
import * as preparation from '../../lib/story/preparation.js'
import { sample } from '../sample.js'

const NUMBERS = [
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
const LEVELS = ['channel', 'income', 'education', 'social', 'ads', 'discountSensitivity']
const DERIVED = ['value', 'engagement', 'recency', 'tenure', 'discountDependence']

/** Return the text of a figure that readers see. */
function read({ layout, alt, caption }: Figure): string[] {
  return [(layout.title as { text: string }).text, alt, caption]
}

/** Return all text of 01 about customers. */
function edaWords(customers: DataFrame): string[] {
  const found = associations(customers)
  const pairs = (kind: string) =>
    found.pairs.filter((pair) => pair.kind === kind).map((pair) => ({ ...pair, real: pair.q <= 0.05 }))
  const gaps = missing(customers)
  const [numeric, levels] = [present(customers, NUMBERS), present(customers, LEVELS)]
  return [
    ...eda.edaAnswer(customers, customers.shape[0], [], found),
    ...eda.edaAnswer(customers, customers.shape[0], [{ step: 'spelling', column: 'Age', rows: 1, detail: '' }], found),
    JSON.stringify(eda.overview(customers, customers.shape[0])),
    ...eda.alerts(customers).flatMap((row) => Object.values(row).map(String)),
    ...(gaps ? [eda.missingTitle(gaps), eda.missingCaption(customers)] : []),
    ...(numeric.length ? read(histograms(customers, { x: numeric, title: eda.skewTitle(customers, numeric) })) : []),
    ...(levels.length ? read(histograms(customers, { x: levels, title: eda.levelsTitle(customers, levels) })) : []),
    ...(has(customers, 'lastPurchase') ? periodWords(customers) : []),
    ...['ordered', 'categories'].flatMap((kind) => {
      const own = pairs(kind)
      return own.length ? [eda.pairsTitle(fromRows(own)), eda.pairsCaption(fromRows(own))] : []
    }),
  ]
}

function periodWords(customers: DataFrame): string[] {
  const months = byMonth(texts(withoutWild(customers, 'lastPurchase'), 'lastPurchase'))
  const [title, caption] = [eda.periodTitle(customers), eda.periodCaption(customers)]
  return read(lines(months, { x: 'month', y: 'customers', title, caption }))
}

/** Return all text of 02 about customers, or the error if they cannot be told apart. */
function preparationWords(customers: DataFrame): string[] {
  const prepared = prepare(customers)
  const derived = present(prepared.customers, DERIVED)
  const ages = has(customers, 'age') ? numbers(customers, 'age').filter(Number.isNaN).length : 0
  return [
    ...spaceWords(prepared),
    ...prepared.log.map(({ detail }) => detail),
    ...DERIVED.map((column) => preparation.leftOut(prepared, column)),
    ...(ages ? [preparation.filledTitle(customers, prepared.customers)] : []),
    JSON.stringify(preparation.missingnessRows(customers, prepared)),
    ...(derived.length
      ? read(
          histograms(prepared.customers, { x: derived, title: preparation.derivedTitle(prepared.customers, derived) }),
        )
      : []),
    ...(derived.includes('value') ? [preparation.logTitle(prepared.customers)] : []),
  ]
}

function spaceWords(prepared: ReturnType<typeof prepare>): string[] {
  try {
    const space = featureSpace(prepared.customers)
    return [
      ...preparation.preparationAnswer([], prepared, space),
      ...preparation.preparationAnswer([{ step: 'spelling', column: 'Age', rows: 1, detail: '' }], prepared, space),
      JSON.stringify(preparation.scalingRows(prepared.customers, space)),
    ]
  } catch (error) {
    expect((error as Error).message).toMatch(/a column that varies/)
    return [(error as Error).message]
  }
}

const all = sample({ customers: 150 })
const n = all.shape[0]
const values = (name: string) => all.column(name).values as (number & string)[]
const only = (...names: string[]) => all.loc({ columns: ['id', ...names] }) as DataFrame
const rows = (...places: number[]) => pick(all, places)
const fields = FIELDS.map(({ name }) => name).filter((name) => name !== 'id')
const constant = (name: string) => [name, Array(n).fill(values(name)[0])]
const missingIn = (name: string) => [
  name,
  Array(n).fill(FIELDS.find((one) => one.name === name)!.kind === 'number' ? NaN : null),
]

const CASES: Record<string, () => DataFrame> = {
  'usual customers': () => all,
  'one row': () => rows(0),
  'two rows': () => rows(0, 1),
  'two equal rows': () => rows(0, 0),
  'five rows': () => rows(0, 1, 2, 3, 4),
  'customers all alike': () => rows(...Array(60).fill(3)),
  'one level in every column of text': () =>
    derive(
      all,
      Object.fromEntries(
        FIELDS.filter(({ kind }) => kind === 'text')
          .slice(1)
          .map(({ name }) => constant(name)),
      ),
    ),
  'demographics that are all missing': () =>
    derive(all, Object.fromEntries(FIELDS.filter(({ mayMiss }) => mayMiss).map(({ name }) => missingIn(name)))),
  'one age and one income missing': () =>
    derive(all, {
      age: values('age').map((age, i) => (i ? age : NaN)),
      income: values('income').map((level, i) => (i ? level : null)),
    }),
  'one known age': () => derive(all, { age: values('age').map((age, i) => (i ? NaN : age)) }),
  'the same age for all who gave one': () => derive(all, { age: values('age').map((_, i) => (i % 2 ? NaN : 40)) }),
  'amounts of 0 for most': () => derive(all, { amount: values('amount').map((one, i) => (i % 7 ? 0 : one)) }),
  'amounts of 0 for all': () => derive(all, { amount: Array(n).fill(0) }),
  'nobody who bought': () => derive(all, { frequency: Array(n).fill(0) }),
  'rare purchases': () => derive(all, { frequency: values('frequency').map((one) => one / 60) }),
  'two prices': () => derive(all, { amount: values('amount').map((_, i) => (i % 3 ? 9.99 : 29.99)) }),
  'two prices that are nearly equal': () =>
    derive(all, { amount: values('amount').map((_, i) => (i % 3 ? 0.1 + 0.2 : 0.3)) }),
  'prices in thousandths': () => derive(all, { amount: values('amount').map((one) => one / 100_000) }),
  'one day for all': () => derive(all, Object.fromEntries(['lastPurchase', 'since'].map(constant))),
  'a date in 2034': () =>
    derive(all, { lastPurchase: values('lastPurchase').map((one, i) => (i ? one : '2034-05-01')) }),
  'dates in 2034 and 2035': () =>
    derive(all, { lastPurchase: values('lastPurchase').map((one, i) => (i < 2 ? `203${4 + i}-05-01` : one)) }),
  'dates of 1970': () =>
    derive(
      all,
      Object.fromEntries(
        ['lastPurchase', 'since'].map((name) => [name, values(name).map((one, i) => (i < 5 ? '1970-01-01' : one))]),
      ),
    ),
  'one giant': () => derive(all, { amount: values('amount').map((one, i) => (i ? one : 1e6)) }),
  'amount and frequency': () => only('amount', 'frequency'),
  'dates and frequency': () => only('lastPurchase', 'since', 'frequency'),
  'age, income and satisfaction': () => only('age', 'income', 'satisfaction'),
  'ids alone': () => only(),
  ...Object.fromEntries(fields.map((name) => [`ids and ${name} alone`, () => only(name)])),
  ...Object.fromEntries(
    fields.map((name) => [`everything but ${name}`, () => only(...fields.filter((one) => one !== name))]),
  ),
}

it('all money of 01 and 02 is in the currency of the run', () => {
  const words = () => [...edaWords(CASES['one giant']()), ...preparationWords(CASES['one giant']())].join('\n')
  const usual = words()
  useSettings({ currency: '€' })
  try {
    expect(words()).toContain('€')
    expect(words()).toBe(usual.replaceAll('$', '€'))
  } finally {
    useSettings()
  }
})

it('for real customers, no single value and no example is shown', () => {
  useSettings({ fewestShown: 5 })
  try {
    const words = ['one giant', 'dates in 2034 and 2035', 'one age and one income missing'].flatMap((name) => [
      ...edaWords(CASES[name]()),
      ...preparationWords(CASES[name]()),
    ])
    expect(words.join('\n')).toContain('far from all others')
    expect(words.join('\n')).not.toMatch(/2034|2035|1,000,000|Largest, scaled|nearest other value/)
  } finally {
    useSettings()
  }
})

describe.each(Object.keys(CASES))('for %s, 01 and 02', (name) => {
  const words = [...edaWords(CASES[name]()), ...preparationWords(CASES[name]())]

  it('show only numbers that are numbers', () => {
    for (const text of words)
      expect(text).not.toMatch(/\b(NaN|Infinity|undefined|null)\b|-0\b|\$0\.00(?!\d)|\b0 of 0\b/)
  })

  it('compare nothing with itself', () => {
    for (const text of words) {
      expect(text).not.toMatch(/\bfrom (\S+?) to \1\b/)
      expect(text).not.toMatch(/spends (\S+) per month; the mean is \1$/)
      expect(text).not.toMatch(/\b0 (times|repairs|values|customers)\b/)
    }
  })

  it('use the singular for one and the plural for several', () => {
    for (const text of words) {
      expect(text).not.toMatch(
        /(^|[^\d,.−])1 (customers|values|repairs|rows|pairs|dates|columns|days|months|demographics)\b/,
      )
      expect(text).not.toMatch(/\d,?\d+ (customer|value|repair|row|pair|date|day)\b(?! of)/)
      expect(text).not.toMatch(/\b(is|does|lies|counts) and (are|do|lie|count)\b/)
    }
  })

  it('have sentences that end, without gaps', () => {
    for (const text of words) expect(text).not.toMatch(/ {2}| \.|\.\.|, ,|: \.|\(\)/)
  })
})
