import { type Figure, figure } from './figure.js'
import { NEUTRAL } from './palette.js'

/** One series of bars: a segment, or a level of a stack. */
export interface BarSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly colour?: string
  /** Ends of error bars, low and high. */
  readonly intervals?: readonly (readonly [number, number])[]
}

/**
 * Bars side by side, stacked, or lying.
 *
 * @param parts categories: one place on the axis each; percent: values are shares, 0 to 1
 */
export function bars(parts: {
  title: string
  categories: readonly string[]
  series: readonly BarSeries[]
  unit: string
  percent?: boolean
  stacked?: boolean
  lying?: boolean
  height?: number
  alt: string
  caption: string
}): Figure {
  const [along, up] = parts.lying ? ['y', 'x'] : ['x', 'y']
  const data = parts.series.map((series) => ({
    type: 'bar',
    name: series.name,
    orientation: parts.lying ? 'h' : 'v',
    [along]: parts.categories,
    [up]: series.values,
    marker: { color: series.colour ?? NEUTRAL },
    ...(parts.stacked && {
      text: series.values.map((value) => (value >= 0.04 ? `${Math.round(value * 100)} %` : '')),
      textposition: 'inside',
      insidetextanchor: 'middle',
      insidetextfont: { color: '#FFFFFF' },
      textangle: 0,
    }),
    ...(series.intervals && {
      [`error_${up}`]: {
        type: 'data',
        symmetric: false,
        array: series.intervals.map(([, high], i) => high - series.values[i]),
        arrayminus: series.intervals.map(([low], i) => series.values[i] - low),
        color: '#22303C',
        thickness: 1.2,
        width: 3,
      },
    }),
  }))
  return figure({
    title: parts.title,
    data,
    layout: {
      height:
        parts.height ??
        (parts.lying
          ? 170 + 26 * parts.categories.length * (parts.stacked ? 1 : Math.max(1, parts.series.length / 2))
          : 400),
      barmode: parts.stacked ? 'stack' : 'group',
      bargap: 0.25,
      showlegend: parts.series.length > 1,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom', traceorder: 'normal' },
      margin: { l: 70, r: 30, t: parts.series.length > 1 ? 92 : 64, b: 60 },
      [`${along}axis`]: { type: 'category', showgrid: false, ...(parts.lying && { autorange: 'reversed' }) },
      [`${up}axis`]: { title: { text: parts.unit }, rangemode: 'tozero', ...(parts.percent && { tickformat: '.0%' }) },
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}
