import type { DataFrame } from 'danfojs-node'
import { count } from '../core/format.js'
import { random, shuffled } from '../core/random.js'
import { numbers } from '../data/columns.js'
import { type Figure, figure } from './figure.js'
import { axisOf, coloursOf, type FigureWords, levelsAt, levelsIn, nameOf, sizeOf } from './from-frame.js'
import { NEUTRAL } from './palette.js'

/** More points than these hide each other and fill the notebook. */
const MOST = 2000

/** Points of a frame. */
export interface Points extends FigureWords {
  readonly x: string
  readonly y: string
  /** The column whose levels have a colour each. */
  readonly by?: string
  /** Of more rows a sample of 2,000 is drawn, by this seed: default 1. */
  readonly seed?: number
}

/**
 * Customers as points on two numeric columns, coloured by group.
 *
 * @param frame a row a customer; not modified
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
    title: parts.title,
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
      `Scatter of ${nameOf(y, parts).toLowerCase()} over ${nameOf(x, parts).toLowerCase()}${by === undefined ? '' : `, colored by ${nameOf(by, parts).toLowerCase()}: ${levels.join(', ')}`}.`,
    caption: parts.caption ?? `${sizeOf(frame)}${n > MOST ? `, ${count(MOST)} of them drawn by a seeded sample` : ''}.`,
  })
}
