import { quantile } from '../statistics/quantile.js'
import { type Figure, figure } from './figure.js'
import { segmentColours } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** One variable to be compared between segments. */
export interface BoxPanel {
  readonly label: string
  readonly unit: string
  readonly values: ArrayLike<number>
}

/**
 * The distribution of variables in each segment as boxes: quartiles, whiskers at 5 % and 95 %. Only these five numbers a
 * box stand in the figure, so a million customers take no more room than ten.
 */
export function boxes(parts: {
  title: string
  panels: readonly BoxPanel[]
  segmentOf: readonly string[]
  segments: readonly string[]
  alt: string
  caption: string
}): Figure {
  const places = panels(parts.panels.length, Math.min(3, parts.panels.length), { x: 0.08, y: 0.2 })
  const colours = segmentColours(parts.segments)
  const layout: Record<string, unknown> = {
    height: 150 + 260 * Math.ceil(parts.panels.length / 3),
    showlegend: false,
    annotations: places.map((place, i) => panelTitle(parts.panels[i].label, place)),
    margin: { l: 60, r: 20, t: 92, b: 50 },
  }
  const data = parts.panels.flatMap((panel, i) => {
    const { axis, x, y } = places[i]
    layout[`xaxis${axis}`] = { domain: x, anchor: `y${axis}`, type: 'category', showgrid: false }
    layout[`yaxis${axis}`] = { domain: y, anchor: `x${axis}`, title: { text: panel.unit, standoff: 4 } }
    return parts.segments.map((segment) => {
      const own = Array.from(panel.values).filter((_, row) => parts.segmentOf[row] === segment)
      const at = (p: number) => [quantile(own, p)]
      return {
        type: 'box',
        name: segment,
        x: [segment],
        xaxis: `x${axis}`,
        yaxis: `y${axis}`,
        lowerfence: at(0.05),
        q1: at(0.25),
        median: at(0.5),
        q3: at(0.75),
        upperfence: at(0.95),
        marker: { color: colours[segment] },
        line: { width: 2 },
      }
    })
  })
  return figure({ title: parts.title, data, layout, alt: parts.alt, caption: parts.caption })
}
