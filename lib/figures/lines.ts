import type { DataFrame } from 'danfojs-node'
import { percent as asPercent, inSentence, plain } from '../core/format.js'
import { tooFew, withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { columnOf } from '../data/view.js'
import { type Figure, figure } from './figure.js'
import {
  areShares,
  axisOf,
  type Behind,
  type FigureWords,
  levelsAt,
  listOf,
  nameOf,
  namesOf,
  withWithheld,
} from './from-frame.js'
import { ACCENT, FAINT, NEUTRAL } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** Options of `lines`. */
export interface Lines extends FigureWords {
  /** The column along the horizontal axis: numbers, or text such as months, in the order of the rows. */
  readonly x: string
  /** One or more columns, one panel each. */
  readonly y: string | readonly string[]
  /** The value of x whose point is highlighted. */
  readonly marked?: number | string
  /** Another frame with the same columns, drawn as points behind the line. */
  readonly behind?: Behind
  /** Whether values are shares, 0 to 1; by default as the names of the columns tell. */
  readonly percent?: boolean
}

/**
 * Draw values as lines along an axis, one panel per column.
 *
 * @param frame one row per point; points that describe too few customers are withheld; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example lines(months, { x: 'month', y: 'customers', title: 'Most customers bought in December' })
 */
export function lines(frame: DataFrame, parts: Lines): Figure {
  const columns = listOf(parts.y)
  const { percent = areShares(frame, columns) } = parts
  const across = Math.min(2, columns.length)
  const places = panels(columns.length, across, { x: 0.1, y: 0.22 })
  const x = placesOf(frame, parts.x)
  const few = frame.columns.includes('customers') ? numbers(frame, 'customers').map((size) => Number(tooFew(size))) : []
  // A withheld point becomes a gap in the line.
  const values = columns.map((column) => Array.from(numbers(frame, column), (value, row) => (few[row] ? NaN : value)))
  const layout: Record<string, unknown> = {
    height: parts.height ?? (columns.length === 1 ? 340 : 150 + 210 * Math.ceil(columns.length / across)),
    showlegend: Boolean(parts.behind),
    legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
    annotations: columns.length > 1 ? columns.map((column, i) => panelTitle(nameOf(column, parts), places[i])) : [],
    margin: { l: 70, r: 20, t: columns.length > 1 || parts.behind ? 96 : 64, b: 55 },
  }
  const data = columns.flatMap((column, i) => {
    const { axis } = places[i]
    layout[`xaxis${axis}`] = {
      domain: places[i].x,
      anchor: `y${axis}`,
      title: { text: axisOf(parts.x, parts), standoff: 4 },
      showgrid: false,
      ...(typeof x[0] === 'number' ? { dtick: 1 } : { type: 'category', nticks: 14 }),
    }
    layout[`yaxis${axis}`] = {
      domain: places[i].y,
      anchor: `x${axis}`,
      title: { text: axisOf(column, parts), standoff: 4 },
      ...(percent && { tickformat: '.0%' }),
    }
    const to = { type: 'scatter', xaxis: `x${axis}`, yaxis: `y${axis}`, showlegend: i === 0 }
    const isMarked = x.map((at) => at === parts.marked)
    const line = {
      ...to,
      mode: 'lines+markers',
      name: parts.behind?.own,
      x,
      y: values[i],
      line: { color: NEUTRAL, width: 2 },
      marker: {
        color: isMarked.map((is) => (is ? ACCENT : NEUTRAL)),
        size: isMarked.map((is) => (is ? 12 : 6)),
      },
    }
    if (!parts.behind) return [line]
    const { frame: other, name } = parts.behind
    const points = { x: placesOf(other, parts.x), y: Array.from(numbers(other, column)) }
    return [{ ...to, mode: 'markers', name, ...points, marker: { color: FAINT, size: 6 } }, line]
  })
  const written = percent ? asPercent : plain
  const told = columns.map(
    (column, i) =>
      `${nameOf(column, parts)}: ${x.flatMap((at, row) => (few[row] ? [] : [`${at} ${written(values[i][row])}`])).join(', ')}`,
  )
  const along = inSentence(nameOf(parts.x, parts))
  return figure({
    title: parts.title ?? `${namesOf(columns, parts)} by ${along}`,
    data,
    layout,
    alt: parts.alt ?? `Line chart by ${along}. ${told.join('. ')}.`,
    caption: withWithheld(
      parts.caption ?? `${columns.map((column) => nameOf(column, parts)).join(', ')} by ${along}.`,
      withheldWords(few.filter(Boolean).length, 'point'),
    ),
  })
}

/** Return the value of each row along the horizontal axis, as numbers or text. */
function placesOf(frame: DataFrame, column: string): (number | string)[] {
  return Array.isArray(columnOf(frame, column))
    ? levelsAt(frame, column).map((place) => place ?? 'missing')
    : Array.from(numbers(frame, column))
}
