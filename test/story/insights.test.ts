import type { DataFrame } from 'danfojs-node'
import { describe, expect, it } from 'vitest'
import { kmeans } from '../../lib/clusters/kmeans.js'
import { nameClusters, traitRows } from '../../lib/clusters/segment.js'
import { useSettings } from '../../lib/core/settings.js'
import { derive } from '../../lib/data/derive.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { has } from '../../lib/data/has.js'
import { readOffers } from '../../lib/data/offers.js'
import { assess } from '../../lib/evidence/assess.js'
import { verdict } from '../../lib/evidence/verdict.js'
import { featureSpace } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import { activity, valueAtStake } from '../../lib/marketing/activity.js'
import { channelBudgets } from '../../lib/marketing/budget.js'
import { campaigns } from '../../lib/marketing/campaigns.js'
import { claimRows, ledger } from '../../lib/marketing/claims.js'
import { discountCorrelations } from '../../lib/marketing/discounts.js'
import { draftClaims } from '../../lib/marketing/draft-claims.js'
import { categoryValues } from '../../lib/marketing/margins.js'
import { rfmGrid, rfmScores } from '../../lib/marketing/rfm.js'
import { ruleCards } from '../../lib/marketing/rule-cards.js'
import { study } from '../../lib/marketing/study.js'
import { tierPlan } from '../../lib/marketing/tier-plan.js'
import { loyaltyTiers } from '../../lib/marketing/tiers.js'
import * as clustering from '../../lib/story/clustering.js'
import * as insights from '../../lib/story/insights.js'
import { sample } from '../sample.js'
import { clusteringFigures } from './clustering-figures.js'

const rules = await readOffers('data/offers.json')

/** Return all text of 03 and 04 about customers, except the multiverse. */
function wordsOf(customers: DataFrame, k = 0): string[] {
  const prepared = prepare(customers).customers
  const space = featureSpace(prepared)
  const judged = assess(space.x, { k, seed: 1 })
  const found = nameClusters(prepared, space, kmeans(space.x, judged.k, { seed: 1 }))
  const told = verdict(judged, found)
  const names = found.segments.map(({ name }) => name)
  const all = study(prepared, found, told, 1)
  const framed = derive(prepared, { segment: [...found.segmentOf] })
  const valued = has(framed, 'value')
  const channels = has(framed, 'channel') ? [...new Set(framed.column('channel').values as string[])] : []
  const spend = channels.map((channel, i) => ({ channel, spend: 100 * (1 + i) }))
  const budgets = valued && channels.length ? channelBudgets(framed, spend, { seed: 1, resamples: 100 }) : []
  const claims = ledger(draftClaims(all, [], budgets))
  const living = has(framed, 'recency') ? derive(framed, { activity: activity(framed).states }) : undefined
  const stakes = living && valued ? valueAtStake(living, names, { resamples: 100 }) : []
  const cards = campaigns({ ...all, verdict: { ...told, kind: 'segments' } }, claims, rules)
  const discounts = fromRows(discountCorrelations(framed, found.segmentOf, names))
  const products = valued && has(framed, 'category') ? categoryValues(all, [], claims) : []
  const scored = ['recency', 'frequency', 'amount'].every((name) => has(framed, name))
  const grid = scored ? fromRows(rfmGrid(derive(framed, { ...rfmScores(framed) }))) : undefined
  const drivers = claims.some(({ topic }) => topic === 'drivers')
  const differences = insights.membershipRows(all, claims)
  return [
    ...clustering.clusteringAnswer(found, judged, told),
    JSON.stringify(clustering.verdictRows(told)),
    JSON.stringify(clustering.namesRows(found)),
    clustering.traitsTitle(fromRows(traitRows(found))),
    ...clusteringFigures(judged, found, told).flatMap(({ layout, alt, caption }) => [
      JSON.stringify(layout),
      alt,
      caption,
    ]),
    ...insights.insightsAnswer(all, claims, budgets, rules),
    insights.splitSentence(all),
    insights.farSentence(all),
    ...(valued && all.sizes[0].valueShare >= 0 ? [insights.valueSharesTitle(fromRows(all.sizes))] : []),
    ...['frequency', 'value', 'satisfaction', 'age'].flatMap((column) =>
      has(framed, column) ? [insights.mediansTitle(framed, column, names)] : [],
    ),
    ...['income', 'channel'].flatMap((column) =>
      has(framed, column) ? [insights.sharesTitle(framed, column, names, claims)] : [],
    ),
    ...['segments', 'ties', 'drivers', 'membership', 'budget'].map((topic) =>
      insights.claimSentences(claims, topic, 4),
    ),
    ...claimRows(claims).map(({ claim, evidence, method }) => `${claim} ${evidence} ${method}`),
    insights.absentSentence(all),
    JSON.stringify(insights.explainedRows(all).map(({ explainedByRfm: byRfm, ...row }) => row)),
    ...(living ? [insights.activitySentence(activity(framed), valued)] : []),
    ...(stakes.length ? [insights.activityTitle(stakes), JSON.stringify(stakes)] : []),
    ...(grid ? [insights.rfmTitle(grid), insights.rfmCaption(framed)] : []),
    ...(discounts.shape[0] ? [insights.discountTitle(discounts), insights.discountSentence(discounts)] : []),
    ...(drivers ? [insights.driversTitle(claims), insights.driversCaption(all, claims)] : []),
    ...(differences.length ? [insights.membershipTitle(all, claims), insights.membershipCaption(all, claims)] : []),
    ...(products.length ? [insights.stockSentence(all, products, [])] : []),
    ...(budgets.length ? [insights.budgetTitle(budgets), ...insights.budgetSentences(budgets)] : []),
    ...insights.campaignSentences(all, cards, budgets),
    ...insights.campaignSentences({ ...all, verdict: { ...told, kind: 'segments' } }, cards, budgets),
    ...insights.personas(all, claims, stakes, cards),
    ...insights.ruleSentences(ruleCards(all)),
    ...(valued
      ? [insights.tierSentence(tierPlan(framed, loyaltyTiers(framed), { benefits: [0.05], grossMargin: 0.4 }))]
      : []),
  ]
}

