import type { DataFrame } from 'danfojs-node'
import { count, inSentence } from '../core/format.js'
import { random, shuffled } from '../core/random.js'
import { numbers } from '../data/columns.js'
import { type Figure, figure } from './figure.js'
import { axisOf, coloursOf, type FigureWords, levelsAt, levelsIn, nameOf, sizeOf } from './from-frame.js'
import { NEUTRAL } from './palette.js'

/** With more points than this, points hide each other and the notebook grows large. */
const MOST = 2000

/** Options of `points`. */
export interface Points extends FigureWords {
  /** The numeric column along the horizontal axis. */
  readonly x: string
  /** The numeric column along the vertical axis. */
  readonly y: string
  /** The column whose levels get one color each. */
  readonly by?: string
  /** The seed for the sample of 2,000 rows that is drawn from a larger frame; 1 by default. */
  readonly seed?: number
}

/**
 * Draw customers as points on two numeric columns, colored by group. At most 2,000 points are drawn.
 *
 * @param frame one row per customer; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example points(customers, { x: 'recency', y: 'value', by: 'segment', title: 'At-Risk customers bought long ago' })
 */
export function points(frame: DataFrame, parts: Points): Figure {
  const { x, y, by, seed = 1 } = parts
  const n = frame.shape[0]
  const [xs, ys] = [numbers(frame, x), numbers(frame, y)]
  const groups = by === undefined ? undefined : levelsAt(frame, by)
  const levels = by === undefined ? [''] : levelsIn(frame, by)
  const colours = by === undefined ? { '': NEUTRAL } : coloursOf(by, levels)
  const drawn = Array.from(shuffled(n, random(seed)).slice(0, MOST).sort())
  const data = levels.map((level) => {
    const rows = groups ? drawn.filter((row) => groups[row] === level) : drawn
    return {
      type: 'scatter',
      mode: 'markers',
      name: level,
      x: rows.map((row) => xs[row]),
      y: rows.map((row) => ys[row]),
      marker: { color: colours[level], size: 5, opacity: 0.55 },
    }
  })
  return figure({
    title: parts.title ?? `${nameOf(y, parts)} against ${inSentence(nameOf(x, parts))}`,
    data,
    layout: {
      height: parts.height ?? 520,
      showlegend: by !== undefined,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      margin: { l: 70, r: 30, t: 92, b: 60 },
      xaxis: { title: { text: axisOf(x, parts) } },
      yaxis: { title: { text: axisOf(y, parts) } },
    },
    alt:
      parts.alt ??
      `Scatter plot of ${inSentence(nameOf(y, parts))} against ${inSentence(nameOf(x, parts))}${by === undefined ? '' : `, colored by ${inSentence(nameOf(by, parts))}: ${levels.join(', ')}`}.`,
    caption:
      parts.caption ??
      `${sizeOf(frame)}${n > MOST ? `; a random sample of ${count(MOST)} is drawn (fixed seed)` : ''}.`,
  })
}
