import { bins, extent } from '../statistics/bins.js'
import { type Figure, figure } from './figure.js'
import { FAINT, NEUTRAL } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** One panel: values, or the levels of a category with their counts; and what they were before, drawn behind. */
export interface HistogramPanel {
  readonly label: string
  readonly unit: string
  readonly values?: ArrayLike<number>
  readonly before?: ArrayLike<number>
  readonly levels?: readonly { readonly level: string; readonly count: number }[]
}

/**
 * Small multiples of histograms.
 *
 * @param parts panels; across: panels a row (default 3); names of the two sets where panels have a before
 */
export function histograms(parts: {
  title: string
  panels: readonly HistogramPanel[]
  across?: number
  names?: { before: string; after: string }
  alt: string
  caption: string
}): Figure {
  const across = parts.across ?? 3
  const places = panels(parts.panels.length, across, { x: 0.07, y: 0.2 })
  const data: object[] = []
  const layout: Record<string, unknown> = {
    height: 150 + 190 * Math.ceil(parts.panels.length / across),
    barmode: 'overlay',
    showlegend: Boolean(parts.names),
    legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1.12, yanchor: 'bottom' },
    annotations: places.map((place, i) => panelTitle(parts.panels[i].label, place)),
    margin: { l: 60, r: 20, t: parts.names || parts.panels.some((panel) => panel.label) ? 96 : 64, b: 50 },
  }
  parts.panels.forEach((panel, i) => {
    const { axis, x, y } = places[i]
    const to = { type: 'bar', xaxis: `x${axis}`, yaxis: `y${axis}`, showlegend: Boolean(parts.names) && i === 0 }
    layout[`xaxis${axis}`] = {
      domain: x,
      anchor: `y${axis}`,
      title: { text: panel.unit, standoff: 4 },
      showgrid: false,
    }
    layout[`yaxis${axis}`] = {
      domain: y,
      anchor: `x${axis}`,
      ...(i % across === 0 && { title: { text: 'customers' } }),
    }
    if (panel.levels) {
      data.push({
        ...to,
        x: panel.levels.map(({ level }) => level),
        y: panel.levels.map((one) => one.count),
        marker: { color: NEUTRAL },
      })
      return
    }
    const range = extent([...known(panel.values!), ...(panel.before ? known(panel.before) : [])])
    if (panel.before)
      data.push({ ...to, ...bars(panel.before, range), name: parts.names?.before, marker: { color: FAINT } })
    const marker = panel.before ? { color: NEUTRAL, opacity: 0.75 } : { color: NEUTRAL }
    data.push({ ...to, ...bars(panel.values!, range), name: parts.names?.after, marker })
  })
  return figure({ title: parts.title, data, layout, alt: parts.alt, caption: parts.caption })
}

function bars(values: ArrayLike<number>, range: [number, number]): object {
  const { middles, counts, width } = bins(values, range)
  return { x: middles, y: counts, width: width * 0.94 }
}

function known(values: ArrayLike<number>): number[] {
  return Array.from(values).filter((value) => !Number.isNaN(value))
}
