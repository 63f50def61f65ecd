import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { readOffers } from '../../lib/data/offers.js'
import { campaigns } from '../../lib/marketing/campaigns.js'
import type { Claim } from '../../lib/marketing/claims.js'
import type { CategoryValue } from '../../lib/marketing/margins.js'
import { ASSUMPTIONS } from '../../lib/marketing/plan.js'
import * as insights from '../../lib/story/insights.js'
import { studied } from './sample.js'

const { study, claims, budgets } = await studied()
const rules = await readOffers('data/offers.json')
const cards = (contactCost = 1) => campaigns(study, claims, rules, { ...ASSUMPTIONS, contactCost })

test('the answer ends with what to do for each segment, and names no group if they are slices', () => {
  const [todo] = insights.insightsAnswer(study, claims, budgets, rules).slice(-1)
  expect(todo).toMatch(
    /^\*\*To do:\*\* Loyalists: reward them, but not with discounts; At-Risk customers: put right what went wrong before selling; New Customers: turn purchases led by discounts into a habit\. Treat each as a test/,
  )
  const slices = { ...study, verdict: { ...study.verdict, kind: 'slices' as const } }
  expect(insights.insightsAnswer(slices, claims, budgets, rules).slice(-1)[0]).toMatch(
    /^\*\*To do:\*\* no campaigns by group/,
  )
})

test('customers who stay away are not sent to the channel where they are not met', () => {
  const sentences = insights.campaignSentences(study, cards(), budgets)
  for (const [place, { silent }] of cards().entries()) {
    expect(sentences[place].includes('write or call, since customers who stay away')).toBe(silent)
  }
  expect(
    cards()
      .filter(({ silent }) => silent)
      .map(({ segment }) => segment),
  ).toEqual(['At-Risk'])
})

test('a campaign that would not pay at the smallest effect says so, and no other does', () => {
  expect(insights.campaignSentences(study, cards()).join()).not.toContain('*Cost:*')
  for (const sentence of insights.campaignSentences(study, cards(100))) {
    expect(sentence).toMatch(
      /\*Cost:\* even the smallest effect worth finding would not pay for the contacts \(expected return −\$[\d,]+\)/,
    )
  }
})

test('shares of value near those of customers are reported as such, not named after the group that is largest by chance', () => {
  const even = [{ segment: 'a', customerShare: 0.4, valueShare: 0.43 }, { segment: 'b', customerShare: 0.6, valueShare: 0.57 }] // biome-ignore format: rows
  const said = 'very group’s share of the value is about the same as its share of the customers'
  expect(insights.valueSharesTitle(fromRows(even))).toBe(`E${said}`)
  const sizes = even.map((one) => ({ ...one, customers: 100 }))
  expect(insights.insightsAnswer({ ...study, sizes }, claims, budgets)[1]).toBe(`**Value:** e${said}.`)
  const uneven = [{ ...even[0], valueShare: 0.5 }, { ...even[1], valueShare: 0.5 }] // biome-ignore format: rows
  expect(insights.valueSharesTitle(fromRows(uneven))).toBe('a: 40% of customers, 50% of value')
})

test('a title about shares agrees with the claims about the column', () => {
  const rows = Array.from({ length: 100 }, (_, i) => i)
  const customers = frame({
    segment: rows.map((i) => (i < 50 ? 'a' : 'b')),
    channel: rows.map((i) => (i % 5 ? 'Web' : 'Shop')),
  })
  const claim = (holds: boolean) => [{ ...claims[0], group: 'a', column: 'channel', holds } as Claim]
  const none = 'Purchase channel does not differ between the groups beyond chance'
  expect(insights.sharesTitle(customers, 'channel', ['a', 'b'], claim(false))).toBe(none)
  expect(insights.sharesTitle(customers, 'channel', ['a', 'b'], claim(true))).not.toBe(none)
  expect(insights.sharesTitle(customers, 'channel', ['a', 'b'])).not.toBe(none)
})

test('among categories that are about equal, none is recommended over others', () => {
  const category = (value: number, i: number) => ({ category: `c${i}`, valuePerMonth: value }) as CategoryValue
  const stock = (...values: number[]) => insights.stockSentence(study, values.map(category), [])
  expect(stock(...Array.from({ length: 20 }, (_, i) => 120 - i))).toMatch(
    /^\*\*Stock:\*\* no category stands out: the top 5 of 20 bring 2\d% of the value\. Margins were not given/,
  )
  expect(stock(900, 800, 700, 600, 500, ...Array(15).fill(10))).toMatch(
    /bring 96% of the value from 5 of 20 categories/,
  )
})

test('a rule for a handful of customers is not reported as right in all of them', () => {
  const card = (customers: number) => ({ segment: 'a', says: 'age below 30', customers, precision: 1, recall: 0.1 })
  const said = (customers: number) =>
    insights.ruleSentences({ cards: [card(customers)], agreement: 0.9, tested: 300, sql: '' } as never)[0]
  expect(said(1)).toContain('This applies to 1 customer held out, too few to say how often the rule is right.')
  expect(said(20)).toContain('100% are in the group')
})
