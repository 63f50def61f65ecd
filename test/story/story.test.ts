import { beforeAll, describe, expect, it } from 'vitest'
import { scanK } from '../../lib/clusters/scan-k.js'
import { associations } from '../../lib/data/associations.js'
import { texts } from '../../lib/data/columns.js'
import { featureSpace } from '../../lib/features/features.js'
import { prepare } from '../../lib/features/prepare.js'
import type { Figure } from '../../lib/figures/figure.js'
import { campaigns } from '../../lib/marketing/campaigns.js'
import * as clustering from '../../lib/story/clustering.js'
import * as eda from '../../lib/story/eda.js'
import * as insights from '../../lib/story/insights.js'
import { choiceRows, multiverseFigure, multiverseSentences } from '../../lib/story/multiverse.js'
import * as preparation from '../../lib/story/preparation.js'
import { expectHouseForm } from '../figures/checks.js'
import { sample, studied } from './sample.js'

type Told = Awaited<ReturnType<typeof studied>>

/** Every figure of the four stories that the data allow. */
function figuresOf(told: Told): Figure[] {
  const { customers, prepared, judged, found, verdict, study, margins, budgets, claims, others } = told
  const pairs = associations(customers)
  return [
    eda.missingFigure(customers),
    eda.numericFigure(customers),
    eda.categoryFigure(customers),
    eda.orderedAssociationsFigure(pairs),
    eda.categoryAssociationsFigure(pairs),
    eda.purchasesFigure(customers),
    preparation.imputationFigure(customers, prepared),
    preparation.scoresFigure(prepared),
    preparation.skewFigure(prepared),
    clustering.verdictFigure(found, judged),
    clustering.stabilityFigure(found, verdict, 1),
    clustering.silhouetteFigure(found),
    clustering.mapFigure(found, verdict, 1),
    clustering.centroidsFigure(found),
    multiverseFigure(others, verdict.kind),
    insights.valueFigure(study),
    insights.distributionsFigure(study),
    insights.incomeFigure(study),
    insights.channelFigure(study),
    insights.discountFigure(study),
    insights.driversFigure(study, claims),
    insights.membershipFigure(study, claims),
    margins.length ? insights.marginFigure(study, margins) : undefined,
    budgets.length ? insights.budgetFigure(study, budgets) : undefined,
  ].filter((figure): figure is Figure => figure !== undefined)
}

/** Every sentence and table of the four stories, as one text. */
function wordsOf(told: Told): string {
  const { customers, log, rowsRead, prepared, judged, found, verdict, study, margins, budgets, claims, others } = told
  const space = featureSpace(prepared.customers)
  const cards = campaigns(study.tested.customers, study.tested.segmentOf, study.profiles)
  return JSON.stringify([
    eda.edaAnswer(customers, rowsRead, log, associations(customers)),
    eda.overview(customers, rowsRead),
    eda.alerts(customers),
    eda.logRows(log),
    preparation.preparationAnswer(log, prepared, space),
    preparation.imputationRows(customers, prepared),
    preparation.missingnessRows(customers, prepared),
    preparation.scalingRows(prepared, space),
    clustering.clusteringAnswer(found, judged, verdict),
    clustering.verdictRows(verdict),
    clustering.scanRows(scanK(found.space.x, { kMax: 5 })),
    clustering.namesRows(found),
    clustering.seedRows(found, [1, 2]),
    multiverseSentences(others, verdict.kind),
    choiceRows(others),
    insights.insightsAnswer(study, claims, budgets),
    insights.splitSentence(study),
    insights.profileRows(study),
    insights.channelRows(study),
    insights.ruleRows(study),
    insights.categoryRows(study, margins),
    insights.stockSentence(study, margins),
    insights.budgetRows(budgets),
    insights.budgetSentences(budgets),
    insights.campaignSentences(study, cards),
    insights.campaignRows(cards),
    insights.tierRows(study),
    insights.absentSentence(study),
    ...['segments', 'drivers', 'ties', 'budget'].map((topic) => insights.claimSentences(claims, topic, 3)),
  ])
}

