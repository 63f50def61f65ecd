import type { DataFrame } from 'danfojs-node'
import { percent as asPercent, decimal, interval } from '../core/format.js'
import { withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { withhold } from '../data/withhold.js'
import { dotted, type Figure, figure } from './figure.js'
import { axisOf, type FigureWords, levelsAt, nameOf, withWithheld } from './from-frame.js'
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
export function drawIntervals(parts: {
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
        shapes: [dotted('x', parts.nothing)],
      }),
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}

/** Intervals of a frame. */
export interface Intervals extends FigureWords {
  /** The column that names each row; and its effect, with the ends of the interval. */
  readonly y: string
  readonly x: string
  readonly low: string
  readonly high: string
  /** A true/false column: marks are filled where it is true, with the names of both kinds in the legend. */
  readonly filled?: string
  readonly filledNames?: readonly [string, string]
  /** A column with a second mark on the same axis. */
  readonly against?: string
  /** Where there is no effect: a line. */
  readonly nothing?: number
  /** Effects are shares, 0 to 1. */
  readonly percent?: boolean
}

/**
 * Effects as dots with their intervals, in the order of the rows.
 *
 * @param all a row an effect, those that describe too few customers are withheld; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example intervals(drivers, { y: 'variable', x: 'effect', low: 'low', high: 'high', filled: 'holds', nothing: 0, title })
 */
export function intervals(all: DataFrame, parts: Intervals): Figure {
  const { shown: frame, withheld } = withhold(all)
  const labels = levelsAt(frame, parts.y).map((name) => name ?? 'missing')
  const [effects, lows, highs] = [parts.x, parts.low, parts.high].map((column) => numbers(frame, column))
  const filled = parts.filled === undefined ? undefined : numbers(frame, parts.filled)
  const against = parts.against === undefined ? undefined : numbers(frame, parts.against)
  const [supported, unsupported] = parts.filledNames ?? ['supported', 'not supported']
  const written = parts.percent ? asPercent : (value: number) => decimal(value)
  return drawIntervals({
    title: parts.title,
    rows: labels.map((name, row) => ({
      label: name,
      effect: effects[row],
      low: lows[row],
      high: highs[row],
      supported: filled ? filled[row] === 1 : true,
      ...(against && { against: against[row] }),
    })),
    unit: axisOf(parts.x, parts),
    nothing: parts.nothing,
    percent: parts.percent,
    names: {
      supported,
      unsupported,
      ...(parts.against !== undefined && { against: nameOf(parts.against, parts).toLowerCase() }),
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
