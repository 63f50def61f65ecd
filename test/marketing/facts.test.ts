import { csvParse } from 'd3-dsv'
import { describe, expect, it } from 'vitest'
import { percent } from '../../lib/core/format.js'
import { texts } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { readOffers } from '../../lib/data/offers.js'
import { bars } from '../../lib/figures/bars.js'
import { campaigns } from '../../lib/marketing/campaigns.js'
import { categoryValues } from '../../lib/marketing/margins.js'
import { standOuts } from '../../lib/marketing/stand-outs.js'
import { campaignSentences, sharesTitle } from '../../lib/story/insights.js'
import { studied } from '../story/sample.js'
import { segmentsCsv } from './segments-csv.js'

type Studied = Awaited<ReturnType<typeof studied>>

const rules = await readOffers('data/offers.json')

/** Customers of a segment, and those of them who have a level, counted from the exported list and the customers read. */
function counted({ customers, study }: Studied) {
  const list = csvParse(segmentsCsv(study))
  const ids = texts(customers, 'id')
  const segmentOf = new Map(list.map((row) => [row.Customer_ID, row.Segment]))
  return {
    segments: [...new Set(list.map(({ Segment }) => Segment))],
    size: (segment: string) => list.filter((row) => row.Segment === segment).length,
    hits: (segment: string, column: string, level: string) =>
      texts(customers, column).filter((one, row) => one === level && segmentOf.get(ids[row]!) === segment).length,
    levels: (column: string) => [...new Set(texts(customers, column))] as string[],
  }
}

/** Two customers who spend so much that they are a group of their own. */
const large = (row: Record<string, string>, i: number) =>
  i < 2 ? { ...row, Purchase_Amount: '$90000', Frequency_of_Purchase: '12', Purchase_Channel: 'Online' } : row

describe.each([
  ['as simulated', { customers: 200 }],
  ['cut into seven', { customers: 90, k: 7 }],
  ['with two very large customers', { customers: 90, change: large, k: 7 }],
  [
    'who all buy in one channel',
    { customers: 200, change: (row: Record<string, string>) => ({ ...row, Purchase_Channel: 'Online' }) },
  ],
  ['without structure', { customers: 200, structure: 'none' as const }],
])('customers %s', (_, options) => {
  it('are in segments whose shares, counts and levels are reported as in the list', async () => {
    const all = await studied(options)
    const { study, claims, margins, prepared } = all
    const { size, hits, levels, segments } = counted(all)
    const cards = campaigns({ ...study, verdict: { ...study.verdict, kind: 'segments' } }, claims, rules)
    for (const [place, { segment, audience, channel, category }] of cards.entries()) {
      expect(audience).toBe(size(segment))
      for (const [column, pick] of [
        ['channel', channel!],
        ['category', category!],
      ] as const) {
        const own = hits(segment, column, pick.level)
        expect([pick.hits, pick.share]).toEqual([own, own / audience])
        const most = Math.max(...levels(column).map((level) => hits(segment, column, level)))
        if (!pick.standsOut) expect(own).toBe(most)
        const sentence = campaignSentences({ ...study, verdict: { ...study.verdict, kind: 'segments' } }, cards)[place]
        expect(sentence).toContain(
          `${own.toLocaleString('en')} of ${audience.toLocaleString('en')}, ${percent(own / audience)}`,
        )
      }
    }
    for (const column of ['channel', 'category']) {
      for (const row of standOuts(study, column, claims)) {
        const own = hits(row.group, column, row.level)
        const everyone = segments.reduce((sum, segment) => sum + hits(segment, column, row.level), 0)
        expect([row.customers, row.size, row.groupShare]).toEqual([own, size(row.group), own / size(row.group)])
        expect(row.lift).toBeCloseTo(own / size(row.group) / (everyone / study.segmentOf.length), 9)
      }
    }
    for (const { category, customers } of categoryValues(study, margins, claims))
      expect(customers).toBe(segments.reduce((sum, segment) => sum + hits(segment, 'category', category), 0))
    const framed = derive(prepared.customers, { segment: [...study.segmentOf] })
    const { data } = bars(framed, { x: 'segment', by: 'channel', lying: true, title: 'Channels' })
    for (const { name, x, y } of data as { name: string; x: number[]; y: string[] }[])
      for (const [at, segment] of y.entries())
        expect(x[at]).toBeCloseTo(hits(segment, 'channel', name) / size(segment), 4)
    for (const [, level, high, one] of sharesTitle(framed, 'channel', study.names).matchAll(
      /^(.+) \(.*\) varies most: (\S+) of (.+?),/g,
    ))
      expect(
        percent(
          hits(one.replace(/[“”]| customers$/g, ''), 'channel', level) / size(one.replace(/[“”]| customers$/g, '')),
        ),
      ).toBe(high)
  })

  it('have no claims about groups of fewer than 20', async () => {
    const { study, claims } = await studied(options)
    const small = study.sizes.filter(({ customers }) => customers < 20).map(({ segment }) => segment)
    expect(claims.filter(({ group }) => group && small.includes(group))).toEqual([])
    expect(
      campaigns({ ...study, verdict: { ...study.verdict, kind: 'segments' } }, claims, rules).filter(({ segment }) =>
        small.includes(segment),
      ),
    ).toEqual([])
  })
})

it('the cases above include such a small group', async () => {
  const { study } = await studied({ customers: 90, k: 7 })
  expect(study.sizes.filter(({ customers }) => customers < 20).length).toBeGreaterThan(2)
})