const all = sample({ customers: 90 })
const n = all.shape[0]
const values = (name: string) => all.column(name).values as (number & string)[]
const only = (...names: string[]) => all.loc({ columns: ['id', ...names] }) as DataFrame
const changed = (columns: Parameters<typeof derive>[1]) => derive(all, columns)

const CASES: Record<string, () => DataFrame> = {
  'usual customers': () => all,
  'amounts of 0 for most': () => changed({ amount: values('amount').map((one, i) => (i % 7 ? 0 : one)) }),
  'amounts of 0 for all': () => changed({ amount: Array(n).fill(0) }),
  'two prices': () => changed({ amount: values('amount').map((_, i) => (i % 3 ? 9.99 : 29.99)) }),
  'prices in thousandths': () => changed({ amount: values('amount').map((one) => one / 100_000) }),
  'rare purchases': () => changed({ frequency: values('frequency').map((one) => one / 60) }),
  'one channel and one category': () => changed({ channel: Array(n).fill('Online'), category: Array(n).fill('Toys') }),
  'a category for each': () => changed({ category: values('category').map((_, i) => `Category ${i}`) }),
  'nobody who uses discounts': () =>
    changed({ discountUsed: Array(n).fill(false), discountSensitivity: Array(n).fill('Not Sensitive') }),
  'one day for all': () => changed({ lastPurchase: Array(n).fill('2024-05-01'), since: Array(n).fill('2024-05-01') }),
  'two giants': () => changed({ amount: values('amount').map((one, i) => (i < 2 ? 1e6 : one)) }),
  'names with markup': () =>
    changed({ channel: values('channel').map((_, i) => (i % 2 ? '<b>$x$</b>' : '[a](b) *c*')) }),
  'amount and frequency': () => only('amount', 'frequency'),
  'dates and frequency': () => only('lastPurchase', 'since', 'frequency'),
  'age, income and satisfaction': () => only('age', 'income', 'satisfaction'),
  'satisfaction alone': () => only('satisfaction'),
  'returns and rating': () => only('returns', 'rating', 'channel'),
}

