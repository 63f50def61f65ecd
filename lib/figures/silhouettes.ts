import { sum } from 'd3-array'
import { dotted, type Figure, figure } from './figure.js'
import { segmentColours } from './palette.js'

/** A silhouette is drawn by this many bars at most: every m-th customer. */
const MOST = 400

/**
 * The silhouette of each customer, sorted within each segment: blades that are wide and equal speak for the segments,
 * negative values are customers nearer to another segment.
 */
export function silhouettes(parts: {
  title: string
  values: Float64Array
  segmentOf: readonly string[]
  segments: readonly string[]
  alt: string
  caption: string
}): Figure {
  const colours = segmentColours(parts.segments)
  const every = Math.max(1, Math.ceil(parts.values.length / MOST))
  let place = 0
  const data = parts.segments.map((segment) => {
    const own = Array.from(parts.values)
      .filter((_, i) => parts.segmentOf[i] === segment)
      .sort((a, b) => b - a)
      .filter((_, i) => i % every === 0)
    const y = own.map(() => place++)
    place += 8
    return {
      type: 'bar',
      orientation: 'h',
      name: segment,
      x: own,
      y,
      marker: { color: colours[segment], line: { width: 0 } },
      hoverinfo: 'name+x',
    }
  })
  const mean = sum(parts.values) / parts.values.length
  return figure({
    title: parts.title,
    data,
    layout: {
      height: 440,
      bargap: 0,
      barmode: 'overlay',
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      margin: { l: 40, r: 30, t: 92, b: 60 },
      xaxis: { title: { text: 'silhouette (−1 to 1)' } },
      yaxis: { visible: false, autorange: 'reversed' },
      shapes: [dotted('x', mean, '#22303C')],
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}
