import type { Matrix } from '../core/matrix.js'
import { random, shuffled } from '../core/random.js'
import { type Figure, figure } from './figure.js'
import { segmentColours } from './palette.js'

/** More points than these hide each other and fill the notebook. */
const MOST = 2000

/**
 * Customers on the first two principal components, coloured by segment.
 *
 * @param parts scores: n by 2 or more; axes: titles of both
 */
export function segmentMap(parts: {
  title: string
  scores: Matrix
  segmentOf: readonly string[]
  segments: readonly string[]
  axes: readonly [string, string]
  seed: number
  alt: string
  caption: string
}): Figure {
  const colours = segmentColours(parts.segments)
  const drawn = shuffled(parts.scores.rows, random(parts.seed)).slice(0, MOST).sort()
  const at = (row: number, col: number) => Number(parts.scores.data[row * parts.scores.cols + col].toFixed(2))
  const data = parts.segments.map((segment) => {
    const rows = Array.from(drawn).filter((row) => parts.segmentOf[row] === segment)
    return {
      type: 'scatter',
      mode: 'markers',
      name: segment,
      x: rows.map((row) => at(row, 0)),
      y: rows.map((row) => at(row, 1)),
      marker: { color: colours[segment], size: 5, opacity: 0.55 },
      hoverinfo: 'name',
    }
  })
  return figure({
    title: parts.title,
    data,
    layout: {
      height: 520,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      margin: { l: 70, r: 30, t: 92, b: 60 },
      xaxis: { title: { text: parts.axes[0] } },
      yaxis: { title: { text: parts.axes[1] } },
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}
