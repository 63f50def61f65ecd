import type { DataFrame } from 'danfojs-node'
import { count, inSentence, plain } from '../core/format.js'
import { fewestShown } from '../core/settings.js'
import { mayShowOne } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { quantile } from '../statistics/quantile.js'
import { type Figure, figure } from './figure.js'
import { coloursOf, type FigureWords, levelsAt, levelsIn, listOf, nameOf, namesOf, unitOf } from './from-frame.js' // biome-ignore format: one line
import { panels, panelTitle } from './panels.js'

/** Options of `boxes`. */
export interface Boxes extends FigureWords {
  /** One or more numeric columns, one panel each. */
  readonly y: string | readonly string[]
  /** The column whose levels are compared, one box each. */
  readonly by: string
}

/** Panels per row. */
const ACROSS = 3

/**
 * Draw the distribution of numeric columns in each group as box plots: quartiles, with whiskers at 5% and 95%, or
 * closer to the median if too few customers lie beyond. Missing values are left out. The figure holds only five numbers
 * per box, so a million customers take no more room than ten.
 *
 * @param frame one row per customer; not modified
 * @throws {RangeError} on a column that the frame lacks
 * @example boxes(customers, { y: ['loyalty', 'value'], by: 'segment', title: 'Loyalists buy more' })
 */
export function boxes(frame: DataFrame, parts: Boxes): Figure {
  const columns = listOf(parts.y)
  const levels = levelsIn(frame, parts.by)
  const colours = coloursOf(parts.by, levels)
  const groups = levelsAt(frame, parts.by)
  const places = panels(columns.length, Math.min(ACROSS, columns.length), { x: 0.1, y: 0.2 })
  const layout: Record<string, unknown> = {
    height: parts.height ?? 150 + 260 * Math.ceil(columns.length / ACROSS),
    showlegend: false,
    annotations: columns.map((column, i) => panelTitle(nameOf(column, parts), places[i])),
    margin: { l: 60, r: 20, t: 92, b: 50 },
  }
  const drawn = columns.map((column, i) => {
    const { axis, x, y } = places[i]
    layout[`xaxis${axis}`] = { domain: x, anchor: `y${axis}`, type: 'category', showgrid: false }
    layout[`yaxis${axis}`] = { domain: y, anchor: `x${axis}`, title: { text: unitOf(column, parts), standoff: 4 } }
    const values = numbers(frame, column)
    return levels.flatMap((level) => {
      const own = values.filter((value, row) => groups[row] === level && !Number.isNaN(value))
      const whisker = whiskerAt(own.length)
      if (own.length === 0 || whisker > 0.25) return []
      const at = (p: number) => [quantile(own, p)]
      return {
        type: 'box',
        name: level,
        x: [level],
        xaxis: `x${axis}`,
        yaxis: `y${axis}`,
        lowerfence: at(whisker),
        q1: at(0.25),
        median: at(0.5),
        q3: at(0.75),
        upperfence: at(1 - whisker),
        marker: { color: colours[level] },
        line: { width: 2 },
      }
    })
  })
  const told = columns.map(
    (column, i) =>
      `${nameOf(column, parts)}: ${drawn[i].map(({ name, median }) => `${name} ${plain(median[0])}`).join(', ')}`,
  )
  const withheld = columns.length * levels.length - drawn.flat().length
  return figure({
    title: parts.title ?? `${namesOf(columns, parts)} by ${inSentence(nameOf(parts.by, parts))}`,
    data: drawn.flat(),
    layout,
    alt:
      parts.alt ??
      `Box plots of ${namesOf(columns, parts)} by ${inSentence(nameOf(parts.by, parts))}. Medians: ${told.join('; ')}.`,
    caption: parts.caption ?? `${givenIn(frame, columns, groups)}. ${boxWords(groups, levels, withheld)}`,
  })
}

/** Whiskers end at 5% and 95%, or closer, so that enough customers lie beyond them for the whisker to be shown. */
function whiskerAt(customers: number): number {
  return mayShowOne() ? 0.05 : Math.max(0.05, (fewestShown() - 1) / Math.max(1, customers - 1))
}

/** The number of customers in the boxes: of one column, or from the least to the most of several. */
function givenIn(frame: DataFrame, columns: readonly string[], groups: readonly (string | null)[]): string {
  const sizes = columns.map((column) => {
    return numbers(frame, column).filter((value, row) => groups[row] !== null && !Number.isNaN(value)).length
  })
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  return least === most ? `n = ${count(most, 'customer')}` : `n = ${count(least)} to ${count(most, 'customer')}`
}

function boxWords(groups: readonly (string | null)[], levels: readonly string[], withheld: number): string {
  const near = levels.some((level) => whiskerAt(groups.filter((one) => one === level).length) > 0.05)
  const least = fewestShown()
  const few = mayShowOne() ? '' : ` of fewer than ${count(4 * least - 3)} customers`
  return [
    `Boxes show quartiles; whiskers run from 5% to 95%${near ? `, or less far, so that at least ${least} customers lie beyond` : ''}.`,
    ...(withheld ? [`Withheld: ${count(withheld)} ${withheld > 1 ? 'boxes' : 'box'}${few}.`] : []),
  ].join(' ')
}
