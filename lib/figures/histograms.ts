import type { DataFrame } from 'danfojs-node'
import { plain } from '../core/format.js'
import { fewestShown } from '../core/settings.js'
import { mayShowOne, tooFew, withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { columnOf } from '../data/view.js'
import { type Bins, bins, countIn, MOST } from '../statistics/bins.js'
import { median } from '../statistics/mean.js'
import { type Figure, figure } from './figure.js'
import {
  type Behind,
  coloursOf,
  type FigureWords,
  levelCounts,
  levelsAt,
  levelsIn,
  listOf,
  nameOf,
  namesOf,
  sizeOf,
  unitOf,
  withWithheld,
} from './from-frame.js'
import { FAINT, NEUTRAL } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** Options of `histograms`. */
export interface Histograms extends FigureWords {
  /** One or more columns, one panel each: numbers in bins of equal width, or the levels of text. */
  readonly x: string | readonly string[]
  /** Another frame with the same columns, drawn in the background. */
  readonly behind?: Behind
  /** The column whose levels split each bar, one color each. */
  readonly by?: string
  /** The column whose levels get one panel each; only for a single column x. */
  readonly panel?: string
  /** Panels per row, by default 3, or the number of panels if that is smaller. */
  readonly across?: number
}

/** The bars of one color in one panel. */
interface Series {
  readonly name?: string
  readonly values: ArrayLike<number>
  readonly marker: object
}

/** One panel: numbers in one or more series that share their bins, or counted levels. */
interface Panel {
  /** The name of the column or level, which is the panel's title if there are several panels. */
  readonly name: string
  readonly unit: string
  readonly series?: readonly Series[]
  readonly levels?: readonly { readonly level: string; readonly count: number }[]
}

/**
 * Draw the distribution of columns, one panel per column, or of one column in several panels. Missing values are not
 * counted.
 *
 * @param frame one row per customer; not modified
 * @throws {RangeError} on a column that the frame lacks, or on `panel` with more than one column
 * @example histograms(customers, { x: ['age', 'channel'], title: 'Half of the customers are under 40' })
 */
export function histograms(frame: DataFrame, parts: Histograms): Figure {
  const columns = listOf(parts.x)
  const made = parts.panel === undefined ? columnPanels(frame, columns, parts) : levelPanels(frame, parts.panel, parts)
  const across = parts.across ?? Math.min(3, made.length)
  const titled = made.length > 1
  const legend = parts.behind !== undefined || parts.by !== undefined
  const places = panels(made.length, across, { x: 0.07, y: 0.2 })
  const layout: Record<string, unknown> = {
    height: parts.height ?? 150 + 190 * Math.ceil(made.length / across),
    barmode: parts.by === undefined ? 'overlay' : 'stack',
    showlegend: legend,
    legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1.12, yanchor: 'bottom', traceorder: 'normal' },
    annotations: titled ? places.map((place, i) => panelTitle(made[i].name, place)) : [],
    margin: { l: 60, r: 20, t: legend ? 116 : titled ? 96 : 64, b: 50 },
  }
  const named = new Set<string>()
  // Panels of the same column are meant to be compared, so they share their bins.
  const pooled = parts.panel === undefined ? undefined : binsOf(made.flatMap(({ series }) => series ?? []))
  const bars = made.flatMap((panel, i) => {
    const { axis, x, y } = places[i]
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
    const to = { type: 'bar', xaxis: `x${axis}`, yaxis: `y${axis}` }
    return barsOf(panel, pooled).map((trace) => {
      const first = trace.name !== undefined && !named.has(trace.name)
      if (trace.name !== undefined) named.add(trace.name)
      return { ...to, showlegend: legend && first, ...trace }
    })
  })
  const few = bars.reduce((sum, { y }) => sum + y.filter(tooFew).length, 0)
  return figure({
    title: parts.title ?? namesOf(columns, parts),
    data: bars.map(withoutFew),
    layout,
    alt: parts.alt ?? `Histograms of ${namesOf(columns, parts)}. ${made.map(told).filter(Boolean).join('; ')}.`,
    caption: withWithheld(
      parts.caption ?? `${sizeOf(frame)}; bars count customers. Missing values are not counted.`,
      withheldWords(few, 'bar'),
    ),
  })
}