describe('on customers in planted groups', () => {
  let told: Told
  beforeAll(async () => {
    told = await studied({ customers: 900 })
  })

  it('every figure is in the house form, and holds no gap', () => {
    const figures = figuresOf(told)
    for (const figure of figures) expectHouseForm(figure)
    expect(figures.length).toBe(24)
  })

  it('no sentence or table holds a number that is none', () => {
    expect(wordsOf(told)).not.toMatch(/NaN|undefined|Infinity|null/)
  })

  it('the verdict stands first in 03 and 04', () => {
    expect(clustering.clusteringAnswer(told.found, told.judged, told.verdict)[0]).toMatch(/^\*\*Verdict: segments/)
    expect(insights.insightsAnswer(told.study, told.claims, told.budgets)[0]).toMatch(/^\*\*Verdict: segments/)
  })

  it('the planted truth is found again, and a customer without truth is named', () => {
    const ids = texts(told.prepared.customers, 'id') as string[]
    const index = Number(clustering.recoverySentence(told.found, ids, told.truth).match(/index ([\d.]+)\*\*/)![1])
    expect(index).toBeGreaterThan(0.8)
    const rows = clustering.recoveryRows(told.found, ids, told.truth)
    expect(rows.map((row) => row['Planted group'])).toEqual(['At-Risk', 'Loyalists', 'New Customers'])
    expect(() => clustering.recoveryRows(told.found, ids, new Map())).toThrow(ids[0])
  })

  it('the budget and the margins are told', () => {
    expect(insights.insightsAnswer(told.study, told.claims, told.budgets).join()).toMatch(/would move from In-Store/)
    expect(insights.stockSentence(told.study, told.margins)).toMatch(/gross profit/)
  })

  it('what is left out of a list of claims is counted', () => {
    const drivers = told.claims.filter(({ topic }) => topic === 'drivers')
    expect(insights.claimSentences(told.claims, 'drivers', 2)).toContain(`Of ${drivers.length - 2} more tests`)
    expect(insights.claimSentences(told.claims, 'drivers')).not.toContain('more tests')
  })
})

describe('on customers whose columns are independent', () => {
  let told: Told
  beforeAll(async () => {
    told = await studied({ customers: 600, structure: 'none', bare: true, dirt: false, without: ['Customer_Since'] })
  })

  it('the words speak of slices, and of nothing that holds', () => {
    expect(told.verdict.kind).toBe('slices')
    const answer = insights.insightsAnswer(told.study, told.claims, told.budgets).join('\n')
    expect(answer).toMatch(/Verdict: slices/)
    expect(answer).toMatch(/none of \d+ variables/)
    expect(insights.splitSentence(told.study)).toContain('slices')
    expect(insights.profileRows(told.study)[0]).toHaveProperty('Slice')
    expect(clustering.clusteringAnswer(told.found, told.judged, told.verdict)[1]).toContain('slices')
  })

  it('what the file lacks is said', () => {
    const words = wordsOf(told)
    expect(words).not.toMatch(/NaN|undefined|Infinity/)
    expect(words).toMatch(/no tenure/)
    expect(words).toMatch(/no marketing spend was given/)
    expect(words).toMatch(/Margins were not given/)
    expect(words).toMatch(/no value needed repair/)
    expect(insights.budgetSentences([])[0]).toMatch(/Move nothing/)
  })

  it('every figure is in the house form', () => {
    for (const figure of figuresOf(told)) expectHouseForm(figure)
  })
})

describe('on odd files', () => {
  it('nothing missing gives no figure of what is missing', async () => {
    const { customers, log, rowsRead } = await sample({
      dirt: false,
      change: (row) => ({ ...row, Age: '40', Income_Level: 'High', Education_Level: "Master's", Location: 'Oslo' }),
    })
    expect(eda.missingFigure(customers)).toBeUndefined()
    expect(preparation.imputationFigure(customers, prepare(customers))).toBeUndefined()
    expect(eda.alerts(customers)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Column: 'Location', Alert: 'constant' }),
        expect.objectContaining({ Column: 'Age', Alert: 'constant' }),
      ]),
    )
    expect(eda.edaAnswer(customers, rowsRead, log, associations(customers)).join()).toContain('Nothing is missing')
  })

  it('many places are an alert, and are not compared', async () => {
    const { customers } = await sample({ dirt: false, change: (row, i) => ({ ...row, Location: `Town ${i}` }) })
    expect(eda.alerts(customers)).toContainEqual(expect.objectContaining({ Alert: 'many levels' }))
    expect(associations(customers).categories).not.toContain('location')
  })

  it('a given number of segments is said to be given', async () => {
    const told = await studied({ k: 4, customers: 400 })
    expect(clustering.clusteringAnswer(told.found, told.judged, told.verdict)[1]).toContain('given as a parameter')
    expect(new Set(told.study.names).size).toBe(4)
    for (const figure of figuresOf(told)) expectHouseForm(figure)
  })
})
