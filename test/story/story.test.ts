import { beforeAll, describe, expect, it } from 'vitest'
import { traitRows } from '../../lib/clusters/segment.js'
import { associations } from '../../lib/data/associations.js'
import { texts } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { missing as missingIn } from '../../lib/data/missing.js'
import { readOffers } from '../../lib/data/offers.js'
import type { Multiverse } from '../../lib/evidence/multiverse.js'
import { featureSpace } from '../../lib/features/features.js'
import type { Figure } from '../../lib/figures/figure.js'
import { campaignRows, campaigns } from '../../lib/marketing/campaigns.js'
import { discountCorrelations } from '../../lib/marketing/discounts.js'
import { highMarginLifts } from '../../lib/marketing/high-margin-lifts.js'
import { categoryValues } from '../../lib/marketing/margins.js'
import * as clustering from '../../lib/story/clustering.js'
import * as eda from '../../lib/story/eda.js'
import * as insights from '../../lib/story/insights.js'
import { choiceRows, multiverseSentences } from '../../lib/story/multiverse.js'
import * as preparation from '../../lib/story/preparation.js'
import { expectHouseForm } from '../figures/checks.js'
import { clusteringFigures, multiverseFigure } from './clustering-figures.js'
import { othersOf, sample, studied } from './sample.js'

const rules = await readOffers('data/offers.json')

type Told = Awaited<ReturnType<typeof studied>> & { others: Multiverse }

async function told(options: Parameters<typeof studied>[0]): Promise<Told> {
  const all = await studied(options)
  return { ...all, others: othersOf(all) }
}

/** Draw the figures of 03-clustering. */
function figuresOf({ judged, found, verdict, others }: Omit<Told, 'others'> & Partial<Told>): Figure[] {
  return [...clusteringFigures(judged, found, verdict), ...(others ? [multiverseFigure(others, verdict.kind)] : [])]
}

/** Return the titles and captions of the figures that notebooks draw from frames. */
function titlesOf(told: Told): string[] {
  const { customers, prepared, found, study, margins, budgets, claims } = told
  const pairs = associations(customers).pairs.map((pair) => ({ ...pair, real: pair.q <= 0.05 }))
  const of = (kind: string) => pairs.filter((pair) => pair.kind === kind)
  const missing = missingIn(customers)
  const segmented = derive(prepared.customers, { segment: found.segmentOf })
  const discounts = fromRows(discountCorrelations(segmented, found.segmentOf, study.names))
  const stability = fromRows(study.names.map((segment, i) => ({ segment, jaccard: 0.5 + i / 10 })))
  const high = highMarginLifts(study, margins, claims)
  const profile = fromRows(study.sizes)
  return [
    ...(missing ? [eda.missingTitle(missing)] : []),
    eda.missingCaption(customers),
    eda.skewTitle(customers),
    eda.levelsTitle(customers, ['channel']),
    eda.periodTitle(customers),
    eda.periodCaption(customers),
    ...['ordered', 'categories'].flatMap((kind) => [
      eda.pairsTitle(fromRows(of(kind))),
      eda.pairsCaption(fromRows(of(kind))),
    ]),
    preparation.filledTitle(customers, prepared.customers),
    preparation.derivedTitle(prepared.customers, ['value']),
    preparation.logTitle(prepared.customers),
    clustering.stabilityTitle(stability),
    clustering.traitsTitle(fromRows(traitRows(found))),
    insights.valueSharesTitle(profile),
    ...['frequency', 'value', 'satisfaction'].map((column) => insights.mediansTitle(segmented, column, study.names)),
    ...['income', 'channel'].map((column) => insights.sharesTitle(segmented, column, study.names)),
    insights.discountTitle(discounts),
    insights.discountCaption(discounts),
    insights.driversTitle(claims),
    insights.driversCaption(study, claims),
    insights.membershipTitle(study, claims),
    insights.membershipCaption(study, claims),
    ...(high.length ? [insights.marginTitle(high), insights.marginCaption(study, margins)] : []),
    insights.budgetTitle(budgets),
    insights.budgetCaption(study),
  ]
}

/** Return every sentence and table of the four stories as one text. */
function wordsOf(told: Told): string {
  const { customers, log, rowsRead, prepared, judged, found, verdict, study, margins, budgets, claims, others } = told
  const space = featureSpace(prepared.customers)
  const cards = campaigns(study, claims, rules)
  const products = categoryValues(study, margins, claims)
  return JSON.stringify([
    eda.edaAnswer(customers, rowsRead, log, associations(customers)),
    eda.overview(customers, rowsRead),
    eda.alerts(customers),
    preparation.preparationAnswer(log, prepared, space),
    preparation.missingnessRows(customers, prepared),
    preparation.scalingRows(prepared.customers, space),
    clustering.clusteringAnswer(found, judged, verdict),
    clustering.verdictRows(verdict),
    clustering.namesRows(found),
    multiverseSentences(others, verdict.kind),
    choiceRows(others),
    insights.insightsAnswer(study, claims, budgets),
    insights.splitSentence(study),
    ...titlesOf(told),
    insights.explainedRows(study),
    products.map(({ grossMargin: margin, grossProfit: profit, ...rest }) => rest),
    insights.stockSentence(study, products, margins),
    insights.budgetSentences(budgets),
    insights.campaignSentences(study, cards),
    campaignRows(cards),
    insights.absentSentence(study),
    ...['segments', 'drivers', 'ties', 'budget'].map((topic) => insights.claimSentences(claims, topic, 3)),
  ])
}

