import { sum } from 'd3-array'
import type { Assessment } from '../evidence/assess.js'
import { type Figure, figure } from './figure.js'
import { ACCENT, FAINT, NEUTRAL, segmentColours } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** At most so many pairs of neighbours are drawn, the shallowest gaps first. */
const PAIRS = 2
/** Customers farther out than so many times the way from the middle to a centre are not drawn. */
const FARTHEST = 2.5
const BARS = 25

/**
 * Why the verdict: the index of the data at each k against that of the draws from one cloud, and how the customers of
 * neighbouring groups lie between their centers.
 *
 * @param judged not modified
 * @param names of its groups, in the order of its centroids
 * @param segments all names, in the order of every other figure
 */
export function evidenceFigure(parts: {
  judged: Assessment
  names: readonly string[]
  segments: readonly string[]
  title: string
  alt: string
  caption: string
}): Figure {
  const { judged, names } = parts
  const { looks, k } = judged
  const used = looks.find((look) => look.k === k)!
  const shallow = [...used.valleys].sort((a, b) => a.dip - b.dip).slice(0, PAIRS)
  const places = panels(1 + shallow.length, 1 + shallow.length, { x: 0.06, y: 0 })
  const colours = segmentColours(parts.segments)
  const ks = looks.map((look) => look.k)
  const centres = looks.map(({ references }) => sum(references) / references.length)
  const percentBelow = (index: number, i: number) => 100 * (1 - Math.exp(index - centres[i]))
  const data: object[] = [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'samples from one cloud',
      x: looks.flatMap(({ k: at, references }) => Array.from(references, () => at)),
      y: looks.flatMap(({ references }, i) => Array.from(references, (one) => percentBelow(one, i))),
      marker: { color: FAINT, size: 6 },
    },
    {
      type: 'scatter',
      mode: 'lines+markers',
      name: 'these customers',
      x: ks,
      y: looks.map(({ index }, i) => percentBelow(index, i)),
      line: { color: NEUTRAL, width: 2 },
      marker: { color: ks.map((at) => (at === k ? ACCENT : NEUTRAL)), size: ks.map((at) => (at === k ? 12 : 6)) },
    },
  ]
  const layout: Record<string, unknown> = {
    height: 380,
    barmode: 'stack',
    showlegend: false,
    margin: { l: 70, r: 20, t: 96, b: 60 },
    annotations: [
      panelTitle('Tighter than one cloud', places[0]),
      ...shallow.map(({ a, b }, i) => panelTitle(`${names[a]} | ${names[b]}`, places[i + 1])),
    ],
    xaxis: { domain: places[0].x, title: { text: 'groups, k', standoff: 4 }, dtick: 1, showgrid: false },
    yaxis: { title: { text: 'inertia below one cloud, %', standoff: 4 } },
  }
  shallow.forEach(({ a, b, positions }, i) => {
    const { axis, x } = places[i + 1]
    for (const [name, values] of [
      [names[a], positions.a],
      [names[b], positions.b],
    ] as const) {
      data.push({
        type: 'bar',
        name,
        ...bars(values),
        xaxis: `x${axis}`,
        yaxis: `y${axis}`,
        marker: { color: colours[name] },
      })
    }
    layout[`xaxis${axis}`] = {
      domain: x,
      anchor: `y${axis}`,
      range: [-FARTHEST, FARTHEST],
      tickvals: [-1, 1],
      ticktext: ['center', 'center'],
      showgrid: false,
    }
    layout[`yaxis${axis}`] = { anchor: `x${axis}`, ...(i === 0 && { title: { text: 'customers', standoff: 4 } }) }
  })
  return figure({ title: parts.title, data, layout, alt: parts.alt, caption: parts.caption })
}

/** Bars of the same width for every group. */
function bars(positions: Float64Array): { x: number[]; y: number[]; width: number } {
  const width = (2 * FARTHEST) / BARS
  const y = Array<number>(BARS).fill(0)
  for (const position of positions) {
    const bar = Math.floor((position + FARTHEST) / width)
    if (bar >= 0 && bar < BARS) y[bar]++
  }
  return { x: y.map((_, bar) => (bar + 0.5) * width - FARTHEST), y, width }
}
