import { figures } from 'segments'
import { mixtureChoices } from './peers.js'
import { COUNTS, equalName, SEPARATIONS } from './planted.js'
import { hits } from './planted-study.js'
import { type Trial, thousands } from './study.js'
import type { Found } from './verdicts.js'

const COLOURS = Object.values(figures.segmentColours(['Loyalists', 'At-Risk', 'New Customers', 'other', 'another']))

/** Ways of choosing k, and the share of data sets in which each chooses the planted k; undefined if it was not run. */
const JUDGES: readonly [string, (k: number, own: readonly Trial<Found>[]) => number | undefined][] = [
  ['The verdict', (k, own) => share(hits(k, own)['right k'], own.length)],
  [
    'Gap statistic',
    (k, own) =>
      shareOf(
        k,
        own.flatMap(({ found }) => found.gap ?? []),
      ),
  ],
  ['BIC, mixtures', (k, own) => shareOf(k, mixtureChoices(own))],
]

/**
 * Draw how often the planted number of groups is found, by how far apart they are: one panel per way of choosing k
 * (across) and number of rows (down), one line per k.
 *
 * @param trials of the planted groups
 * @returns the figure, or undefined if no trial has equal groups
 */
export function powerFigure(trials: readonly Trial<Found>[]): figures.Figure | undefined {
  const equal = trials.filter(({ scenario }) => scenario.includes('equal groups'))
  if (!equal.length) return undefined
  const counts = [...new Set(equal.map(({ rows }) => rows))].sort((a, b) => a - b)
  const cells = counts.flatMap((rows) => JUDGES.map(([label, judge]) => ({ rows, label, judge })))
  const places = figures.panels(cells.length, JUDGES.length, { x: 0.05, y: 0.2 })
  const data = cells.flatMap(({ rows, judge }, i) =>
    COUNTS.map((k, c) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: `k = ${k}`,
      legendgroup: `k = ${k}`,
      showlegend: i === 0,
      xaxis: `x${places[i].axis}`,
      yaxis: `y${places[i].axis}`,
      x: SEPARATIONS,
      y: SEPARATIONS.map((separation) => judge(k, of(equal, k, separation, rows)) ?? null),
      line: { color: COLOURS[c], width: 2 },
      marker: { color: COLOURS[c], size: 6 },
    })),
  )
  const axes = places.flatMap(({ axis, x, y }, i) => [
    [
      `xaxis${axis}`,
      {
        domain: x,
        anchor: `y${axis}`,
        title: { text: 'deviations apart', font: { size: 12 }, standoff: 4 },
        tickvals: SEPARATIONS,
        showgrid: false,
      },
    ],
    [
      `yaxis${axis}`,
      {
        domain: y,
        anchor: `x${axis}`,
        range: [-0.03, 1.03],
        tickformat: '.0%',
        ...(i % JUDGES.length === 0 && { title: { text: 'data sets', font: { size: 12 } } }),
      },
    ],
  ])
  const titles = cells.map(({ rows, label }, i) => figures.panelTitle(`${label}, ${thousands(rows)} rows`, places[i]))
  return figures.figure({
    title: 'How often the planted number of equal groups is found, by how far apart they are',
    data,
    layout: {
      height: 180 + 240 * counts.length,
      annotations: titles,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: -0.24 / counts.length, yanchor: 'top' },
      margin: { l: 60, r: 20, t: 85, b: 95 },
      ...Object.fromEntries(axes),
    },
    alt: 'Lines of the share of data sets in which the planted number of groups is found, over the distance of the groups, for two to six groups; the verdict beside the gap statistic and BIC.',
    caption: 'Shares of data sets of seven columns; distances in standard deviations within a group.',
  })
}

function of(trials: readonly Trial<Found>[], k: number, separation: number, rows: number): Trial<Found>[] {
  const name = equalName(k, separation)
  return trials.filter((trial) => trial.scenario === name && trial.rows === rows)
}

function share(hits: number, n: number): number | undefined {
  return n ? hits / n : undefined
}

function shareOf(k: number, choices: readonly number[]): number | undefined {
  return share(choices.filter((one) => one === k).length, choices.length)
}
