import type { DataFrame } from 'danfojs-node'
import { percent as asPercent, decimal, inSentence, interval } from '../core/format.js'
import { withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { withhold } from '../data/withhold.js'
import { dotted, type Figure, figure } from './figure.js'
import { areShares, axisOf, type FigureWords, levelsAt, nameOf, withWithheld } from './from-frame.js'
import { ACCENT, FAINT, NEUTRAL } from './palette.js'

/** Options of `intervals`. */
export interface Intervals extends FigureWords {
  /** The column with the name of each row. */
  readonly y: string
  /** The column with the effect of each row. */
  readonly x: string
  /** The column with the low end of each interval. */
  readonly low: string
  /** The column with the high end of each interval. */
  readonly high: string
  /** A true/false column: marks are filled where it is true. */
  readonly filled?: string
  /** The names of filled and open marks in the legend, by default "supported" and "not supported". */
  readonly filledNames?: readonly [string, string]
  /** A column drawn as a second mark per row on the same axis. */
  readonly against?: string
  /** The value that means no effect, drawn as a dotted line. */
  readonly nothing?: number
  /** Whether effects are shares, 0 to 1; by default as the names of the column x tell. */
  readonly percent?: boolean
}

/**
 * Draw effects as dots with intervals, in the order of the rows from top to bottom.
 *
 * @param all one row per effect; rows that describe too few customers are withheld; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example intervals(drivers, { y: 'variable', x: 'effect', low: 'low', high: 'high', filled: 'holds', nothing: 0, title })
 */
export function intervals(all: DataFrame, parts: Intervals): Figure {
  const { shown: frame, withheld } = withhold(all)
  const labels = levelsAt(frame, parts.y).map((name) => name ?? 'missing')
  const [effects, lows, highs] = [parts.x, parts.low, parts.high].map((column) => numbers(frame, column))
  const filled = parts.filled === undefined ? undefined : numbers(frame, parts.filled)
  const [supported, unsupported] = parts.filledNames ?? ['supported', 'not supported']
  const places = labels.map((_, row) => row)
  const marks = (rows: readonly number[], name: string, marker: object, bar: string) => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: rows.map((row) => effects[row]),
    y: rows.map((row) => labels[row]),
    error_x: {
      type: 'data',
      symmetric: false,
      array: rows.map((row) => highs[row] - effects[row]),
      arrayminus: rows.map((row) => effects[row] - lows[row]),
      color: bar,
      thickness: 2,
      width: 4,
    },
    marker,
  })
  const held = places.filter((row) => !filled || filled[row] === 1)
  const rest = places.filter((row) => filled && filled[row] !== 1)
  const open = { color: '#FFFFFF', size: 9, line: { color: '#7B8894', width: 1.5 } }
  const data: object[] = []
  if (held.length) data.push(marks(held, supported, { color: NEUTRAL, size: 10 }, NEUTRAL))
  if (rest.length) data.push(marks(rest, unsupported, open, FAINT))
  if (parts.against !== undefined && places.length) {
    const against = numbers(frame, parts.against)
    data.push({
      type: 'scatter',
      mode: 'markers',
      name: inSentence(nameOf(parts.against, parts)),
      x: Array.from(against),
      y: labels,
      marker: { color: ACCENT, size: 12, symbol: 'diamond' },
    })
  }
  const { percent = areShares(frame, [parts.x]) } = parts
  const written = percent ? asPercent : (value: number) => decimal(value)
  return figure({
    title: parts.title ?? nameOf(parts.x, parts),
    data,
    layout: {
      height: parts.height ?? 180 + 26 * labels.length,
      margin: { l: 70, r: 30, t: 92, b: 60 },
      showlegend: data.length > 1,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      xaxis: {
        title: { text: axisOf(parts.x, parts) },
        zeroline: false,
        ...(percent && { tickformat: '.0%' }),
      },
      yaxis: { type: 'category', categoryorder: 'array', categoryarray: [...labels].reverse() },
      ...(parts.nothing !== undefined && { shapes: [dotted('x', parts.nothing)] }),
    },
    alt:
      parts.alt ??
      `Effects with intervals: ${labels.map((name, row) => `${name} ${written(effects[row])} ${interval([lows[row], highs[row]], written)}`).join(', ')}.`,
    caption: withWithheld(
      parts.caption ?? `Bars: 95% intervals${filled ? `; filled: ${supported}` : ''}.`,
      withheldWords(withheld, 'row'),
    ),
  })
}
