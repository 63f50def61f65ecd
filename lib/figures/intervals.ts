import { type Figure, figure } from './figure.js'
import { ACCENT, FAINT, NEUTRAL } from './palette.js'

/** One effect with its interval. */
export interface IntervalRow {
  readonly label: string
  readonly effect: number
  readonly low: number
  readonly high: number
  /** Supported marks are filled, others open. */
  readonly supported: boolean
  /** A second mark on the same axis, such as a share of spend. */
  readonly against?: number
}

/**
 * Effects as dots with their intervals, largest on top.
 *
 * @param parts rows from the top; unit of the axis; nothing: where there is no effect (a line), if anywhere; names in the legend
 */
export function intervals(parts: {
  title: string
  rows: readonly IntervalRow[]
  unit: string
  nothing?: number
  percent?: boolean
  names?: { supported: string; unsupported: string; against?: string }
  alt: string
  caption: string
}): Figure {
  const names = parts.names ?? { supported: 'supported', unsupported: 'not supported' }
  const trace = (rows: readonly IntervalRow[], name: string, marker: object, bar: string) => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: rows.map(({ effect }) => effect),
    y: rows.map(({ label }) => label),
    error_x: {
      type: 'data',
      symmetric: false,
      array: rows.map(({ high, effect }) => high - effect),
      arrayminus: rows.map(({ low, effect }) => effect - low),
      color: bar,
      thickness: 2,
      width: 4,
    },
    marker,
  })
  const supported = parts.rows.filter((row) => row.supported)
  const rest = parts.rows.filter((row) => !row.supported)
  const data: object[] = []
  if (supported.length) data.push(trace(supported, names.supported, { color: NEUTRAL, size: 10 }, NEUTRAL))
  if (rest.length) {
    data.push(
      trace(rest, names.unsupported, { color: '#FFFFFF', size: 9, line: { color: '#7B8894', width: 1.5 } }, FAINT),
    )
  }
  const against = parts.rows.filter((row) => row.against !== undefined)
  if (against.length) {
    data.push({
      type: 'scatter',
      mode: 'markers',
      name: parts.names?.against,
      x: against.map((row) => row.against),
      y: against.map(({ label }) => label),
      marker: { color: ACCENT, size: 12, symbol: 'diamond' },
    })
  }
  return figure({
    title: parts.title,
    data,
    layout: {
      height: 180 + 26 * parts.rows.length,
      margin: { l: 70, r: 30, t: 92, b: 60 },
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      xaxis: { title: { text: parts.unit }, zeroline: false, ...(parts.percent && { tickformat: '.0%' }) },
      yaxis: {
        type: 'category',
        categoryorder: 'array',
        categoryarray: parts.rows.map(({ label }) => label).reverse(),
      },
      ...(parts.nothing !== undefined && {
        shapes: [
          {
            type: 'line',
            xref: 'x',
            yref: 'paper',
            x0: parts.nothing,
            x1: parts.nothing,
            y0: 0,
            y1: 1,
            line: { color: '#7B8894', width: 1, dash: 'dot' },
          },
        ],
      }),
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}
