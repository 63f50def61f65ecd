import { core, type data, features, model, outputsOf, say, show, table } from 'segments'
import type { Notebook } from '../pages/notebook.js'
import { advice, driftOf } from './drift.js'
import { sankey, waterfall } from './figures.js'
import type { Side } from './run-of.js'

/** Return the comparison of two runs as a notebook without code, which becomes a page like the others. */
export function comparison(then: Side, now: Side): Notebook {
  const drifts = driftOf(then, now)
  const moves = then.list && now.list ? model.movement(then.list, now.list) : undefined
  return {
    cells: [
      text(
        `# What moved between ${core.words(then.name)} and ${core.words(now.name)}?\n\nAre the customers still like those used to fit the model, who changed segment, and where did the value go?`,
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
              'Drift of each feature, largest first',
            )
          : say('The two runs have no feature in common.'),
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
  return `The verdict was *${then.verdict.kind}* and is ${same ? 'the same now' : `*${now.verdict.kind}* now`}, on ${core.count(then.customers)} and ${core.count(now.customers)} customers.`
}

function movedSentence({ shared, moved: changed, lost, gained }: model.Movement): string {
  const few = (customers: number) =>
    core.tooFew(customers) ? core.countShown(customers).replace(' customers', '') : core.count(customers)
  const others = `${few(lost)} ${lost === 1 ? 'is' : 'are'} gone, ${few(gained)} ${gained === 1 ? 'is' : 'are'} new`
  if (!shared) return `**The lists share no customer**, so segments were matched by name: ${others}.`
  const share = core.tooFew(changed) ? '' : ` (${core.percent(changed / shared)})`
  return `**${few(changed)} of ${core.count(shared)} customers in both${share} changed segment**; ${others}.`
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
    text('## Who moved\n\nSegments are matched by their customers, whatever their names.'),
    told(() => {
      table(matched, { caption: 'Segments then and now, with the customers who stayed', size: 'Customers' })
      if (moves.shared) show(sankey(moves))
      if (flows.length) table(flows, { caption: 'Customers who changed segment', size: 'Customers' })
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
  const row = (steps: model.SegmentBridge) => {
    const cents = (step: keyof Omit<model.SegmentBridge, 'segment' | 'customers'>) =>
      core.tooFew(steps.customers[step]) ? '' : core.money(steps[step], 2)
    return {
      Segment: steps.segment,
      Then: cents('valueThen'),
      'Lost customers': cents('lost'),
      'New customers': cents('gained'),
      'Moved in': cents('movedIn'),
      'Moved out': cents('movedOut'),
      'Stayed, more': cents('more'),
      'Stayed, less': cents('less'),
      Now: cents('valueNow'),
    }
  }
  const few = segments.flatMap(({ customers }) => Object.values(customers)).filter(core.tooFew).length
  return [
    text(
      '## Where the value went\n\nFrom the earlier value to the later one, step by step: customers who left or joined, who moved to another segment, and who spend more or less in the same one.',
    ),
    told(() => {
      show(waterfall(all))
      table(
        segments.map(row),
        [`The bridge by segment, ${features.unit('value')}`, core.withheldWords(few, 'cell')]
          .filter(Boolean)
          .join('. '),
      )
    }),
  ]
}

const text = (source: string) => ({ cell_type: 'markdown', source })

function told(tell: () => void): Notebook['cells'][number] {
  const outputs = outputsOf(tell).map((output) => ({ output_type: 'display_data', data: output }))
  return { cell_type: 'code', source: '', outputs }
}
