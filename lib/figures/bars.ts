import { sum } from 'd3-array'
import type { DataFrame } from 'danfojs-node'
import { percent as asPercent, count, inSentence, listed, plain } from '../core/format.js'
import { tooFew, withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { withhold } from '../data/withhold.js'
import { margins } from '../statistics/chi-square.js'
import { crosstab } from '../statistics/crosstab.js'
import { dotted, type Figure, figure } from './figure.js'
import {
  areShares,
  axisOf,
  coloursOf,
  type FigureWords,
  levelCounts,
  levelsAt,
  levelsIn,
  listOf,
  nameOf,
  rowOfPair,
  withWithheld,
} from './from-frame.js'
import { FAINT, NEUTRAL } from './palette.js'

/** One series of bars, such as a segment or one level of stacked bars. */
export interface BarSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly colour?: string
  /** The low and high end of each error bar. */
  readonly intervals?: readonly (readonly [number, number])[]
}

/**
 * Draw bars side by side, stacked, or horizontal.
 *
 * @param parts categories: one place on the axis each; percent: values are shares, 0 to 1; lying: bars are horizontal;
 *   at: values at which a line is drawn across the bars
 */
export function drawBars(parts: {
  title: string
  categories: readonly string[]
  series: readonly BarSeries[]
  unit: string
  percent?: boolean
  stacked?: boolean
  lying?: boolean
  height?: number
  at?: readonly number[]
  alt: string
  caption: string
}): Figure {
  const [along, up] = parts.lying ? (['y', 'x'] as const) : (['x', 'y'] as const)
  const data = parts.series.map((series) => ({
    type: 'bar',
    name: series.name,
    orientation: parts.lying ? 'h' : 'v',
    [along]: parts.categories,
    [up]: series.values,
    marker: { color: series.colour ?? NEUTRAL },
    ...(parts.stacked && {
      text: series.values.map((value) => (value >= 0.04 ? `${Math.round(value * 100)}%` : '')),
      textposition: 'inside',
      insidetextanchor: 'middle',
      insidetextfont: { color: '#FFFFFF' },
      textangle: 0,
    }),
    ...(series.intervals && {
      [`error_${up}`]: {
        type: 'data',
        symmetric: false,
        array: series.intervals.map(([, high], i) => high - series.values[i]),
        arrayminus: series.intervals.map(([low], i) => series.values[i] - low),
        color: '#22303C',
        thickness: 1.2,
        width: 3,
      },
    }),
  }))
  return figure({
    title: parts.title,
    data,
    layout: {
      height:
        parts.height ??
        (parts.lying
          ? 170 + 26 * parts.categories.length * (parts.stacked ? 1 : Math.max(1, parts.series.length / 2))
          : 400),
      barmode: parts.stacked ? 'stack' : 'group',
      bargap: 0.25,
      showlegend: parts.series.length > 1,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom', traceorder: 'normal' },
      margin: { l: 70, r: 30, t: parts.series.length > 1 ? 92 : 64, b: 60 },
      ...(parts.at && { shapes: parts.at.map((value) => dotted(up, value)) }),
      [`${along}axis`]: { type: 'category', showgrid: false, ...(parts.lying && { autorange: 'reversed' }) },
      [`${up}axis`]: { title: { text: parts.unit }, rangemode: 'tozero', ...(parts.percent && { tickformat: '.0%' }) },
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}

/** Options of `bars`. */
export interface Bars extends FigureWords {
  /** The column of categories, one place on the axis each. */
  readonly x: string
  /** One column of values, or several drawn side by side, with one row per category. Without it, rows are counted. */
  readonly y?: string | readonly string[]
  /**
   * The column whose levels split each bar when rows are counted; with a column y, the bars of the levels stand side by
   * side, from one row per category and level.
   */
  readonly by?: string
  /** The column with the low end of each interval; only for a single column y. */
  readonly low?: string
  /** The column with the high end of each interval. */
  readonly high?: string
  /** Whether bars are horizontal. */
  readonly lying?: boolean
  /** Whether values are shares, 0 to 1; by default as the names of the columns tell. */
  readonly percent?: boolean
  /** Values at which a line is drawn across the bars, such as a threshold. */
  readonly at?: readonly number[]
}

/**
 * Draw bars from a frame: the values of one or more columns per category, the number of customers per category, or the
 * shares of another column's levels within each category.
 *
 * @param frame one row per category, or one row per customer if rows are counted; not modified
 * @throws {RangeError} on a column that the frame lacks, or on values with several rows per category
 * @example bars(profile, { x: 'segment', y: ['customerShare', 'valueShare'], title: 'Few bring most of the value' })
 */
export function bars(frame: DataFrame, parts: Bars): Figure {
  const { y, by } = parts
  if (y !== undefined && by !== undefined) return groupedBars(frame, listOf(y), by, parts)
  if (y !== undefined) return valueBars(frame, listOf(y), parts)
  return by === undefined ? countBars(frame, parts) : shareBars(frame, by, parts)
}

function countBars(frame: DataFrame, parts: Bars): Figure {
  const all = levelCounts(frame, parts.x)
  const levels = all.filter((one) => !tooFew(one.count))
  const known = sum(all, (one) => one.count)
  return drawBars({
    ...parts,
    categories: levels.map(({ level }) => level),
    title: parts.title ?? `Customers by ${inSentence(nameOf(parts.x, parts))}`,
    series: [{ name: 'customers', values: levels.map(({ count }) => count) }],
    unit: 'customers',
    percent: false,
    alt:
      parts.alt ??
      `Bar chart of customers by ${nameOf(parts.x, parts)}: ${levels.map(({ level, count }) => `${level} ${count}`).join(', ')}.`,
    caption: withWithheld(
      parts.caption ?? `n = ${count(known, 'customer')}.`,
      withheldWords(all.length - levels.length, 'bar'),
    ),
  })
}

function shareBars(frame: DataFrame, by: string, parts: Bars): Figure {
  const [levels, categories] = [levelsIn(frame, by), levelsIn(frame, parts.x)]
  const { counts } = crosstab(levelsAt(frame, by), levelsAt(frame, parts.x), { rows: levels, cols: categories })
  const { colSums } = margins(counts)
  const colours = coloursOf(by, levels)
  const few = counts.data.filter(tooFew).length
  const series = levels.map((level, i) => ({
    name: level,
    colour: colours[level],
    values: categories.map((_, j) => {
      const cell = counts.data[i * counts.cols + j]
      return tooFew(cell) ? NaN : cell / colSums[j]
    }),
  }))
  const shares = categories.map(
    (one, j) =>
      `${one}: ${series.flatMap(({ name, values }) => (Number.isNaN(values[j]) ? [] : [`${name} ${asPercent(values[j])}`])).join(', ')}`,
  )
  return drawBars({
    ...parts,
    title: parts.title ?? `${nameOf(by, parts)} by ${inSentence(nameOf(parts.x, parts))}`,
    categories,
    series,
    unit: 'share of customers',
    percent: true,
    stacked: true,
    height: parts.height ?? (parts.lying ? 200 + 44 * categories.length : undefined),
    alt: parts.alt ?? `${shares.join('. ')}.`,
    caption: withWithheld(
      parts.caption ?? `n = ${count(sum(colSums), 'customer')}; each bar is split by ${inSentence(nameOf(by, parts))}.`,
      withheldWords(few, 'part'),
    ),
  })
}

function valueBars(all: DataFrame, columns: readonly string[], parts: Bars): Figure {
  const { shown: frame, withheld } = withhold(all)
  const { x, low, high, percent = areShares(frame, columns) } = parts
  const categories = placesOnce(frame, x)
  const ends = low !== undefined && high !== undefined ? [numbers(frame, low), numbers(frame, high)] : undefined
  const series = columns.map((column, i) => ({
    name: nameOf(column, parts),
    values: Array.from(numbers(frame, column)),
    ...(columns.length === 2 && i === 0 && { colour: FAINT }),
    ...(ends && { intervals: categories.map((_, row): [number, number] => [ends[0][row], ends[1][row]]) }),
  }))
  const written = percent ? asPercent : plain
  const told = series.map(
    ({ name, values }) => `${name}: ${categories.map((one, i) => `${one} ${written(values[i])}`).join(', ')}`,
  )
  return drawBars({
    ...parts,
    title: parts.title ?? `${listed(series.map(({ name }) => name))} by ${inSentence(nameOf(x, parts))}`,
    percent,
    categories,
    series,
    unit: columns.length === 1 ? axisOf(columns[0], parts) : percent ? 'share' : '',
    alt: parts.alt ?? `Bar chart by ${inSentence(nameOf(x, parts))}. ${told.join('. ')}.`,
    caption: withWithheld(
      parts.caption ??
        `Bars: ${listed(series.map(({ name }) => inSentence(name)))} by ${inSentence(nameOf(x, parts))}${ends ? ', with 95% intervals' : ''}.`,
      withheldWords(withheld, 'bar'),
    ),
  })
}

/** Values by category and level of another column, from a frame with one row for each pair. */
function groupedBars(all: DataFrame, columns: readonly string[], by: string, parts: Bars): Figure {
  if (columns.length > 1) throw new RangeError(`bars requires one column y with by, got ${columns.length}`)
  const { shown: frame, withheld } = withhold(all)
  const { x, percent = areShares(frame, columns) } = parts
  const [places, groups] = [levelsAt(frame, x), levelsAt(frame, by)]
  const rowOf = rowOfPair(places, groups, (row) => repeated(`${places[row] ?? ''} and ${groups[row] ?? ''}`))
  const [categories, levels] = [levelsIn(frame, x), levelsIn(frame, by)]
  const colours = coloursOf(by, levels)
  const values = numbers(frame, columns[0])
  const series = levels.map((level) => ({
    name: level,
    colour: colours[level],
    values: categories.map((place) => values[rowOf(place, level) ?? -1] ?? NaN),
  }))
  const written = percent ? asPercent : plain
  const told = series.map(
    (one) =>
      `${one.name}: ${categories.flatMap((place, i) => (Number.isNaN(one.values[i]) ? [] : [`${place} ${written(one.values[i])}`])).join(', ')}`,
  )
  const name = nameOf(columns[0], parts)
  const along = `${inSentence(nameOf(x, parts))} and ${inSentence(nameOf(by, parts))}`
  return drawBars({
    ...parts,
    title: parts.title ?? `${name} by ${along}`,
    percent,
    categories,
    series,
    unit: axisOf(columns[0], parts),
    alt: parts.alt ?? `Bar chart of ${inSentence(name)} by ${along}. ${told.join('. ')}.`,
    caption: withWithheld(parts.caption ?? `Bars: ${inSentence(name)} by ${along}.`, withheldWords(withheld, 'bar')),
  })
}

/** The categories of a frame with one row each. */
function placesOnce(frame: DataFrame, column: string): string[] {
  const places = levelsAt(frame, column).map((place) => place ?? 'missing')
  const twice = places.find((place, row) => places.indexOf(place) !== row)
  if (twice !== undefined) throw repeated(twice)
  return places
}

function repeated(place: string): RangeError {
  return new RangeError(
    `bars requires one row per bar, got several for ${place}: use data.summarise first, or leave out y to count rows`,
  )
}
