import { core, features, type model } from 'segments'

/** A plain Plotly figure with its texts. */
export interface Plot {
  readonly data: readonly object[]
  readonly layout: object
  readonly alt: string
  readonly caption: string
}

const FONT = { family: 'Helvetica, Arial, sans-serif', size: 13, color: '#22303C' }
/** In the order of the earlier segments; a matched later segment has the color of its match. */
const COLOURS = ['#1F4E79', '#B5651D', '#5B7553', '#7A6C9B', '#8C3B4A', '#2E86AB', '#7B8894']

/** Draw where the customers in both lists went, by segment, as a Sankey diagram. */
export function sankey({ flows: all, match, shared, moved }: model.Movement): Plot {
  const flows = all.filter(({ customers }) => !core.tooFew(customers))
  const [from, to] = [[...new Set(flows.map((flow) => flow.from))], [...new Set(flows.map((flow) => flow.to))]]
  const colour = (name: string) => COLOURS[Math.max(0, from.indexOf(name)) % COLOURS.length]
  const origin = (name: string) => [...match].find(([, now]) => now === name)?.[0] ?? ''
  const staying = (flow: model.Flow) => match.get(flow.from) === flow.to
  return {
    data: [
      {
        type: 'sankey',
        arrangement: 'snap',
        node: {
          label: [...from.map((name) => `${name}, then`), ...to.map((name) => `${name}, now`)],
          color: [...from.map(colour), ...to.map((name) => (origin(name) ? colour(origin(name)) : '#7B8894'))],
          pad: 18,
          thickness: 16,
        },
        link: {
          source: flows.map((flow) => from.indexOf(flow.from)),
          target: flows.map((flow) => from.length + to.indexOf(flow.to)),
          value: flows.map(({ customers }) => customers),
          color: flows.map((flow) => (staying(flow) ? 'rgba(123,136,148,0.25)' : 'rgba(181,101,29,0.55)')),
        },
      },
    ],
    layout: {
      title: { text: movedTitle(shared, moved), x: 0.02, xref: 'container', xanchor: 'left', font: { size: 16 } },
      font: FONT,
      height: 440,
      paper_bgcolor: '#FFFFFF',
      margin: { l: 30, r: 30, t: 64, b: 30 },
    },
    alt: `Flows of customers between segments: ${flows.map((flow) => `${flow.from} to ${flow.to} ${core.count(flow.customers)}`).join('; ')}.`,
    caption: `n = ${core.count(shared)} customers in both. Left: segments then; right: now. Orange bands are customers who changed segment.${withheld(all.length - flows.length, 'band')}`,
  }
}

function withheld(number: number, noun: string): string {
  return number ? ` ${core.withheldWords(number, noun)}` : ''
}

export function movedTitle(shared: number, moved: number): string {
  if (core.tooFew(moved)) return 'Hardly any customer changed segment'
  return `${core.percent(moved / shared)} of customers changed segment`
}

/** Draw the steps from the earlier value to the later one as a waterfall. */
export function waterfall(bridge: model.Bridge): Plot {
  const all: readonly (readonly [string, keyof Omit<model.Bridge, 'customers'>, 'absolute' | 'relative' | 'total'])[] =
    [
      ['then', 'valueThen', 'absolute'],
      ['lost customers', 'lost', 'relative'],
      ['new customers', 'gained', 'relative'],
      ['moved up', 'movedUp', 'relative'],
      ['moved down', 'movedDown', 'relative'],
      ['stayed, spend more', 'more', 'relative'],
      ['stayed, spend less', 'less', 'relative'],
      ['now', 'valueNow', 'total'],
    ]
  const steps = all
    .filter(([, step]) => !core.tooFew(bridge.customers[step]))
    .map(([name, step, kind]) => [name, bridge[step], kind] as const)
  const change = bridge.valueNow - bridge.valueThen
  const share = bridge.valueThen > 0 ? ` (${core.percent(Math.abs(change) / bridge.valueThen)})` : ''
  return {
    data: [
      {
        type: 'waterfall',
        // Horizontal, with the amounts below the names, so that both can be read on a phone.
        orientation: 'h',
        y: steps.map(([name, value]) => `${name}<br>${core.money(value)}`),
        x: steps.map(([, value]) => value),
        measure: steps.map(([, , kind]) => kind),
        increasing: { marker: { color: '#5B7553' } },
        decreasing: { marker: { color: '#B5651D' } },
        totals: { marker: { color: '#1F4E79' } },
        connector: { line: { color: '#B8C2CC', width: 1 } },
      },
    ],
    layout: {
      title: {
        text: change
          ? `Value ${change > 0 ? 'rose' : 'fell'} by ${core.money(Math.abs(change))} per month${share}`
          : 'Value stayed the same',
        x: 0.02,
        xref: 'container',
        xanchor: 'left',
        font: { size: 16 },
      },
      font: FONT,
      height: 440,
      paper_bgcolor: '#FFFFFF',
      plot_bgcolor: '#FFFFFF',
      showlegend: false,
      margin: { l: 20, r: 30, t: 64, b: 60 },
      xaxis: { title: { text: features.unit('value') }, gridcolor: '#E6EAEE', nticks: 5 },
      yaxis: { autorange: 'reversed', automargin: true },
    },
    alt: `Waterfall: ${steps.map(([name, value]) => `${name} ${core.money(value)}`).join('; ')}.`,
    caption: `Value Score of all customers, ${features.unit('value')}. Moved up: into a segment whose customers had a higher average value then; moved down: into one with a lower average. Spending more or less: in the same segment. The steps add up to the cent.${withheld(all.length - steps.length, 'step')}`,
  }
}
