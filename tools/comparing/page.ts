import { core, type data, model, outputsOf, say, show, table } from 'segments'
import type { Notebook } from '../pages/notebook.js'
import { advice, driftOf } from './drift.js'
import { sankey, waterfall } from './figures.js'
import type { Side } from './run-of.js'

/** The comparison of two runs as a notebook without code, which becomes a page as the others do. */
export function comparison(then: Side, now: Side): Notebook {
  const drifts = driftOf(then, now)
  const moves = then.list && now.list ? model.movement(then.list, now.list) : undefined
  return {
    cells: [
      text(
        `# What moved between ${core.words(then.name)} and ${core.words(now.name)}?\n\nThe same customers a while later: are they still like those whom the model was fitted on, who changed segment, and where did the value go?`,
      ),
      told(() => say(advice(drifts), verdictSentence(then, now), ...(moves ? [movedSentence(moves)] : []))),
      text(
        `## Drift\n\nThe stability index compares how a feature was distributed then with how it is now. Below ${model.WATCH} little has changed; from ${model.REFIT} on the model describes other customers.`,
      ),
      told(() =>
        drifts.length
          ? table(
              drifts.map(({ feature, index, reading }) => ({
                Feature: feature,
                'Stability index': index.toFixed(3),
                Reading: reading,
              })),
              'Drift of each feature, most first',
            )
          : say('The two have no feature in common.'),
      ),
      ...(moves
        ? moved(moves)
        : [
            text(
              '## Who moved\n\nTwo lists of customers are needed to see who moved: give two run folders, or two lists.',
            ),
          ]),
      ...(moves && then.list && now.list ? bridged(then.list, now.list, moves) : []),
    ],
  }
}

function verdictSentence({ model: then }: Side, { model: now }: Side): string {
  if (!then || !now) return ''
  const same = then.verdict.kind === now.verdict.kind
  return `The verdict then was *${then.verdict.kind}*${same ? ', and is so now' : `; now it is *${now.verdict.kind}*`}, of ${core.count(then.customers)} and ${core.count(now.customers)} customers.`
}

function movedSentence({ shared, moved: changed, lost, gained }: model.Movement): string {
  const others = `${core.count(lost)} of then ${lost === 1 ? 'is' : 'are'} gone, ${core.count(gained)} ${gained === 1 ? 'is' : 'are'} new`
  if (!shared) return `**The lists share no customer**, so segments were matched by name: ${others}.`
  return `**${core.count(changed)} of ${core.count(shared)} customers who are in both (${core.percent(changed / shared)}) changed segment**; ${others}.`
}

function moved(moves: model.Movement): Notebook['cells'] {
  const matched = [...moves.match].map(([from, to]) => ({
    'Segment then': from,
    'Segment now': to,
    Customers: stayed(moves, from, to),
  }))
  const flows = moves.flows
    .filter(({ from, to }) => moves.match.get(from) !== to)
    .sort((a, b) => b.customers - a.customers)
    .map(({ from, to, customers }) => ({
      From: from,
      To: to,
      Customers: customers,
      Share: core.percent(customers / moves.shared),
    }))
  return [
    text('## Who moved\n\nSegments are matched by who is in them, whatever they are called.'),
    told(() => {
      table(matched, 'Segments then and now, with the customers who stayed')
      if (moves.shared) show(sankey(moves))
      if (flows.length) table(flows, 'Customers who changed segment')
    }),
  ]
}

function stayed({ flows }: model.Movement, from: string, to: string): number {
  return flows.find((flow) => flow.from === from && flow.to === to)?.customers ?? 0
}

function bridged(then: data.Listed, now: data.Listed, moves: model.Movement): Notebook['cells'] {
  if (!then.scores.value || !now.scores.value) {
    return [text('## Where the value went\n\nThe value bridge is left out: it needs the Value Score in both lists.')]
  }
  const { all, segments } = model.valueBridge(then, now, moves)
  const cents = (value: number) =>
    `${value < 0 ? '−' : ''}$${Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  const row = ({ segment, ...steps }: model.SegmentBridge) => ({
    Segment: segment,
    Then: cents(steps.valueThen),
    'Lost customers': cents(steps.lost),
    'New customers': cents(steps.gained),
    'Moved in': cents(steps.movedIn),
    'Moved out': cents(steps.movedOut),
    'Stayed, more': cents(steps.more),
    'Stayed, less': cents(steps.less),
    Now: cents(steps.valueNow),
  })
  return [
    text(
      '## Where the value went\n\nFrom the value of then to that of now, step by step: customers who left and came, who moved to another segment, and who spend more or less in the same one.',
    ),
    told(() => {
      show(waterfall(all))
      table(segments.map(row), 'The bridge by segment, $ per month')
    }),
  ]
}

const text = (source: string) => ({ cell_type: 'markdown', source })

function told(tell: () => void): Notebook['cells'][number] {
  const outputs = outputsOf(tell).map((output) => ({ output_type: 'display_data', data: output }))
  return { cell_type: 'code', source: '', outputs }
}