describe('on customers in planted groups', () => {
  let all: Told
  beforeAll(async () => {
    all = await told({ customers: 900 })
  }, 60_000)

  it('every figure has the default style, and no gaps', () => {
    const figures = figuresOf(all)
    for (const figure of figures) expectHouseForm(figure)
    expect(figures.length).toBe(5)
  })

  it('no sentence or table contains an invalid number', () => {
    expect(wordsOf(all)).not.toMatch(/NaN|undefined|Infinity|null/)
  })

  it('the verdict comes first in 03 and 04', () => {
    expect(clustering.clusteringAnswer(all.found, all.judged, all.verdict)[0]).toMatch(/^\*\*Verdict: segments/)
    expect(insights.insightsAnswer(all.study, all.claims, all.budgets)[0]).toMatch(/^\*\*Verdict: segments/)
  })

  it('the planted truth is found again, and a customer without truth is named', () => {
    const ids = texts(all.prepared.customers, 'id') as string[]
    const index = Number(clustering.recoverySentence(all.found, ids, all.truth).match(/index ([\d.]+)\*\*/)![1])
    expect(index).toBeGreaterThan(0.8)
    const rows = clustering.recoveryRows(all.found, ids, all.truth)
    expect(rows.map((row) => row.plantedGroup)).toEqual(['At-Risk', 'Loyalists', 'New Customers'])
    expect(() => clustering.recoveryRows(all.found, ids, new Map())).toThrow(ids[0])
  })

  it('the budget and the margins are reported', () => {
    expect(insights.insightsAnswer(all.study, all.claims, all.budgets).join()).toMatch(/could be moved from In-Store/)
    expect(insights.stockSentence(all.study, categoryValues(all.study, all.margins, all.claims), all.margins)).toMatch(
      /gross profit/,
    )
  })

  it('the number of claims left out of a list is given', () => {
    const drivers = all.claims.filter(({ topic }) => topic === 'drivers')
    expect(insights.claimSentences(all.claims, 'drivers', 2)).toContain(`Of ${drivers.length - 2} more claims`)
    expect(insights.claimSentences(all.claims, 'drivers')).not.toContain('more tests')
  })
})

describe('on customers whose columns are independent', () => {
  let all: Told
  beforeAll(async () => {
    all = await told({ customers: 600, structure: 'none', bare: true, dirt: false, without: ['Customer_Since'] })
  }, 60_000)

  it('the texts speak of slices, and of no claim that holds', () => {
    expect(all.verdict.kind).toBe('slices')
    const answer = insights.insightsAnswer(all.study, all.claims, all.budgets).join('\n')
    expect(answer).toMatch(/Verdict: slices/)
    expect(answer).toMatch(/none of \d+ variables/)
    expect(insights.splitSentence(all.study)).toContain('slices')
    expect(clustering.clusteringAnswer(all.found, all.judged, all.verdict)[1]).toContain('slices')
  })

  it('the texts say what the file lacks', () => {
    const words = wordsOf(all)
    expect(words).not.toMatch(/NaN|undefined|Infinity/)
    expect(words).toMatch(/tenure cannot be computed/)
    expect(words).toMatch(/left out: it needs/)
    expect(words).toMatch(/Margins were not given/)
    expect(words).toMatch(/no value needed repair/)
    expect(insights.budgetSentences([])[0]).toMatch(/Move nothing/)
  })

  it('every figure has the default style', () => {
    for (const figure of figuresOf(all)) expectHouseForm(figure)
  })
})

describe('on unusual files', () => {
  it('if nothing is missing, there is no figure of missing values', async () => {
    const { customers, log, rowsRead } = await sample({
      dirt: false,
      change: (row) => ({ ...row, Age: '40', Income_Level: 'High', Education_Level: "Master's", Location: 'Oslo' }),
    })
    expect(missingIn(customers)).toBeUndefined()
    expect(eda.alerts(customers)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ column: 'Location', alert: 'constant' }),
        expect.objectContaining({ column: 'Age', alert: 'constant' }),
      ]),
    )
    expect(eda.edaAnswer(customers, rowsRead, log, associations(customers)).join()).toContain('Nothing is missing')
  })

  it('many locations are an alert, and are not compared', async () => {
    const { customers } = await sample({ dirt: false, change: (row, i) => ({ ...row, Location: `Town ${i}` }) })
    expect(eda.alerts(customers)).toContainEqual(expect.objectContaining({ alert: 'many levels' }))
    expect(associations(customers).categories).not.toContain('location')
  })

  it('a given number of segments is described as given', async () => {
    const all = await studied({ k: 4, customers: 100 })
    expect(clustering.clusteringAnswer(all.found, all.judged, all.verdict)[1]).toContain(
      'the number set by the parameter',
    )
    expect(new Set(all.study.names).size).toBe(4)
    for (const figure of figuresOf(all)) expectHouseForm(figure)
  })
})
