import { extent } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { decimal } from '../core/format.js'
import { fewestShown } from '../core/settings.js'
import { mayShowOne, tooFew, withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { columnOf } from '../data/view.js'
import { bins, MOST } from '../statistics/bins.js'
import { median } from '../statistics/mean.js'
import { type Figure, figure } from './figure.js'
import { type FigureWords, levelCounts, listOf, nameOf, namesOf, sizeOf, unitOf, withWithheld } from './from-frame.js'
import { FAINT, NEUTRAL } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** One panel: values, or the levels of a category with their counts; and what they were before, drawn behind. */
export interface HistogramPanel {
  readonly label: string
  readonly unit: string
  readonly values?: ArrayLike<number>
  readonly before?: ArrayLike<number>
  readonly levels?: readonly { readonly level: string; readonly count: number }[]
}

/**
 * Small multiples of histograms.
 *
 * @param parts panels; across: panels a row (default 3); names of the two sets where panels have a before
 */
export function drawHistograms(parts: {
  title: string
  panels: readonly HistogramPanel[]
  across?: number
  names?: { before: string; after: string }
  alt: string
  caption: string
}): Figure {
  const across = parts.across ?? 3
  const places = panels(parts.panels.length, across, { x: 0.07, y: 0.2 })
  const data: object[] = []
  const layout: Record<string, unknown> = {
    height: 150 + 190 * Math.ceil(parts.panels.length / across),
    barmode: 'overlay',
    showlegend: Boolean(parts.names),
    legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1.12, yanchor: 'bottom' },
    annotations: places.map((place, i) => panelTitle(parts.panels[i].label, place)),
    margin: { l: 60, r: 20, t: parts.names || parts.panels.some((panel) => panel.label) ? 96 : 64, b: 50 },
  }
  parts.panels.forEach((panel, i) => {
    const { axis, x, y } = places[i]
    const to = { type: 'bar', xaxis: `x${axis}`, yaxis: `y${axis}`, showlegend: Boolean(parts.names) && i === 0 }
    layout[`xaxis${axis}`] = {
      domain: x,
      anchor: `y${axis}`,
      title: { text: panel.unit, standoff: 4 },
      showgrid: false,
    }
    layout[`yaxis${axis}`] = {
      domain: y,
      anchor: `x${axis}`,
      ...(i % across === 0 && { title: { text: 'customers' } }),
    }
    if (panel.levels) {
      data.push({
        ...to,
        x: panel.levels.map(({ level }) => level),
        y: panel.levels.map((one) => one.count),
        marker: { color: NEUTRAL },
      })
      return
    }
    const ends = [panel.values!, panel.before ?? []].flatMap((list) => extent(Float64Array.from(list)))
    const range = extent(ends as number[]) as [number, number]
    if (panel.before)
      data.push({ ...to, ...bars(panel.before, range), name: parts.names?.before, marker: { color: FAINT } })
    const marker = panel.before ? { color: NEUTRAL, opacity: 0.75 } : { color: NEUTRAL }
    data.push({ ...to, ...bars(panel.values!, range), name: parts.names?.after, marker })
  })
  const few = data.reduce((sum: number, trace) => sum + withheldIn(trace as { y: readonly number[] }), 0)
  const shown = data.map((trace) => withoutFew(trace as { x: readonly unknown[]; y: readonly number[] }))
  const caption = withWithheld(parts.caption, withheldWords(few, 'bar'))
  return figure({ title: parts.title, data: shown, layout, alt: parts.alt, caption })
}

function withheldIn({ y }: { y: readonly number[] }): number {
  return y.filter(tooFew).length
}

/** A bar of too few customers is not there, nor are empty ones beyond it: how long the axis is tells of them as well. */
function withoutFew<Trace extends { x: readonly unknown[]; y: readonly number[] }>(trace: Trace): Trace {
  const { x, y } = trace
  if (!y.some(tooFew)) return trace
  const drawn = y.map((_, place) => place).filter((place) => y[place] > 0 && !tooFew(y[place]))
  const [first, last] = [drawn[0], drawn[drawn.length - 1]]
  const kept = y.map((_, place) => place).filter((at) => !tooFew(y[at]) && at >= first && at <= last)
  return { ...trace, x: kept.map((place) => x[place]), y: kept.map((place) => y[place]) }
}

function bars(values: ArrayLike<number>, range: [number, number]): object {
  // Where bars of few customers are withheld, wider ones hold more of them.
  const most = mayShowOne() ? MOST : Math.max(1, Math.min(MOST, Math.floor(values.length / (2 * fewestShown()))))
  const { middles, counts, width } = bins(values, range, most)
  return { x: middles, y: counts, width: width * 0.94 }
}

function known(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter((value) => !Number.isNaN(value))
}

/** Histograms of a frame. */
export interface Histograms extends FigureWords {
  /** One column or several, a panel each: numbers in bins of equal width, or the levels of text. */
  readonly x: string | readonly string[]
  /** A frame with the same columns, drawn behind, with the names of both. */
  readonly behind?: { readonly frame: DataFrame; readonly name: string; readonly own: string }
  /** Panels a row, by default 3 or as many as there are. */
  readonly across?: number
}

/**
 * How the values of columns are distributed, a panel each. Missing values are not counted.
 *
 * @param frame a row a customer; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example histograms(customers, { x: ['age', 'channel'], title: 'Half of the customers are under 40' })
 */
export function histograms(frame: DataFrame, parts: Histograms): Figure {
  const columns = listOf(parts.x)
  const panelsOf = columns.map((column): HistogramPanel => {
    const name = columns.length > 1 ? nameOf(column, parts) : ''
    if (Array.isArray(columnOf(frame, column))) return { label: name, unit: '', levels: levelCounts(frame, column) }
    const before = parts.behind && numbers(parts.behind.frame, column)
    return { label: name, unit: unitOf(column, parts), values: numbers(frame, column), ...(before && { before }) }
  })
  const told = panelsOf.map(({ levels, values }, i) =>
    levels
      ? `${nameOf(columns[i], parts)}: ${levels
          .filter(({ count }) => !tooFew(count))
          .map(({ level, count }) => `${level} ${count}`)
          .join(', ')}`
      : `${nameOf(columns[i], parts)}: median ${decimal(median(known(values!)))}`,
  )
  return drawHistograms({
    ...parts,
    panels: panelsOf,
    across: parts.across ?? Math.min(3, columns.length),
    names: parts.behind && { before: parts.behind.name, after: parts.behind.own },
    alt: parts.alt ?? `Histograms of ${namesOf(columns, parts)}. ${told.join('; ')}.`,
    caption: parts.caption ?? `${sizeOf(frame)}; bars count customers. Missing values are not counted.`,
  })
}