function columnPanels(frame: DataFrame, columns: readonly string[], parts: Histograms): Panel[] {
  return columns.map((column) => {
    const name = nameOf(column, parts)
    if (Array.isArray(columnOf(frame, column))) {
      if (parts.by !== undefined) throw split(column, parts.by)
      return { name, unit: '', levels: levelCounts(frame, column) }
    }
    const all = Array.from({ length: frame.shape[0] }, (_, row) => row)
    return { name, unit: unitOf(column, parts), series: seriesOf(frame, column, all, parts) }
  })
}

function levelPanels(frame: DataFrame, panel: string, parts: Histograms): Panel[] {
  const columns = listOf(parts.x)
  if (columns.length > 1) throw new RangeError(`panel requires one column x, got ${columns.length}`)
  if (Array.isArray(columnOf(frame, columns[0]))) throw split(columns[0], panel)
  const places = levelsAt(frame, panel)
  return levelsIn(frame, panel).map((level) => {
    const rows = places.flatMap((one, row) => (one === level ? [row] : []))
    return { name: level, unit: unitOf(columns[0], parts), series: seriesOf(frame, columns[0], rows, parts) }
  })
}

/** Return the values of some rows in one series, preceded by those of the frame behind, or in one series per level. */
function seriesOf(frame: DataFrame, column: string, rows: readonly number[], { behind, by }: Histograms): Series[] {
  const values = numbers(frame, column)
  const at = (own: readonly number[]) => own.map((row) => values[row])
  if (by !== undefined) {
    const levels = levelsIn(frame, by)
    const colours = coloursOf(by, levels)
    const places = levelsAt(frame, by)
    return levels.flatMap((level) => {
      const own = rows.filter((row) => places[row] === level)
      return own.length ? [{ name: level, values: at(own), marker: { color: colours[level] } }] : []
    })
  }
  if (!behind) return [{ values: at(rows), marker: { color: NEUTRAL } }]
  return [
    { name: behind.name, values: numbers(behind.frame, column), marker: { color: FAINT } },
    { name: behind.own, values: at(rows), marker: { color: NEUTRAL, opacity: 0.75 } },
  ]
}

interface Trace {
  readonly name?: string
  readonly x: readonly (number | string)[]
  readonly y: readonly number[]
  readonly width?: number
  readonly marker: object
}

function barsOf({ series, levels }: Panel, pooled?: Bins): Trace[] {
  if (!series) {
    const counts = levels ?? []
    return [{ x: counts.map(({ level }) => level), y: counts.map(({ count }) => count), marker: { color: NEUTRAL } }]
  }
  const shared = pooled ?? binsOf(series)
  return series.map(({ values, ...rest }) => ({
    ...rest,
    x: shared.middles,
    y: countIn(values, shared),
    width: shared.width * 0.94,
  }))
}

/** Return bins that all series share. */
function binsOf(series: readonly Series[]): Bins {
  const all = Float64Array.from(series.flatMap(({ values }) => Array.from(values)))
  // Wider bins hold more customers, so fewer bars are withheld.
  const most = mayShowOne() ? MOST : Math.floor(all.length / series.length / (2 * fewestShown()))
  return bins(all, Math.max(1, Math.min(MOST, most)))
}

/**
 * Leave out bars of too few customers, and empty bars beyond the first and the last bar drawn: the length of the axis
 * would reveal the withheld ones.
 */
function withoutFew<Bars extends { x: readonly unknown[]; y: readonly number[] }>(trace: Bars): Bars {
  const { x, y } = trace
  if (!y.some(tooFew)) return trace
  const drawn = y.map((_, place) => place).filter((place) => y[place] > 0 && !tooFew(y[place]))
  const [first, last] = [drawn[0], drawn[drawn.length - 1]]
  const kept = y.map((_, place) => place).filter((at) => !tooFew(y[at]) && at >= first && at <= last)
  return { ...trace, x: kept.map((place) => x[place]), y: kept.map((place) => y[place]) }
}

/** Describe a panel in the alt text. */
function told({ name, series, levels }: Panel): string {
  const parts = series
    ? series.map((one) => `${one.name ? `${one.name} ` : ''}median ${plain(median(known(one.values)))}`)
    : (levels ?? []).filter(({ count }) => !tooFew(count)).map(({ level, count }) => `${level} ${count}`)
  return parts.length ? `${name}: ${parts.join(', ')}` : ''
}

function known(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter((value) => !Number.isNaN(value))
}

/** Levels of text that are split by another column are shares of bars. */
function split(column: string, by: string): RangeError {
  return new RangeError(
    `histograms requires numbers with by or panel, got text in ${column}: use figures.bars(frame, { x: '${column}', by: '${by}' })`,
  )
}