describe.each(
  Object.keys(CASES).flatMap((name) => [
    [name, 0] as const,
    ...(name === 'usual customers' ? [[name, 7] as const] : []),
  ]),
)('of %s (k = %d), 03 and 04', (name, k) => {
  const words = wordsOf(CASES[name](), k)

  it('show only numbers that are numbers', () => {
    for (const text of words)
      expect(text).not.toMatch(/\b(NaN|Infinity|undefined|null)\b|[^\d.]-0\b|\$0\.00(?!\d)|\b0 of 0\b|\[object/)
  })

  it('compare nothing with itself', () => {
    for (const text of words) {
      expect(text).not.toMatch(/: ([\d.]+%) of (.+?), \1 of /)
      expect(text).not.toMatch(/varies most: [\d.]+% of (.+?), [\d.]+% of \1$/)
      expect(text).not.toMatch(/median of (\S+) for .+?, \1 for /)
      expect(text).not.toMatch(/none of [01]\b|\b[01] of [01] /i)
    }
  })

  it('use the singular for one and the plural for several, and end their sentences', () => {
    for (const text of words) {
      expect(text).not.toMatch(/(^|[^\d,.−])1 (customers|variables|tests|samples|differences|categories)\b/)
      expect(text).not.toMatch(/ \.|\.\.(?!\.)|, ,|: \.|\(\)|\[, /)
    }
  })
})

it('all money is in the currency of the run', () => {
  const usual = wordsOf(all).join('\n')
  useSettings({ currency: '€' })
  try {
    const words = wordsOf(all).join('\n')
    expect(words).toContain('€')
    expect(words).toBe(usual.replaceAll('$', '€'))
  } finally {
    useSettings()
  }
})

it('a single variable is not described as one of one', () => {
  const words = wordsOf(only('amount', 'frequency', 'since', 'lastPurchase').drop({ columns: ['lastPurchase'] }))
  const answer = words.find((text) => text.startsWith('**Drivers:'))!
  expect(answer).toMatch(/the only variable that could be tested (is|is not) related to high value/)
})

it('two giants do not make a segment of their own', () => {
  const prepared = prepare(CASES['two giants']()).customers
  const space = featureSpace(prepared)
  const { labels } = kmeans(space.x, assess(space.x, { seed: 1 }).k, { seed: 1 })
  const sizes = [...new Set(labels)].map((label) => labels.filter((one) => one === label).length)
  expect(Math.min(...sizes)).toBeGreaterThan(5)
})

it('the shares of value are given with and without customers who are far larger', () => {
  const words = wordsOf(CASES['two giants']()).find((text) => text.includes('far larger'))!
  expect(words).toMatch(/^\*\*2 customers are far larger than all others\*\*, at \$[\d,]+ and \$[\d,]+ per month/)
  expect(words).toMatch(/They bring 9\d% of all value/)
  expect(wordsOf(all).some((text) => text.includes('far larger'))).toBe(false)
})

it('for real customers, nothing is said about one, or about fewer than the limit', () => {
  useSettings({ fewestShown: 5 })
  try {
    const told = wordsOf(CASES['two giants']()).find((text) => text.includes('far larger'))!
    expect(told).toMatch(
      /^\*\*2 customers are far larger than all others\*\*; in results\/segments\.csv, they have the largest Value Scores/,
    )
    expect(told).not.toMatch(/\$|%/)
    const words = wordsOf(all, 7).join('\n')
    expect(words).toContain('fewer than 5 customers')
    expect(words).not.toMatch(/(^|[^\d,.−])[1-4] (held-out )?customers\b|\([1-4] of|\b[1-4] of \d+ in /)
    const silent = {
      segment: 'a',
      customers: 30,
      active: 28,
      slipping: 1,
      lapsed: 1,
      atStake: 9,
      atStakeShare: 0.1,
      atStakeShareLow: 0,
      atStakeShareHigh: 1,
    }
    expect(insights.stakeRows([silent])[0]).toMatchObject({ customers: 30, atStake: NaN, atStakeShare: NaN })
    expect(insights.activityTitle([silent])).toBe('Few customers have gone silent')
  } finally {
    useSettings()
  }
})

it('a frequency below one per month reads as a person would say it', () => {
  const rare = prepare(CASES['rare purchases']()).customers
  const framed = derive(rare, { segment: values('frequency').map((times) => (times > 6 ? 'a' : 'b')) })
  expect(insights.mediansTitle(framed, 'frequency', ['a', 'b'])).toMatch(
    /a median of once in [\d.]+ months for a, once in [\d.]+ months for b/,
  )
})
