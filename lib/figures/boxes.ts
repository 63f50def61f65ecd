import type { DataFrame } from 'danfojs-node'
import { count, decimal } from '../core/format.js'
import { fewestShown } from '../core/settings.js'
import { mayShowOne } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { quantile } from '../statistics/quantile.js'
import { type Figure, figure } from './figure.js'
import {
  type FigureWords,
  levelCounts,
  levelsAt,
  levelsIn,
  listOf,
  nameOf,
  namesOf,
  sizeOf,
  unitOf,
} from './from-frame.js'
import { segmentColours } from './palette.js'
import { panels, panelTitle } from './panels.js'

/** One variable to be compared between segments. */
export interface BoxPanel {
  readonly label: string
  readonly unit: string
  readonly values: ArrayLike<number>
}

/**
 * The distribution of variables in each segment as boxes: quartiles, whiskers at 5% and 95%. Only these five numbers a
 * box stand in the figure, so a million customers take no more room than ten.
 */
export function drawBoxes(parts: {
  title: string
  panels: readonly BoxPanel[]
  segmentOf: readonly string[]
  segments: readonly string[]
  alt: string
  caption: string
}): Figure {
  const places = panels(parts.panels.length, Math.min(3, parts.panels.length), { x: 0.08, y: 0.2 })
  const colours = segmentColours(parts.segments)
  const layout: Record<string, unknown> = {
    height: 150 + 260 * Math.ceil(parts.panels.length / 3),
    showlegend: false,
    annotations: places.map((place, i) => panelTitle(parts.panels[i].label, place)),
    margin: { l: 60, r: 20, t: 92, b: 50 },
  }
  const data = parts.panels.flatMap((panel, i) => {
    const { axis, x, y } = places[i]
    layout[`xaxis${axis}`] = { domain: x, anchor: `y${axis}`, type: 'category', showgrid: false }
    layout[`yaxis${axis}`] = { domain: y, anchor: `x${axis}`, title: { text: panel.unit, standoff: 4 } }
    return parts.segments.flatMap((segment) => {
      const own = Float64Array.from(panel.values).filter((_, row) => parts.segmentOf[row] === segment)
      const at = (p: number) => [quantile(own, p)]
      const whisker = whiskerAt(own.length)
      return whisker > 0.25
        ? []
        : {
            type: 'box',
            name: segment,
            x: [segment],
            xaxis: `x${axis}`,
            yaxis: `y${axis}`,
            lowerfence: at(whisker),
            q1: at(0.25),
            median: at(0.5),
            q3: at(0.75),
            upperfence: at(1 - whisker),
            marker: { color: colours[segment] },
            line: { width: 2 },
          }
    })
  })
  return figure({ title: parts.title, data, layout, alt: parts.alt, caption: parts.caption })
}

/** Whiskers end at 5% and 95%, or nearer so that no customer beyond stands for fewer than may be shown. */
function whiskerAt(customers: number): number {
  return mayShowOne() ? 0.05 : Math.max(0.05, (fewestShown() - 1) / Math.max(1, customers - 1))
}

/** Boxes of a frame. */
export interface Boxes extends FigureWords {
  /** One numeric column or several, a panel each. */
  readonly y: string | readonly string[]
  /** The column whose levels are compared, a box each. */
  readonly by: string
}

/**
 * The distribution of numeric columns in each group: quartiles, with whiskers at 5% and 95%.
 *
 * @param frame a row a customer; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example boxes(customers, { y: ['loyalty', 'value'], by: 'segment', title: 'Loyalists buy more' })
 */
export function boxes(frame: DataFrame, parts: Boxes): Figure {
  const columns = listOf(parts.y)
  const groups = levelsAt(frame, parts.by)
  const segments = levelsIn(frame, parts.by)
  const values = columns.map((column) => numbers(frame, column))
  const medianOf = (own: Float64Array, group: string) =>
    quantile(
      own.filter((value, row) => groups[row] === group && !Number.isNaN(value)),
      0.5,
    )
  const sizes = new Map(levelCounts(frame, parts.by).map(({ level, count }) => [level, count]))
  const drawn = segments.filter((one) => whiskerAt(sizes.get(one) ?? 0) <= 0.25)
  const told = columns.map(
    (column, i) =>
      `${nameOf(column, parts)}: ${drawn.map((one) => `${one} ${decimal(medianOf(values[i], one))}`).join(', ')}`,
  )
  return drawBoxes({
    ...parts,
    panels: columns.map((column, i) => ({
      label: nameOf(column, parts),
      unit: unitOf(column, parts),
      values: values[i],
    })),
    segmentOf: groups.map(String),
    segments,
    alt:
      parts.alt ??
      `Boxes of ${namesOf(columns, parts)} by ${nameOf(parts.by, parts).toLowerCase()}. Medians: ${told.join('; ')}.`,
    caption: parts.caption ?? `${sizeOf(frame)}. ${boxWords(segments.map((one) => sizes.get(one) ?? 0))}`,
  })
}

function boxWords(sizes: readonly number[]): string {
  const near = sizes.some((size) => whiskerAt(size) > 0.05)
  const small = sizes.filter((size) => whiskerAt(size) > 0.25).length
  const least = fewestShown()
  return [
    `Boxes: quartiles; whiskers: 5% to 95%${near ? `, or to where at least ${least} customers lie` : ''}.`,
    ...(small
      ? [`Withheld: ${count(small, 'box')} of fewer than ${count(4 * least - 3)} customers.`.replace('boxs', 'boxes')]
      : []),
  ].join(' ')
}
