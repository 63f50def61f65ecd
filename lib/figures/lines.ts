import type { DataFrame } from 'danfojs-node'
import { decimal } from '../core/format.js'
import { tooFew, withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { columnOf } from '../data/view.js'
import { type Figure, figure } from './figure.js'
import { axisOf, type FigureWords, levelsAt, listOf, nameOf, withWithheld } from './from-frame.js'
import { ACCENT, NEUTRAL } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** One panel: a line of values over x, the point that is chosen marked, and a band around the line where there is one. */
export interface LinePanel {
  readonly label: string
  readonly x: readonly (number | string)[]
  readonly y: readonly number[]
  readonly xTitle: string
  readonly yTitle: string
  readonly marked?: number | string
  /** Half-widths of error bars. */
  readonly error?: readonly number[]
  /** Levels drawn across, such as a threshold. */
  readonly across?: readonly number[]
}

/** Small multiples of lines. */
export function drawLines(parts: {
  title: string
  panels: readonly LinePanel[]
  across?: number
  height?: number
  alt: string
  caption: string
}): Figure {
  const across = parts.across ?? 2
  const places = panels(parts.panels.length, across, { x: 0.1, y: 0.22 })
  const data: object[] = []
  const shapes: object[] = []
  const layout: Record<string, unknown> = {
    height: parts.height ?? 150 + 210 * Math.ceil(parts.panels.length / across),
    showlegend: false,
    annotations: places.flatMap((place, i) =>
      parts.panels[i].label ? [panelTitle(parts.panels[i].label, place)] : [],
    ),
    shapes,
    margin: { l: 70, r: 20, t: parts.panels.some((panel) => panel.label) ? 96 : 64, b: 55 },
  }
  parts.panels.forEach((panel, i) => {
    const { axis, x, y } = places[i]
    data.push({
      type: 'scatter',
      mode: 'lines+markers',
      xaxis: `x${axis}`,
      yaxis: `y${axis}`,
      x: panel.x,
      y: panel.y,
      line: { color: NEUTRAL, width: 2 },
      marker: {
        color: panel.x.map((at) => (at === panel.marked ? ACCENT : NEUTRAL)),
        size: panel.x.map((at) => (at === panel.marked ? 12 : 6)),
      },
      ...(panel.error && { error_y: { type: 'data', array: panel.error, color: NEUTRAL, thickness: 1, width: 3 } }),
    })
    for (const level of panel.across ?? []) {
      shapes.push({
        type: 'line',
        xref: `x${axis} domain`,
        yref: `y${axis}`,
        x0: 0,
        x1: 1,
        y0: level,
        y1: level,
        line: { color: '#7B8894', width: 1, dash: 'dot' },
      })
    }
    const whole = typeof panel.x[0] === 'number' ? { dtick: 1 } : { type: 'category', nticks: 14 }
    layout[`xaxis${axis}`] = {
      domain: x,
      anchor: `y${axis}`,
      title: { text: panel.xTitle, standoff: 4 },
      showgrid: false,
      ...whole,
    }
    layout[`yaxis${axis}`] = { domain: y, anchor: `x${axis}`, title: { text: panel.yTitle, standoff: 4 } }
  })
  return figure({ title: parts.title, data, layout, alt: parts.alt, caption: parts.caption })
}

/** Lines of a frame. */
export interface Lines extends FigureWords {
  /** The column along the axis: numbers, or text such as months, in the order of the rows. */
  readonly x: string
  /** One column or several, a panel each. */
  readonly y: string | readonly string[]
  /** The place along x whose point is set apart. */
  readonly marked?: number | string
}

/**
 * Values along an axis as lines, a panel a column.
 *
 * @param frame a row a point; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example lines(months, { x: 'month', y: 'customers', title: 'Most customers bought in December' })
 */
export function lines(frame: DataFrame, parts: Lines): Figure {
  const columns = listOf(parts.y)
  const x = Array.isArray(columnOf(frame, parts.x))
    ? levelsAt(frame, parts.x).map((place) => place ?? 'missing')
    : Array.from(numbers(frame, parts.x))
  const few = frame.columns.includes('customers') ? numbers(frame, 'customers').map((size) => Number(tooFew(size))) : []
  const withheld = few.filter(Boolean).length
  // A point that is not there is a gap in the line.
  const values = columns.map((column) => Array.from(numbers(frame, column), (value, row) => (few[row] ? NaN : value)))
  const told = columns.map(
    (column, i) =>
      `${nameOf(column, parts)}: ${x.flatMap((at, row) => (few[row] ? [] : [`${at} ${decimal(values[i][row])}`])).join(', ')}`,
  )
  return drawLines({
    title: parts.title,
    panels: columns.map((column, i) => ({
      label: columns.length > 1 ? nameOf(column, parts) : '',
      x,
      y: values[i],
      xTitle: axisOf(parts.x, parts),
      yTitle: axisOf(column, parts),
      marked: parts.marked,
    })),
    across: Math.min(2, columns.length),
    height: parts.height ?? (columns.length === 1 ? 340 : undefined),
    alt: parts.alt ?? `Lines along ${nameOf(parts.x, parts).toLowerCase()}. ${told.join('. ')}.`,
    caption: withWithheld(
      parts.caption ??
        `${columns.map((column) => nameOf(column, parts)).join(', ')} by ${nameOf(parts.x, parts).toLowerCase()}.`,
      withheldWords(withheld, 'point'),
    ),
  })
}
