import { mean } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { decimal, inSentence } from '../core/format.js'
import { numbers } from '../data/columns.js'
import { dotted, type Figure, figure } from './figure.js'
import { axisOf, coloursOf, type FigureWords, levelsAt, levelsIn, nameOf, sizeOf } from './from-frame.js'

/** Larger frames are thinned to about this many rows by drawing every m-th row of each group. */
const MOST = 400
/** Empty rows between groups. */
const GAP = 8

/** Options of `ranked`. */
export interface Ranked extends FigureWords {
  /** The numeric column. */
  readonly x: string
  /** The column whose levels are the groups. */
  readonly by: string
}

/**
 * Draw the value of each row as a thin bar, sorted within each group, with a dotted line at the overall mean. With
 * silhouettes, this is the usual silhouette plot. Frames of more than 400 rows are thinned.
 *
 * @param frame one row per customer; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @see https://scikit-learn.org/stable/auto_examples/cluster/plot_kmeans_silhouette_analysis.html
 * @example ranked(silhouettes, { x: 'silhouette', by: 'segment', title: 'A fifth of customers are near a border' })
 */
export function ranked(frame: DataFrame, parts: Ranked): Figure {
  const values = numbers(frame, parts.x)
  const groups = levelsAt(frame, parts.by)
  const levels = levelsIn(frame, parts.by)
  const colours = coloursOf(parts.by, levels)
  const every = Math.max(1, Math.ceil(values.length / MOST))
  const means = levels.map((level) => mean(values.filter((_, row) => groups[row] === level)) ?? NaN)
  let place = 0
  const data = levels.map((level) => {
    const own = Array.from(values)
      .filter((value, row) => groups[row] === level && !Number.isNaN(value))
      .sort((a, b) => b - a)
      .filter((_, i) => i % every === 0)
    const y = own.map(() => place++)
    place += GAP
    return {
      type: 'bar',
      orientation: 'h',
      name: level,
      x: own,
      y,
      marker: { color: colours[level], line: { width: 0 } },
      hoverinfo: 'name+x',
    }
  })
  return figure({
    title: parts.title ?? `${nameOf(parts.x, parts)} by ${inSentence(nameOf(parts.by, parts))}`,
    data,
    layout: {
      height: parts.height ?? 440,
      bargap: 0,
      barmode: 'overlay',
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      margin: { l: 40, r: 30, t: 92, b: 60 },
      xaxis: { title: { text: axisOf(parts.x, parts) } },
      yaxis: { visible: false, autorange: 'reversed' },
      shapes: [dotted('x', mean(values) ?? NaN, '#22303C')],
    },
    alt:
      parts.alt ??
      `Ranked ${inSentence(nameOf(parts.x, parts))} by ${inSentence(nameOf(parts.by, parts))}: ${levels.map((level, i) => `${level} mean ${decimal(means[i])}`).join(', ')}.`,
    caption:
      parts.caption ??
      `${sizeOf(frame)}, sorted within groups${every > 1 ? `; one in ${every} is shown` : ''}. The dotted line is the mean.`,
  })
}
